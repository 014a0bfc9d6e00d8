import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as spanish } from '@zxcvbn-ts/language-es-es';

/*
 * A thread of its own, and JavaScript, so that Node runs it as it stands wherever it comes from. It reads 200,000
 * words when it begins, and an odd password can take it seconds: nobody else may wait for that.
 */

/** What people here think of first. */
const local = `vitalmed turnos turno clinica sanatorio consultorio hospital medico medica doctor doctora paciente
  secretaria secretario administrador salud demo argentina argentino buenosaires caba cordoba rosario mendoza laplata
  salta tucuman mardelplata neuquen santafe boca bocajuniors juniors river riverplate racing independiente sanlorenzo
  huracan estudiantes gimnasia newells messi maradona scaloneta dibu gauchito tequiero teamo contrasena clave`;

/** @param {string} text */
const fold = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** Of the Spanish lists those of words; two of the short ones in a row (a colour, an animal) would be a pattern. */
const spanishWords = ['commonWords', 'wikipedia', 'firstnames', 'lastnames', 'daysOfWeek', 'months'];
const lists = {
  ...common,
  ...Object.fromEntries(
    Object.entries(spanish).filter(([name]) => spanishWords.some((word) => name.startsWith(word))),
  ),
  local: local.split(/\s+/),
};
const dictionary = Object.fromEntries(
  Object.entries(lists).map(([name, words]) => [name, words.map((word) => fold(String(word)))]),
);
const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

parentPort?.on('message', ({ id, password, about }) => {
  // Accents are typed or left out as one likes: they make nothing harder to guess.
  const facts = about.map(fold);
  const weighed = (/** @type {string} */ text) => strength.check(text, facts);
  const plain = password.normalize('NFD').replace(/\p{Mark}/gu, '');
  const { score } = weighed(plain);
  const together = plain.replace(/[\s._-]/g, '');
  // "river plate" is one name for who guesses, and its space worth no more than one step.
  parentPort?.postMessage({
    id,
    score: together === plain ? score : Math.min(score, weighed(together).score + 1),
  });
});

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

const lists = { ...common, ...spanish, local: local.split(/\s+/) };
const dictionary = Object.fromEntries(
  Object.entries(lists).map(([name, words]) => [name, words.map((word) => fold(String(word)))]),
);
const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

parentPort?.on('message', ({ id, password, about }) => {
  // Accents are typed or left out as one likes, and so are spaces: they make nothing harder to guess.
  const plain = password.normalize('NFD').replace(/\p{Mark}/gu, '');
  const ways = new Set([plain, plain.replace(/[\s._-]/g, '')]);
  const scores = [...ways].map((way) => strength.check(way, about.map(fold)).score);
  parentPort?.postMessage({ id, score: Math.min(...scores) });
});

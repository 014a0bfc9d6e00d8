import { CANCEL_REASONS, REASONS, TRANSITION_EVENTS } from '@vitalmed/core';
import { describe, expect, test } from 'vitest';
import { cancelReasonLabel, clashLabel, eventLabel, statusLabel } from './labels.ts';
import { locales } from './locale.ts';
import { fieldMessage, reasonMessage, refusalMessage } from './reasons.ts';

describe.each(locales)('in %s', (locale) => {
  test.each(REASONS)('%s has a sentence of its own', (reason) => {
    const sentence = reasonMessage(reason, locale);
    expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    const others = REASONS.filter((other) => other !== reason).map((other) => reasonMessage(other, locale));
    expect(others).not.toContain(sentence);
  });

  test('every cancel reason has words', () => {
    const labels = CANCEL_REASONS.map((reason) => cancelReasonLabel(reason, locale));
    expect(new Set(labels).size).toBe(CANCEL_REASONS.length);
  });
});

test('a limit says how long it lasts, in words that are never too short', () => {
  const inWords = (seconds: number) =>
    refusalMessage('rate-limited', { retryAfterSeconds: seconds }, 'es-AR');
  expect(inWords(1)).toContain('en 1 segundo;');
  expect(inWords(59)).toContain('en 59 segundos;');
  expect(inWords(60)).toContain('en 1 minuto;');
  expect(inWords(661)).toContain('en 12 minutos;');
  expect(inWords(3_600)).toContain('en 1 hora;');
  expect(inWords(3_601)).toContain('en 2 horas;');
  expect(refusalMessage('rate-limited', { retryAfterSeconds: 700 }, 'en')).toContain('in 12 minutes;');
});

test('a limit that says no time, and any other refusal, reads as its reason', () => {
  for (const details of [null, undefined, 'soon', {}, { retryAfterSeconds: '9' }]) {
    expect(refusalMessage('rate-limited', details)).toBe(reasonMessage('rate-limited'));
  }
  expect(refusalMessage('slot-taken', { retryAfterSeconds: 9 })).toBe(reasonMessage('slot-taken'));
});

test('a reason that this page does not know reads as an internal failure', () => {
  expect(reasonMessage('from-the-future')).toBe(reasonMessage('internal'));
  expect(reasonMessage('constructor')).toBe(reasonMessage('internal'));
  expect(reasonMessage(undefined)).toBe(reasonMessage('internal'));
});

test('the language of a message can be asked for by name', () => {
  expect(statusLabel('arrived', 'es-AR')).toBe('En sala de espera');
  expect(statusLabel('arrived', 'en')).toBe('In the waiting room');
});

test('a clash names what it clashes with', () => {
  expect(clashLabel({ kind: 'doctor-busy', with: 'Dra. Gómez 09:00-11:00' })).toContain(
    'Dra. Gómez 09:00-11:00',
  );
});

test('an event that this page does not know is still a change', () => {
  expect(eventLabel('appointment.booked')).toBe('Reservó el turno');
  expect(eventLabel('appointment.teleported')).toBe('Cambió datos del turno');
});

test('a fault of a field says how to mend it', () => {
  expect(fieldMessage('bad-email')).toContain('@');
  expect(fieldMessage('from-the-future')).toBe('Revisá este dato.');
});

test('core and the history speak of the same events', () => {
  const lines = Object.values(TRANSITION_EVENTS).map((event) => eventLabel(event));
  expect(new Set(lines).size).toBe(lines.length);
});

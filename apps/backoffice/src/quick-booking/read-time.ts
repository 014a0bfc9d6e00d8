import type { LocalTime } from '@vitalmed/core';

/** What was read at the beginning of some words, and how many of them it took. */
export interface Taken<T> {
  value: T;
  words: number;
}

/** "a la mañana" asks for about the middle of that part of the day: the nearest free slot is offered. */
const PARTS_OF_DAY: Record<string, LocalTime> = { manana: '09:00', tarde: '15:00', noche: '19:00' };
/** Nobody attends at three in the night: a bare "3" is the afternoon's. */
const EARLIEST_BARE_HOUR = 7;

/** 10:20, 10.20, 10h, 10hs, 3pm, "a las 10", "a la tarde". */
export function readTime(words: readonly string[]): Taken<LocalTime> | null {
  const [first = '', second = '', third = ''] = words;
  if (first === 'a' && second === 'las') return taken(clock(/^(\d{1,2})(?:[:.](\d{2}))?$/.exec(third)), 3);
  if ((first === 'a' || first === 'por') && second === 'la') return taken(PARTS_OF_DAY[third] ?? null, 3);
  return taken(
    clock(/^(\d{1,2})[:.](\d{2})(?:hs?)?$/.exec(first) ?? /^(\d{1,2})()(?:hs?|am|(pm))$/.exec(first)),
    1,
  );
}

/** The "10" of "mar 10" or "mañana 9": an hour where it stands right after a day. */
export function readBareHour([first = '']: readonly string[]): Taken<LocalTime> | null {
  const match = /^(\d{1,2})()$/.exec(first);
  if (!match) return null;
  const hour = Number(first);
  return taken(hour > 0 && hour < EARLIEST_BARE_HOUR ? hourOf(hour + 12) : clock(match), 1);
}

function taken<T>(value: T | null, words: number): Taken<T> | null {
  return value === null ? null : { value, words };
}

function clock(match: RegExpExecArray | null): LocalTime | null {
  if (!match) return null;
  const [, hourText = '', minuteText, afternoon] = match;
  const hour = Number(hourText) + (afternoon && Number(hourText) < 12 ? 12 : 0);
  const minute = Number(minuteText || 0);
  return hour > 23 || minute > 59 ? null : hourOf(hour, minute);
}

function hourOf(hour: number, minute = 0): LocalTime {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

import { bookDistinctSlots, fightForOneDay } from './booking.ts';
import {
  dayAgenda,
  openWeek,
  ownAppointments,
  patientByDocument,
  patientByName,
  patientByPhone,
} from './desk.ts';
import { reschedule } from './rescheduling.ts';
import { doctorMonth, firstFifty, noOperation, portalSearch, slotById } from './searching.ts';
import type { Scenario } from './world.ts';

export const scenarios: readonly Scenario[] = [
  noOperation,
  slotById,
  firstFifty,
  portalSearch,
  doctorMonth,
  dayAgenda,
  patientByDocument,
  patientByName,
  patientByPhone,
  ownAppointments,
  bookDistinctSlots,
  fightForOneDay,
  reschedule,
  openWeek,
];

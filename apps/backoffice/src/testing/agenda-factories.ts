import type { AgendaAppointment, AgendaColumn, AgendaDay, AgendaSlot } from '../api/trpc.ts';

let nextId = 1;

export function anAppointment(overrides: Partial<AgendaAppointment> = {}): AgendaAppointment {
  return {
    id: `appointment-${nextId++}`,
    revision: 1,
    status: 'booked',
    kind: 'regular',
    patient: {
      id: 'patient-1',
      name: 'Acosta, Ana',
      documentNumber: '28123456',
      phone: null,
      claimed: false,
    },
    room: null,
    channel: 'phone',
    arrivedAt: null,
    startedAt: null,
    cancellation: null,
    ...overrides,
  };
}

/** A slot from `from` to `to`, 'HH:MM' in UTC, which is also the zone of its site. */
export function aSlot(from: string, to: string, overrides: Partial<AgendaSlot> = {}): AgendaSlot {
  return {
    id: nextId++,
    startsAt: `2026-08-04T${from}:00.000Z`,
    endsAt: `2026-08-04T${to}:00.000Z`,
    status: 'free',
    site: { id: 1, name: 'Sede Centro', timeZone: 'UTC' },
    specialty: { id: 1, name: 'Cardiología' },
    appointment: null,
    cancelled: [],
    ...overrides,
  };
}

export function aColumn(slots: AgendaSlot[], overrides: Partial<AgendaColumn> = {}): AgendaColumn {
  return { doctor: { id: 1, name: 'Dr. Juan Pérez' }, siteNames: ['Sede Centro'], slots, ...overrides };
}

export function aDay(columns: AgendaColumn[]): AgendaDay {
  return { date: '2026-08-04', asOf: 1, columns };
}

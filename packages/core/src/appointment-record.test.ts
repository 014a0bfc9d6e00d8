import { describe, expect, it } from 'vitest';
import type { Appointment } from './appointment.ts';
import { type AppointmentRecord, appointmentOf, recordOf } from './appointment-record.ts';

const base = {
  id: '0198a3c0-0000-7000-8000-000000000001',
  patientId: '0198a3c0-0000-7000-8000-000000000002',
  doctorId: 1,
  slotId: null,
  kind: 'overbook',
  startsAt: 1000,
  endsAt: 2000,
  bookedAt: 0,
} as const;
const cancellation = { at: 400, byKind: 'patient', reason: 'other', note: 'viaje' } as const;
const every: Appointment[] = [
  { ...base, status: 'booked' },
  { ...base, status: 'arrived', arrivedAt: 900 },
  { ...base, status: 'in_consultation', arrivedAt: 900, startedAt: 1000 },
  { ...base, status: 'completed', arrivedAt: 900, startedAt: null, completedAt: 1500 },
  { ...base, status: 'cancelled', arrivedAt: null, cancellation },
  { ...base, status: 'no_show', noShowAt: 1800 },
];
const row = (overrides: Partial<AppointmentRecord>): AppointmentRecord => ({
  ...recordOf({ ...base, status: 'booked' }),
  ...overrides,
});

describe('an appointment as a row', () => {
  it.each(every.map((appointment) => [appointment.status, appointment] as const))(
    '%s comes back as it was',
    (_, given) => {
      expect(appointmentOf(recordOf(given))).toEqual(given);
    },
  );

  it('has null for what its status does not have', () => {
    expect(recordOf({ ...base, status: 'cancelled', arrivedAt: 300, cancellation })).toEqual({
      ...base,
      status: 'cancelled',
      arrivedAt: 300,
      startedAt: null,
      completedAt: null,
      noShowAt: null,
      cancelledAt: 400,
      cancelledByKind: 'patient',
      cancelReason: 'other',
      cancelNote: 'viaje',
    });
  });

  it('leaves out what a row of that status says too much', () => {
    expect(appointmentOf(row({ arrivedAt: 900, noShowAt: 1200 }))).toEqual({ ...base, status: 'booked' });
  });

  it('takes the next known step for an arrival that nobody marked', () => {
    expect(appointmentOf(row({ status: 'in_consultation', startedAt: 1000 }))).toMatchObject({
      arrivedAt: 1000,
    });
    expect(appointmentOf(row({ status: 'completed', startedAt: 1000, completedAt: 1500 }))).toMatchObject({
      arrivedAt: 1000,
    });
    expect(appointmentOf(row({ status: 'completed', completedAt: 1500 }))).toMatchObject({ arrivedAt: 1500 });
  });

  it.each(['arrived', 'in_consultation', 'completed', 'cancelled', 'no_show', 'lost'])(
    'throws for a row that only says %s',
    (status) => {
      expect(() => appointmentOf(row({ status: status as 'arrived' }))).toThrow(TypeError);
    },
  );
});

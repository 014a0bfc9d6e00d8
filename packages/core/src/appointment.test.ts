import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTOR_KINDS, type ActorKind } from './actor.ts';
import {
  type Appointment,
  type AppointmentBase,
  allowedCommands,
  TRANSITION_EVENTS,
  type TransitionRequest,
  transition,
} from './appointment.ts';
import {
  APPOINTMENT_STATUSES,
  type AppointmentStatus,
  COMMANDS,
  type Command,
} from './appointment-status.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-08-03T12:00Z');
const BASE: AppointmentBase = {
  id: '0198a3c0-0000-7000-8000-000000000001',
  patientId: '0198a3c0-0000-7000-8000-000000000002',
  doctorId: 1,
  slotId: 5,
  kind: 'regular',
  startsAt: START,
  endsAt: START + 20 * MINUTE,
  bookedAt: START - 1_000_000_000,
};
const ARRIVED = START - 10 * MINUTE;
const STARTED = START + 2 * MINUTE;
const COMPLETED = START + 15 * MINUTE;
const CANCELLATION = { at: ARRIVED, byKind: 'secretary', reason: 'patient-request', note: null } as const;

const examples: { [S in AppointmentStatus]: Extract<Appointment, { status: S }> } = {
  booked: { ...BASE, status: 'booked' },
  arrived: { ...BASE, status: 'arrived', arrivedAt: ARRIVED },
  in_consultation: { ...BASE, status: 'in_consultation', arrivedAt: ARRIVED, startedAt: STARTED },
  completed: { ...BASE, status: 'completed', arrivedAt: ARRIVED, startedAt: STARTED, completedAt: COMPLETED },
  cancelled: { ...BASE, status: 'cancelled', arrivedAt: null, cancellation: CANCELLATION },
  no_show: { ...BASE, status: 'no_show', noShowAt: START + 30 * MINUTE },
};
/** Exactly what each status carries beside the base. */
const FIELDS: Record<AppointmentStatus, string[]> = {
  booked: [],
  arrived: ['arrivedAt'],
  in_consultation: ['arrivedAt', 'startedAt'],
  completed: ['arrivedAt', 'completedAt', 'startedAt'],
  cancelled: ['arrivedAt', 'cancellation'],
  no_show: ['noShowAt'],
};

const NOW = START + 5 * MINUTE;
const requestOf = (command: Command): TransitionRequest =>
  command === 'cancel' ? { command, reason: 'other', note: null } : { command };
const run = (status: AppointmentStatus, command: Command, now = NOW, actorKind: ActorKind = 'secretary') =>
  transition(examples[status], requestOf(command), { now, actorKind });
/** What the appointment becomes, or why it doesn't. */
const outcome = (...asked: Parameters<typeof run>) => {
  const result = run(...asked);
  return result.ok ? result.appointment.status : result.reason;
};

describe('the transitions of an appointment', () => {
  it('are these and no others', () => {
    const table = APPOINTMENT_STATUSES.flatMap((status) =>
      COMMANDS.flatMap((command) => {
        const to = outcome(status, command);
        return to === 'not-allowed-now' ? [] : [`${status} --${command}--> ${to}`];
      }),
    );
    expect(table).toEqual([
      'booked --arrive--> arrived',
      'booked --start--> in_consultation',
      'booked --mark-no-show--> no_show',
      'booked --cancel--> cancelled',
      'arrived --start--> in_consultation',
      'arrived --complete--> completed',
      'arrived --undo-arrive--> booked',
      'arrived --cancel--> cancelled',
      'in_consultation --complete--> completed',
      'in_consultation --undo-start--> arrived',
      'completed --undo-complete--> in_consultation',
      'no_show --arrive--> arrived',
      'no_show --undo-no-show--> booked',
    ]);
  });

  it('write down when each step was', () => {
    expect(run('booked', 'arrive')).toEqual({
      ok: true,
      appointment: { ...BASE, status: 'arrived', arrivedAt: NOW },
      event: 'appointment.arrived',
    });
    expect(run('arrived', 'start')).toMatchObject({ appointment: { arrivedAt: ARRIVED, startedAt: NOW } });
    expect(run('in_consultation', 'complete')).toMatchObject({
      appointment: { arrivedAt: ARRIVED, startedAt: STARTED, completedAt: NOW },
    });
    expect(run('booked', 'mark-no-show')).toMatchObject({ appointment: { noShowAt: NOW } });
    expect(run('no_show', 'arrive')).toMatchObject({ appointment: { arrivedAt: NOW } });
  });

  it('let a doctor start without an arrival marked, which is the arrival then', () => {
    expect(run('booked', 'start', NOW, 'doctor')).toMatchObject({
      appointment: { arrivedAt: NOW, startedAt: NOW },
    });
  });

  it('let a visit be completed whose start nobody marked, and reopen it where it was', () => {
    const done = run('arrived', 'complete');
    expect(done).toMatchObject({ appointment: { arrivedAt: ARRIVED, startedAt: null, completedAt: NOW } });
    if (!done.ok) return;
    const reopened = transition(
      done.appointment,
      { command: 'undo-complete' },
      { now: NOW, actorKind: 'doctor' },
    );
    expect(reopened).toMatchObject({ appointment: examples.arrived });
  });

  it('go back exactly one step with a correction, and forget its instant', () => {
    expect(run('arrived', 'undo-arrive')).toMatchObject({ ok: true, appointment: examples.booked });
    expect(run('in_consultation', 'undo-start')).toMatchObject({ ok: true, appointment: examples.arrived });
    expect(run('completed', 'undo-complete')).toMatchObject({
      ok: true,
      appointment: examples.in_consultation,
    });
    expect(run('no_show', 'undo-no-show')).toMatchObject({ ok: true, appointment: examples.booked });
  });

  it('name each change for the history with a word of its own', () => {
    expect(new Set(Object.values(TRANSITION_EVENTS)).size).toBe(COMMANDS.length);
    for (const command of COMMANDS) {
      const result = APPOINTMENT_STATUSES.map((status) => run(status, command)).find(({ ok }) => ok);
      expect(result).toMatchObject({ event: TRANSITION_EVENTS[command] });
    }
  });

  it('refuse a status or a command that nobody knows', () => {
    const strange = { ...examples.booked, status: 'lost' as 'booked' };
    const context = { now: NOW, actorKind: 'secretary' } as const;
    expect(transition(strange, { command: 'arrive' }, context)).toEqual({
      ok: false,
      reason: 'not-allowed-now',
    });
    const unknown = { command: 'vanish' as 'arrive' };
    expect(transition(examples.booked, unknown, context)).toEqual({ ok: false, reason: 'not-allowed-now' });
  });
});

describe('cancelling', () => {
  it('keeps when, who, why, and whether the patient had come', () => {
    const request = { command: 'cancel', reason: 'doctor-absent', note: 'Gripe' } as const;
    expect(transition(examples.arrived, request, { now: NOW, actorKind: 'admin' })).toMatchObject({
      appointment: {
        status: 'cancelled',
        arrivedAt: ARRIVED,
        cancellation: { at: NOW, byKind: 'admin', reason: 'doctor-absent', note: 'Gripe' },
      },
    });
    expect(run('booked', 'cancel')).toMatchObject({ appointment: { arrivedAt: null } });
  });

  it('is too late for a patient less than two hours before', () => {
    const limit = START - 2 * HOUR;
    expect(outcome('booked', 'cancel', limit, 'patient')).toBe('cancelled');
    expect(outcome('booked', 'cancel', limit + 1, 'patient')).toBe('too-late-to-cancel');
  });

  it('refuses a reason that is not for whoever gives it', () => {
    const request = { command: 'cancel', reason: 'doctor-absent', note: null } as const;
    const patient = { now: START - 2 * HOUR, actorKind: 'patient' } as const;
    expect(transition(examples.booked, request, patient)).toEqual({ ok: false, reason: 'bad-input' });
  });
});

describe('the time for each step', () => {
  it.each(['arrive', 'start'] as const)(
    '%s is recorded within 12 hours of the start of what is booked',
    (command) => {
      expect(outcome('booked', command, START - 12 * HOUR)).not.toBe('not-allowed-now');
      expect(outcome('booked', command, START + 12 * HOUR)).not.toBe('not-allowed-now');
      expect(outcome('booked', command, START - 12 * HOUR - 1)).toBe('not-allowed-now');
      expect(outcome('booked', command, START + 12 * HOUR + 1)).toBe('not-allowed-now');
    },
  );

  it('lets someone who has arrived be attended whenever it is', () => {
    expect(outcome('arrived', 'start', START + 24 * HOUR)).toBe('in_consultation');
  });

  it('gives nobody up as absent before the hour of the appointment', () => {
    expect(outcome('booked', 'mark-no-show', START - 1)).toBe('not-allowed-now');
    expect(outcome('booked', 'mark-no-show', START)).toBe('no_show');
  });
});

describe('the commands that an actor is offered', () => {
  const offered = (kind: ActorKind, now: number) =>
    Object.fromEntries(
      APPOINTMENT_STATUSES.map((status) => [status, allowedCommands(examples[status], kind, now)]),
    );

  it('at the hour of the appointment', () => {
    const team = {
      booked: ['arrive', 'start', 'mark-no-show'],
      arrived: ['start', 'complete', 'undo-arrive'],
      in_consultation: ['complete', 'undo-start'],
      completed: ['undo-complete'],
      cancelled: [],
      no_show: ['arrive', 'undo-no-show'],
    };
    expect(offered('doctor', NOW)).toEqual(team);
    const desk = { ...team, booked: [...team.booked, 'cancel'], arrived: [...team.arrived, 'cancel'] };
    expect(offered('secretary', NOW)).toEqual(desk);
    expect(offered('admin', NOW)).toEqual(desk);
  });

  it('days before: cancelling alone', () => {
    const before = START - 120 * HOUR;
    expect(offered('patient', before)).toMatchObject({ booked: ['cancel'], arrived: [], no_show: [] });
    expect(offered('secretary', before)).toMatchObject({ booked: ['cancel'] });
    expect(offered('doctor', before)).toMatchObject({ booked: [] });
  });

  it('a patient records nothing, a job only absence, a stranger nothing', () => {
    expect(outcome('booked', 'arrive', NOW, 'patient')).toBe('forbidden');
    expect(outcome('booked', 'arrive', NOW, 'system')).toBe('forbidden');
    expect(outcome('booked', 'mark-no-show', NOW, 'system')).toBe('no_show');
    expect(outcome('booked', 'arrive', NOW, 'anonymous')).toBe('session-required');
    expect(outcome('booked', 'cancel', NOW, 'anonymous')).toBe('session-required');
    expect(outcome('booked', 'arrive', NOW, 'visitor' as ActorKind)).toBe('forbidden');
  });

  it('a patient marks nothing about themselves, whatever the state', () => {
    for (const status of APPOINTMENT_STATUSES)
      for (const command of COMMANDS)
        if (command !== 'cancel') expect(outcome(status, command, NOW, 'patient')).toBe('forbidden');
  });

  it('are exactly those that are carried out', () => {
    const anyTime = fc.integer({ min: -36 * HOUR, max: 36 * HOUR }).map((shift) => START + shift);
    fc.assert(
      fc.property(
        fc.constantFrom(...APPOINTMENT_STATUSES),
        fc.constantFrom(...ACTOR_KINDS),
        anyTime,
        (status, kind, now) => {
          const carriedOut = COMMANDS.filter((command) => {
            // A reason that everybody may give, so that only the command is judged.
            const request =
              command === 'cancel' ? ({ command, reason: 'rescheduled', note: null } as const) : { command };
            return transition(examples[status], request, { now, actorKind: kind }).ok;
          });
          expect([...allowedCommands(examples[status], kind, now)].sort()).toEqual(carriedOut.sort());
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('any sequence of commands', () => {
  const step = fc.record({
    command: fc.constantFrom(...COMMANDS),
    actorKind: fc.constantFrom(...ACTOR_KINDS),
    shift: fc.integer({ min: -24 * HOUR, max: 24 * HOUR }),
  });

  it('reaches no state that carries what it cannot have, and changes nothing of what was booked', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
        let appointment: Appointment = Object.freeze(examples.booked);
        for (const { command, actorKind, shift } of steps) {
          const before = appointment;
          const result = transition(before, requestOf(command), { now: START + shift, actorKind });
          if (!result.ok) continue;
          appointment = Object.freeze(result.appointment);
          const { status, ...carried } = appointment;
          expect(carried).toMatchObject(BASE);
          expect(Object.keys(carried).sort()).toEqual([...Object.keys(BASE), ...FIELDS[status]].sort());
          expect(before.status).not.toBe('cancelled');
          if (before.status === 'completed') expect(command).toBe('undo-complete');
          if (before.status === 'no_show') expect(['arrive', 'undo-no-show']).toContain(command);
        }
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgendaDay, AgendaSlot } from '../api/trpc.ts';
import { aColumn, aDay, anAppointment, aSlot } from '../testing/agenda-factories.ts';
import { dayReadings, type ToldChanges, withChanges } from './day-changes.ts';

const doctor = { id: 1, name: 'Dr. Juan Pérez' };
const told = (changes: Partial<ToldChanges>): ToldChanges => ({
  place: 2,
  columns: [],
  cells: [],
  gone: [],
  ...changes,
});

describe('what a stream tells of a shown day', () => {
  const nine = aSlot('09:00', '09:20');
  const ten = aSlot('10:00', '10:20');
  const overbooked = aSlot('09:00', '09:20', {
    id: null,
    status: 'busy',
    appointment: anAppointment({ id: 'extra' }),
  });
  const other = aColumn([aSlot('09:00', '09:20')], { doctor: { id: 2, name: 'Dra. Gómez' } });
  const day = aDay([aColumn([nine, overbooked, ten]), other]);

  it('alters its cell alone: everything else stays the very same object', () => {
    const booked = { ...nine, status: 'busy' as const, appointment: anAppointment() };
    const next = withChanges(day, told({ cells: [{ doctor, slot: booked }] }));
    expect(next.columns[0]?.slots).toEqual([booked, overbooked, ten]);
    expect(next.columns[0]?.slots[2]).toBe(ten);
    expect(next.columns[1]).toBe(other);
  });

  it('that is so already alters nothing', () => {
    expect(withChanges(day, told({ cells: [{ doctor, slot: structuredClone(nine) }] })).columns).toBe(
      day.columns,
    );
    expect(withChanges(day, told({ columns: [structuredClone(other)] })).columns).toBe(day.columns);
  });

  it('takes an overbooking that was given up away, and a doctor of whom nothing is left', () => {
    const next = withChanges(day, told({ gone: ['extra'], columns: [{ ...other, slots: [] }] }));
    expect(next.columns).toEqual([aColumn([nine, ten])]);
  });

  it('puts what is new where its hour and its doctor’s name belong', () => {
    const half = aSlot('09:30', '09:50');
    const ana = aColumn([aSlot('08:00', '08:20')], { doctor: { id: 3, name: 'Dra. Ana Ávila' } });
    const first = { id: 0, name: 'Dr. Abad' };
    const next = withChanges(
      day,
      told({
        cells: [
          { doctor, slot: half },
          { doctor: first, slot: half },
        ],
        columns: [ana],
      }),
    );
    expect(next.columns.map((column) => column.doctor.name)).toEqual([
      'Dr. Abad',
      'Dr. Juan Pérez',
      'Dra. Ana Ávila',
      'Dra. Gómez',
    ]);
    expect(next.columns[1]?.slots).toEqual([nine, overbooked, half, ten]);
  });
});

/**
 * A clinic of two doctors with transactions that overlap: each writes one cell when it ends, and the place of a
 * reading or of the stream is the oldest transaction that hasn't ended, as in PostgreSQL.
 */
class Clinic {
  readonly cells = new Map<string, { doctorId: number; slot: AgendaSlot }>();
  readonly #running = new Map<number, { doctorId: number; minute: number }>();
  readonly #ended: { txid: number; key: string }[] = [];
  #next = 1;

  get horizon(): number {
    return Math.min(this.#next, ...this.#running.keys());
  }

  begin(doctorId: number, minute: number): void {
    this.#running.set(this.#next++, { doctorId, minute });
  }

  /** The nth of those running ends: its slot becomes what `write` says. */
  end(n: number, write: 'book' | 'free' | 'block'): void {
    const txid = [...this.#running.keys()][n % Math.max(1, this.#running.size)];
    const change = txid === undefined ? undefined : this.#running.get(txid);
    if (txid === undefined || !change) return;
    this.#running.delete(txid);
    const { doctorId, minute } = change;
    const key = `${doctorId} ${minute}`;
    const appointment = write === 'book' ? anAppointment({ id: `a${txid}` }) : null;
    const status = { book: 'busy', free: 'free', block: 'withdrawn' } as const;
    const time = `09:${String(minute).padStart(2, '0')}`;
    const specialty = { id: this.#ended.length + 1, name: 'Counts what was written' };
    const slot = aSlot(time, '12:00', {
      id: doctorId * 100 + minute,
      status: status[write],
      appointment,
      specialty,
    });
    this.cells.set(key, { doctorId, slot });
    this.#ended.push({ txid, key });
  }

  read(): AgendaDay {
    const columns = [1, 2].flatMap((id) => {
      const slots = [...this.cells.values()]
        .filter(({ doctorId }) => doctorId === id)
        .map(({ slot }) => slot);
      slots.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
      return slots.length > 0 ? [aColumn(slots, { doctor: nameOf(id) })] : [];
    });
    return { ...aDay(columns), asOf: this.horizon };
  }

  /** What ended in [from, horizon), as it is now. */
  changesSince(from: number): ToldChanges {
    const keys = this.#ended.filter(({ txid }) => txid >= from && txid < this.horizon).map(({ key }) => key);
    const cells = [...new Set(keys)].flatMap((key) => this.cells.get(key) ?? []);
    return told({
      place: this.horizon,
      cells: cells.map(({ doctorId, slot }) => ({ doctor: nameOf(doctorId), slot })),
    });
  }

  endAll(): void {
    while (this.#running.size > 0) this.end(0, 'book');
  }
}

/** An answer that is drawn may know more than it did when it left, and nothing less. */
function expectNothingOlder(drawn: AgendaDay, answer: AgendaDay): void {
  const written = ({ columns }: AgendaDay) =>
    new Map(columns.flatMap(({ slots }) => slots.map(({ id, specialty }) => [id, specialty.id])));
  for (const [id, n] of written(answer)) expect(written(drawn).get(id)).toBeGreaterThanOrEqual(n);
}

const nameOf = (id: number) => ({ id, name: id === 1 ? 'Dr. Abad' : 'Dra. Gómez' });

const step = fc.oneof(
  fc.record({ kind: fc.constant('begin' as const), doctorId: fc.constantFrom(1, 2), minute: fc.nat(3) }),
  fc.record({
    kind: fc.constant('end' as const),
    n: fc.nat(5),
    write: fc.constantFrom('book', 'free', 'block'),
  }),
  // The server looks and says what it found; the message is still on its way.
  fc.record({ kind: fc.constant('look' as const) }),
  fc.record({ kind: fc.constant('hear' as const) }),
  fc.record({ kind: fc.constant('ask' as const) }),
  fc.record({ kind: fc.constant('arrive' as const) }),
);

describe('a day that is read and told of', () => {
  it('ends as a fresh reading of it, however readings, changes and messages overtake each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const clinic = new Clinic();
        const readings = dayReadings();
        let shown = clinic.read();
        let looked = shown.asOf;
        const onTheWay: ToldChanges[] = [];
        let arriving: ((day: AgendaDay) => void) | null = null;
        let answer = shown;
        let reading: Promise<void> = Promise.resolve();

        const hear = () => {
          const changes = onTheWay.shift();
          if (!changes) return;
          readings.tell('day', changes);
          shown = withChanges(shown, changes);
        };
        const look = () => {
          onTheWay.push(clinic.changesSince(looked));
          looked = clinic.horizon;
        };
        const arrive = async () => {
          arriving?.(answer);
          arriving = null;
          await reading;
        };
        for (const now of steps) {
          if (now.kind === 'begin') clinic.begin(now.doctorId, now.minute);
          else if (now.kind === 'end') clinic.end(now.n, now.write);
          else if (now.kind === 'look') look();
          else if (now.kind === 'hear') hear();
          else if (now.kind === 'arrive') await arrive();
          else if (!arriving) {
            answer = clinic.read();
            const asked = new Promise<AgendaDay>((resolve) => {
              arriving = resolve;
            });
            reading = readings
              .read('day', () => asked)
              .then((day) => {
                expectNothingOlder(day, answer);
                shown = day;
              });
          }
        }
        clinic.endAll();
        look();
        while (onTheWay.length > 0) hear();
        await arrive();
        expect(shown).toEqual(clinic.read());
      }),
      { numRuns: 1_000 },
    );
  });
});

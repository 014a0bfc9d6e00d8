import { describe, expect, it } from 'vitest';
import { aColumn, aDay, anAppointment, aSlot } from '../testing/agenda-factories.ts';
import { occupancyOf } from './occupancy.ts';
import { panelTarget } from './panel-target.ts';
import { patchAppointment } from './patch-day.ts';
import { slotName } from './slot-name.ts';
import { matchesStates, slotState } from './slot-state.ts';
import { slotsBetween } from './use-slot-selection.ts';

const booked = aSlot('09:00', '09:20', { status: 'busy', appointment: anAppointment({ id: 'a1' }) });
const free = aSlot('09:20', '09:40');
const blocked = aSlot('09:40', '10:00', { status: 'withdrawn' });
const lost = aSlot('10:00', '10:20', {
  cancelled: [
    anAppointment({
      id: 'a2',
      status: 'cancelled',
      patient: { id: 'p', name: 'Sosa, Beto', documentNumber: '1', phone: null, claimed: false },
    }),
  ],
});
const elsewhere = aSlot('09:00', '09:20');
const day = aDay([
  aColumn([booked, free, blocked, lost]),
  aColumn([elsewhere], { doctor: { id: 2, name: 'Dra. Gómez' } }),
]);

describe('the state of a slot', () => {
  it('is that of its appointment, or its own', () => {
    expect([booked, free, blocked].map(slotState)).toEqual(['booked', 'free', 'withdrawn']);
  });

  it('answers also to "cancelled" when somebody gave it up', () => {
    expect(matchesStates(lost, ['cancelled'])).toBe(true);
    expect(matchesStates(free, ['cancelled'])).toBe(false);
    expect(matchesStates(free, undefined)).toBe(true);
  });

  it('is said with its hour, people and what was cancelled', () => {
    expect(slotName(booked, 'Dr. Juan Pérez')).toBe('9:00 h, Reservado, Acosta, Ana, Dr. Juan Pérez');
    expect(slotName(lost, 'Dr. Juan Pérez')).toBe('10:00 h, Libre, Dr. Juan Pérez, cancelado: Sosa, Beto');
  });
});

describe('the occupancy of a doctor', () => {
  it('counts what is taken of what people can take', () => {
    expect(occupancyOf(day.columns[0]?.slots ?? [])).toEqual({ taken: 1, total: 3 });
  });
});

describe('a change shown before the server answers', () => {
  it('touches only the slot and the column that hold the appointment', () => {
    const patched = patchAppointment(day, 'a1', { status: 'arrived' });
    expect(patched.columns[0]?.slots[0]?.appointment?.status).toBe('arrived');
    expect(patched.columns[0]?.slots[1]).toBe(free);
    expect(patched.columns[1]).toBe(day.columns[1]);
  });

  it('leaves a day alone that does not hold it', () => {
    expect(patchAppointment(day, 'nobody', { status: 'arrived' })).toBe(day);
  });
});

describe('several slots at once', () => {
  it('are all free or blocked ones between two of the same doctor, in either direction', () => {
    const ids = [free.id, blocked.id, lost.id];
    expect(slotsBetween(day, free.id ?? 0, lost.id ?? 0)).toEqual(ids);
    expect(slotsBetween(day, lost.id ?? 0, free.id ?? 0)).toEqual(ids);
    expect(slotsBetween(day, booked.id ?? 0, free.id ?? 0)).toEqual([free.id]);
  });

  it('never reach from one doctor to another', () => {
    expect(slotsBetween(day, free.id ?? 0, elsewhere.id ?? 0)).toEqual([]);
  });
});

describe('the side panel', () => {
  it('shows a free slot with its doctor', () => {
    expect(panelTarget({ cupo: free.id ?? 0 }, day.columns)).toEqual({
      kind: 'slot',
      slot: free,
      doctorName: 'Dr. Juan Pérez',
    });
  });

  it('shows the appointment of a slot that was taken meanwhile', () => {
    expect(panelTarget({ cupo: booked.id ?? 0 }, day.columns)).toMatchObject({
      kind: 'appointment',
      id: 'a1',
    });
  });

  it('shows an appointment even when its day is not on the screen', () => {
    expect(panelTarget({ turno: 'far-away', accion: 'cancelar' }, day.columns)).toEqual({
      kind: 'appointment',
      id: 'far-away',
      slotId: null,
      action: 'cancelar',
    });
  });

  it('is closed when the address names nothing', () => {
    expect(panelTarget({}, day.columns)).toBeNull();
    expect(panelTarget({ cupo: 999_999 }, day.columns)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { aColumn, anAppointment, aSlot } from '../../testing/agenda-factories.ts';
import { clockMinutes } from '../wall-clock.ts';
import { cellKey, dayFrame, hourMarks, placeSlots } from './grid-geometry.ts';

describe('the hours on the screen', () => {
  it('hold the first and the last slot and begin and end on the hour', () => {
    const frame = dayFrame([aColumn([aSlot('08:40', '09:00'), aSlot('11:40', '12:10')])], clockMinutes);
    expect(frame).toMatchObject({ from: 8 * 60, to: 13 * 60 });
    expect(hourMarks(frame)).toEqual([480, 540, 600, 660, 720]);
  });

  it('leave 26 pixels at least to the shortest slot', () => {
    const frame = dayFrame([aColumn([aSlot('08:00', '08:05'), aSlot('09:00', '10:00')])], clockMinutes);
    expect(5 * frame.pxPerMinute).toBeGreaterThanOrEqual(26);
  });

  it('go past midnight when a slot does', () => {
    const late = { ...aSlot('23:00', '23:30'), endsAt: '2026-08-05T00:30:00.000Z' };
    expect(dayFrame([aColumn([late])], clockMinutes).to).toBe(25 * 60);
  });

  it('are those of a working day when nothing is open', () => {
    expect(dayFrame([], clockMinutes)).toMatchObject({ from: 8 * 60, to: 18 * 60 });
  });

  it('are counted on the clock of the site, not of the device', () => {
    const site = { id: 2, name: 'Katmandú', timeZone: 'Asia/Kathmandu' };
    const frame = dayFrame([aColumn([aSlot('04:15', '04:45', { site })])], clockMinutes);
    expect(frame.from).toBe(10 * 60);
  });
});

describe('the place of a slot', () => {
  const frame = { from: 480, to: 720, pxPerMinute: 2 };

  it('follows from its start and its length', () => {
    const [placed] = placeSlots([aSlot('08:30', '09:00')], frame, clockMinutes);
    expect(placed).toMatchObject({ top: 60, height: 60, lane: 0, lanes: 1 });
  });

  it('is shared side by side with an overbooking at the same time', () => {
    const overbook = aSlot('08:30', '08:45', { id: null, appointment: anAppointment({ kind: 'overbook' }) });
    const placed = placeSlots(
      [aSlot('08:30', '09:00'), overbook, aSlot('09:00', '09:30')],
      frame,
      clockMinutes,
    );
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 1],
    ]);
  });
});

describe('the key of a cell', () => {
  it('is that of the slot, or of the appointment that has none', () => {
    expect(cellKey(aSlot('08:00', '08:20', { id: 7 }))).toBe('s7');
    const appointment = anAppointment({ id: 'x', kind: 'overbook' });
    expect(cellKey(aSlot('08:00', '08:20', { id: null, appointment }))).toBe('ax');
  });
});

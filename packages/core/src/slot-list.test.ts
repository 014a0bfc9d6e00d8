import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.ts';
import { namedSlots, type SlotList, slotFields } from './slot-list.ts';

const ana = { id: 3, name: 'Dra. Ana Gómez' };
const cardiology = { id: 1, name: 'Cardiología' };
const north = { id: 7, name: 'Norte', address: 'Cabildo 100', timeZone: 'America/Argentina/Buenos_Aires' };

const slotAt = (id: number, hour: string) => ({
  id,
  startsAt: `2030-06-03T${hour}:00+00:00`,
  endsAt: `2030-06-03T${hour}:20+00:00`,
  date: '2030-06-03',
  doctorId: ana.id,
  specialtyId: cardiology.id,
  siteId: north.id,
});

const list: SlotList = {
  slots: columnsOf([slotAt(12, '15'), slotAt(11, '12')], slotFields),
  doctors: { id: [4, ana.id], name: ['Dr. Juan Paz', ana.name] },
  specialties: columnsOf([cardiology], ['id', 'name']),
  sites: columnsOf([north], ['id', 'name', 'address', 'timeZone']),
};

describe('the slots of a list', () => {
  it('keep their order and get the names that their numbers mean', () => {
    const [first, second] = namedSlots(list);
    expect(first).toEqual({
      id: 12,
      startsAt: '2030-06-03T15:00+00:00',
      endsAt: '2030-06-03T15:20+00:00',
      date: '2030-06-03',
      doctor: ana,
      specialty: cardiology,
      site: north,
    });
    expect(second?.id).toBe(11);
  });

  it('are refused where a name is missing, rather than shown without', () => {
    expect(() => namedSlots({ ...list, doctors: { id: [], name: [] } })).toThrow(
      'lacks the name of number 3',
    );
  });
});

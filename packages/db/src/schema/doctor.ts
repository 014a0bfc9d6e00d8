import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { user } from './user.ts';

export const specialty = pgTable('specialty', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
  slug: text().notNull().unique(),
  /** What else people call it when they look for it: 'pediatra', 'corazón'. */
  alsoCalled: text('also_called').array().notNull().default([]),
});

export const doctor = pgTable(
  'doctor',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** The account with which the doctor signs in; a doctor may attend without one. */
    userId: uuid('user_id')
      .unique()
      .references(() => user.id),
    /** As patients address them: "Dr." or "Dra.". */
    title: text().notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    slug: text().notNull().unique(),
    /** The slot length that the "open a day" form starts with. */
    slotMinutes: integer('slot_minutes').notNull().default(20),
    active: boolean().notNull().default(true),
  },
  (table) => [check('doctor_slot_minutes', sql`${table.slotMinutes} between 5 and 240`)],
);

export const doctorSpecialty = pgTable(
  'doctor_specialty',
  {
    doctorId: integer('doctor_id')
      .notNull()
      .references(() => doctor.id),
    specialtyId: integer('specialty_id')
      .notNull()
      .references(() => specialty.id),
    /** 1 is the doctor's first specialty: the one that a schedule takes when none is named. */
    position: integer().notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.doctorId, table.specialtyId] })],
);

import { boolean, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';

/** A building where doctors attend. Its zone decides what "9:00" means there. */
export const site = pgTable('site', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
  address: text().notNull(),
  city: text().notNull(),
  /** IANA zone, such as America/Argentina/Buenos_Aires. */
  timeZone: text('time_zone').notNull(),
  mapUrl: text('map_url'),
  /** As `normalisePhone` keeps telephones: +541148765432. Null where the site has none. */
  phone: text(),
  /** Likewise, of a mobile line that answers WhatsApp: +5491148765432. */
  whatsapp: text(),
  active: boolean().notNull().default(true),
});

export const room = pgTable(
  'room',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    siteId: integer('site_id')
      .notNull()
      .references(() => site.id),
    name: text().notNull(),
  },
  (table) => [unique('room_name_at_site').on(table.siteId, table.name)],
);

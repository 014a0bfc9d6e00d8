import { type Allowed, type AppointmentStatus, type Columns, rowsOf, type SearchTerms } from '@vitalmed/core';
import type { PendingQuery, Row } from 'postgres';
import type { Database, Sql } from '../client.ts';
import type { AppointmentRow } from './appointment-row.ts';
import { listsOf } from './columns.ts';
import { limitOf } from './literal.ts';
import { recordLook } from './look.ts';
import { isClaimed } from './patient-row.ts';
import { hasTerms } from './patient-terms.ts';

export type AgendaFilter = { doctorIds?: number[]; specialtyId?: number; siteId?: number };

/** Instants in an agenda are ISO 8601 texts in UTC, which sort as what they say. */
export type AgendaSlotRow = {
  id: number;
  doctorId: number;
  startsAt: string;
  endsAt: string;
  status: 'free' | 'busy' | 'withdrawn';
  siteId: number;
  specialtyId: number;
};

export type AgendaAppointmentRow = Pick<
  AppointmentRow,
  | 'id'
  | 'slotId'
  | 'revision'
  | 'status'
  | 'kind'
  | 'channel'
  | 'doctorId'
  | 'siteId'
  | 'specialtyId'
  | 'patientId'
  | 'patientFirstName'
  | 'patientLastName'
  | 'patientDocumentNumber'
  | 'cancelledByKind'
  | 'cancelReason'
> & {
  startsAt: string;
  endsAt: string;
  arrivedAt: string | null;
  startedAt: string | null;
  cancelledAt: string | null;
  patientPhone: string | null;
  roomName: string | null;
  /** Nothing but an account speaks for the patient's file. */
  patientClaimed: boolean;
};

const matching = (sql: Sql, table: 'slot' | 'a', { doctorIds, specialtyId, siteId }: AgendaFilter) => sql`
  ${doctorIds === undefined ? sql`` : sql`and ${sql(table)}.doctor_id = any(${doctorIds}::int[])`}
  ${specialtyId === undefined ? sql`` : sql`and ${sql(table)}.specialty_id = ${specialtyId}`}
  ${siteId === undefined ? sql`` : sql`and ${sql(table)}.site_id = ${siteId}`}`;

const appointmentColumns = (sql: Sql) => sql`
  a.id, a.slot_id as "slotId", patient.phone as "patientPhone",
  (select room.name from room where room.id = a.room_id) as "roomName", a.revision, a.status, a.kind, a.channel, a.starts_at as "startsAt", a.ends_at as "endsAt",
  a.doctor_id as "doctorId", a.site_id as "siteId", a.specialty_id as "specialtyId",
  patient.id as "patientId", patient.first_name as "patientFirstName", patient.last_name as "patientLastName",
  patient.document_number as "patientDocumentNumber", a.arrived_at as "arrivedAt", a.started_at as "startedAt",
  a.cancelled_at as "cancelledAt", a.cancelled_by_kind as "cancelledByKind", a.cancel_reason as "cancelReason",
  ${isClaimed(sql)} as "patientClaimed"`;

const slotFields = ['id', 'doctorId', 'startsAt', 'endsAt', 'status', 'siteId', 'specialtyId'];
const appointmentFields = [
  'id',
  'slotId',
  'patientPhone',
  'roomName',
  'revision',
  'status',
  'kind',
  'channel',
  'startsAt',
  'endsAt',
  'doctorId',
  'siteId',
  'specialtyId',
  'patientId',
  'patientFirstName',
  'patientLastName',
  'patientDocumentNumber',
  'arrivedAt',
  'startedAt',
  'cancelledAt',
  'cancelledByKind',
  'cancelReason',
  'patientClaimed',
];

/**
 * A table's rows of one local date. Where doctors are named, each is looked up with the date: which of them are asked for
 * isn't known when the statement is planned, and `offset 0` keeps the plan from reading everybody's day instead.
 */
const onDate = (sql: Sql, table: 'slot' | 'appointment', date: string, doctorIds: number[] | undefined) =>
  doctorIds === undefined
    ? sql`(select * from ${sql(table)} where local_date = ${date})`
    : sql`(select distinct unnest(${doctorIds}::int[]) as id) wanted, lateral (
        select * from ${sql(table)} where doctor_id = wanted.id and local_date = ${date} offset 0)`;

/**
 * Rows, and how far in the order of transactions they reach: all that transactions below `asOf` changed is in them, as the
 * live views count (docs/decisions/0004-live-feed.md).
 */
export type AsOf<Row> = { rows: Row[]; asOf: number };

const asOfNow = (sql: Sql) => sql`(pg_snapshot_xmin(pg_current_snapshot())::text)::bigint as "asOf"`;

function readAsOf<Row extends object>([found]: [Columns<Row> & { asOf: number }]): AsOf<Row> {
  const { asOf, ...columns } = found;
  return { rows: rowsOf(columns as unknown as Columns<Row>), asOf };
}

/** Every slot of a local date (but those of openings that were undone), by doctor and time. */
export async function slotsOnDate(
  { sql }: Database,
  _proof: Allowed<'agenda.read'>,
  date: string,
  filter: AgendaFilter,
): Promise<AsOf<AgendaSlotRow>> {
  const found = await sql<[Columns<AgendaSlotRow> & { asOf: number }]>`
    select ${listsOf(sql, slotFields)}, ${asOfNow(sql)} from (
      select slot.id, slot.doctor_id as "doctorId", slot.starts_at as "startsAt", slot.ends_at as "endsAt", slot.status,
        slot.site_id as "siteId", slot.specialty_id as "specialtyId"
      from ${onDate(sql, 'slot', date, filter.doctorIds)} slot
      join schedule on schedule.id = slot.schedule_id and schedule.status = 'published'
      where true ${matching(sql, 'slot', { ...filter, doctorIds: undefined })}
      order by slot.doctor_id, slot.starts_at, slot.id
    ) row`;
  return readAsOf(found);
}

/** Every appointment of a local date, the cancelled ones too, by doctor and time. Records whom it shows. */
export async function appointmentsOnDate(
  { sql }: Database,
  proof: Allowed<'agenda.read'>,
  date: string,
  filter: AgendaFilter,
): Promise<AsOf<AgendaAppointmentRow>> {
  const found = await sql<[Columns<AgendaAppointmentRow> & { asOf: number }]>`
    with found as materialized (${onDateInOrder(sql, date, filter)}),
    looked as (${recordLook(sql, proof, sql`select "patientId" from found`)})
    select ${listsOf(sql, appointmentFields)}, ${asOfNow(sql)} from found row`;
  return readAsOf(found);
}

/** The same for whoever shows a part of them alone: they are to record whom (`writeLook`) before anybody sees it. */
export async function appointmentsToPickFrom(
  { sql }: Database,
  _proof: Allowed<'agenda.read'>,
  date: string,
  filter: AgendaFilter,
): Promise<AsOf<AgendaAppointmentRow>> {
  const found = await sql<[Columns<AgendaAppointmentRow> & { asOf: number }]>`
    select ${listsOf(sql, appointmentFields)}, ${asOfNow(sql)} from (${onDateInOrder(sql, date, filter)}) row`;
  return readAsOf(found);
}

const onDateInOrder = (sql: Sql, date: string, filter: AgendaFilter) => sql`
  select ${appointmentColumns(sql)} from ${onDate(sql, 'appointment', date, filter.doctorIds)} a
  join patient on patient.id = a.patient_id
  where true ${matching(sql, 'a', { ...filter, doctorIds: undefined })}
  order by a.doctor_id, a.starts_at, a.booked_at`;

export type AgendaListFilter = AgendaFilter & {
  from: string;
  to: string;
  /** 'free' and 'withdrawn' are slots without an appointment; the others are states of appointments. */
  states: readonly ('free' | 'withdrawn' | AppointmentStatus)[];
  /** Whose appointments; free slots are nobody's. */
  patient: SearchTerms | null;
  after: { startsAt: Date; key: string } | null;
  /** How many are shown; one more may come, which says that others follow. */
  limit: number;
};

/** A row of the agenda as a table: an appointment, or a slot without one. `key` orders rows of one instant. */
export type AgendaListRow = AgendaAppointmentRow & {
  key: string;
  localDate: string;
  slotStatus: 'free' | 'withdrawn' | null;
};

/** Rows in time order. Records whom the first `limit` of them show. */
export async function listAgenda(
  { sql }: Database,
  proof: Allowed<'agenda.read'>,
  filter: AgendaListFilter,
): Promise<AsOf<AgendaListRow>> {
  const most = limitOf(sql, filter.limit + 1);
  const appointmentStates = filter.states.filter((state) => state !== 'free' && state !== 'withdrawn');
  const slotStates = filter.patient
    ? []
    : filter.states.filter((state) => state === 'free' || state === 'withdrawn');
  const after = (table: 'slot' | 'a', key: PendingQuery<Row[]>) =>
    filter.after
      ? sql`and (${sql(table)}.starts_at, ${key}) > (${filter.after.startsAt}, ${filter.after.key})`
      : sql``;
  const appointmentKey = sql`'a' || a.id`;
  const slotKey = sql`'s' || lpad(slot.id::text, 16, '0')`;
  const found = await sql<[Columns<AgendaListRow> & { asOf: number }]>`
    with found as materialized (
      (select ${appointmentColumns(sql)}, ${appointmentKey} as key, a.local_date as "localDate", null::slot_status as "slotStatus"
       from appointment a join patient on patient.id = a.patient_id
       where a.local_date between ${filter.from} and ${filter.to}
         and a.status = any(${appointmentStates}::appointment_status[]) ${matching(sql, 'a', filter)}
         ${filter.patient ? sql`and ${hasTerms(sql, filter.patient)}` : sql``} ${after('a', appointmentKey)}
       order by a.starts_at, key limit ${most})
      union all
      (select null, slot.id, null, null, null, null, null, null, slot.starts_at, slot.ends_at, slot.doctor_id, slot.site_id,
         slot.specialty_id, null, null, null, null, null, null, null, null, null, null,
         ${slotKey} as key, slot.local_date, slot.status
       from slot join schedule on schedule.id = slot.schedule_id and schedule.status = 'published'
       where slot.local_date between ${filter.from} and ${filter.to}
         and slot.status = any(${slotStates}::slot_status[]) ${matching(sql, 'slot', filter)} ${after('slot', slotKey)}
       order by slot.starts_at, key limit ${most})
      order by "startsAt", key limit ${most}
    ), looked as (${recordLook(sql, proof, sql`select "patientId" from (select * from found limit ${filter.limit}) page`)})
    select ${listsOf(sql, [...appointmentFields, 'key', 'localDate', 'slotStatus'])}, ${asOfNow(sql)} from found row`;
  const { rows, asOf } = readAsOf(found);
  return { rows: rows.slice(0, filter.limit + 1), asOf };
}

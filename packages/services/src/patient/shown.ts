import type { Action, Allowed } from '@vitalmed/core';
import { type PatientRow, writeLook } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type PatientView, patientView } from './view.ts';

/** A file as an act at the desk answers with it: that it was shown is recorded before it is. */
export async function shownPatient(
  ctx: ServiceContext,
  proof: Allowed<Action>,
  row: PatientRow,
): Promise<PatientView> {
  await writeLook(ctx.db, proof, [row.id]);
  return patientView(row);
}

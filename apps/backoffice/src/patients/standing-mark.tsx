import { m } from '@vitalmed/i18n';
import { BadgeCheck, CircleHelp, ShieldQuestion } from 'lucide-react';
import type { PatientSummary } from '../api/trpc.ts';

export type Standing = PatientSummary['standing'];

/** Beside a name, wherever it is shown: this file is only what an account says of itself. Of others it says nothing. */
export function ClaimedMark({ standing }: { standing: Standing | null }) {
  if (standing !== 'claimed') return null;
  return (
    <span className="mt-1 flex w-fit items-center gap-1 whitespace-normal rounded-chip bg-accent-soft px-2 py-0.5 font-semibold text-accent-ink text-sm">
      <ShieldQuestion aria-hidden className="size-4 shrink-0" />
      {m.office_claimed()}
    </span>
  );
}

/** Beside a document: what is known of it. */
export function DocumentMark({ standing }: { standing: Standing }) {
  if (standing === 'claimed') return <ClaimedMark standing={standing} />;
  const Icon = standing === 'verified' ? BadgeCheck : CircleHelp;
  return (
    <span className="inline-flex items-center gap-1 text-muted text-sm">
      <Icon aria-hidden className="size-4" />
      {standing === 'verified' ? m.office_document_verified() : m.office_document_unseen()}
    </span>
  );
}

import { m } from '@vitalmed/i18n';
import { Cake, IdCard, type LucideIcon, Phone, UserRoundCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PatientSummary } from '../api/trpc.ts';
import { ClaimedMark } from './standing-mark.tsx';

interface PatientFactsProps {
  patient: PatientSummary;
}

/** What tells one patient of a list from another, and what to ask back on the telephone. The rest is in the file. */
export function PatientFacts({ patient }: PatientFactsProps) {
  const { documentNumber, standing, phoneEnd, birthYear, hasAccount } = patient;
  return (
    <span className="flex flex-wrap gap-x-3 text-muted text-sm">
      <Fact icon={IdCard}>
        {documentNumber ? (
          <>
            <span className="sr-only">{m.office_document()}</span> {documentNumber}
          </>
        ) : (
          m.office_no_document()
        )}
      </Fact>
      {birthYear !== null && <Fact icon={Cake}>{m.office_born_in({ year: String(birthYear) })}</Fact>}
      {phoneEnd && (
        <Fact icon={Phone}>
          <span className="sr-only">{m.office_phone_ends({ digits: phoneEnd })}</span>
          <span aria-hidden>…{phoneEnd}</span>
        </Fact>
      )}
      {hasAccount && standing !== 'claimed' && <Fact icon={UserRoundCheck}>{m.office_has_account()}</Fact>}
      <ClaimedMark standing={standing} />
    </span>
  );
}

interface FactProps {
  icon: LucideIcon;
  children: ReactNode;
}

function Fact({ icon: Icon, children }: FactProps) {
  return (
    <span className="flex items-center gap-1">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span>{children}</span>
    </span>
  );
}

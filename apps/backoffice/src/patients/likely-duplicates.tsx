import {
  isDocument,
  isLocalDate,
  isPhone,
  type Likeness,
  normaliseDocument,
  normalisePhone,
} from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { Button } from '@vitalmed/ui-react';
import { Users } from 'lucide-react';
import { trpc } from '../api/trpc.ts';
import { useDebounced } from '../app/use-debounced.ts';
import { PatientFacts } from './patient-facts.tsx';
import type { PatientFields } from './patient-fields.ts';

const TYPING_PAUSE_MS = 300;

const reasons: Record<Likeness, () => string> = {
  'same-document': m.office_alike_document,
  'document-one-off': m.office_alike_document_slip,
  'same-birth-date': m.office_alike_birth_date,
  'same-phone': m.office_alike_phone,
};

interface LikelyDuplicatesProps {
  title: string;
  /** What is known of the person, as it stands in a file or half typed in a form. */
  person: Pick<PatientFields, 'firstName' | 'lastName' | 'documentNumber' | 'phone' | 'birthDate'>;
  /** The person's own file, where there is one. */
  id?: string;
  /** Files that the screen shows already. */
  shown?: readonly string[];
  takeLabel: string;
  onTake(id: string): void;
}

type Asked = LikelyDuplicatesProps['person'] & { id?: string };

/** Files that may be the same person's, each with why; nothing where there are none. */
export function LikelyDuplicates({
  title,
  person,
  id,
  shown = [],
  takeLabel,
  onTake,
}: LikelyDuplicatesProps) {
  const { firstName, lastName, documentNumber, phone, birthDate } = person;
  const typed = JSON.stringify({ id, firstName, lastName, documentNumber, phone, birthDate });
  const settled = useDebounced(typed, TYPING_PAUSE_MS);
  const asked: Asked = JSON.parse(settled);
  const alike = trpc.patients.likelyDuplicates.useQuery(asked, {
    enabled: saysEnough(asked),
    placeholderData: (previous) => previous,
  });
  const patients = saysEnough(asked) ? (alike.data?.patients ?? []) : [];
  const others = patients.filter((patient) => !shown.includes(patient.id));
  return (
    <section aria-live="polite" aria-label={title}>
      {others.length > 0 && (
        <div className="rounded-control bg-accent-soft px-4 py-3">
          <h3 className="flex items-center gap-2 text-base">
            <Users aria-hidden className="size-4" />
            {title}
          </h3>
          <ul className="mt-1 divide-y divide-line">
            {others.map((patient) => (
              <li
                key={patient.id}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2"
              >
                <div className="min-w-0">
                  <p>
                    <strong>
                      {patient.lastName}, {patient.firstName}
                    </strong>{' '}
                    · {patient.likenesses.map((likeness) => reasons[likeness]()).join(', ')}
                  </p>
                  <PatientFacts patient={patient} />
                </div>
                <Button
                  aria-label={`${takeLabel}: ${patient.lastName}, ${patient.firstName}`}
                  onClick={() => onTake(patient.id)}
                >
                  {takeLabel}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** Half a number or a name alone is like too many. */
function saysEnough({ documentNumber, phone, birthDate }: LikelyDuplicatesProps['person']): boolean {
  return (
    isDocument(normaliseDocument(documentNumber)) || isPhone(normalisePhone(phone)) || isLocalDate(birthDate)
  );
}

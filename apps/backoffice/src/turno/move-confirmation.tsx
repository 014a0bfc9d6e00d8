import { formatDateTimeShort, m } from '@vitalmed/i18n';
import { Button, Dialog, useSettled } from '@vitalmed/ui-react';
import { ArrowRight } from 'lucide-react';
import { useRef } from 'react';
import type { MoveTarget } from './use-turno-actions.ts';

interface MoveConfirmationProps {
  patientName: string;
  from: MoveTarget;
  to: MoveTarget;
  onMove(): void;
  onClose(): void;
}

/** Says what else a move changes before it is made. */
export function MoveConfirmation({ patientName, from, to, onMove, onClose }: MoveConfirmationProps) {
  const keep = useRef<HTMLButtonElement>(null);
  const settled = useSettled(to.slotId);
  const when = ({ startsAt, timeZone }: MoveTarget) => formatDateTimeShort(startsAt, timeZone);
  const facts = [
    { label: m.office_time(), before: when(from), after: when(to) },
    { label: m.office_doctor(), before: from.doctorName, after: to.doctorName },
    { label: m.office_specialty(), before: from.specialtyName, after: to.specialtyName },
    { label: m.office_site(), before: from.siteName, after: to.siteName },
  ];
  return (
    <Dialog
      open
      title={m.office_move_ask({ name: patientName })}
      description={m.office_move_ask_text()}
      initialFocus={keep}
      onClose={onClose}
    >
      <dl className="my-3 grid gap-3">
        {facts.map(({ label, before, after }) => (
          <div key={label}>
            <dt className="text-muted text-sm">{label}</dt>
            {before === after ? (
              <dd>{after}</dd>
            ) : (
              <dd className="flex flex-wrap items-center gap-x-2 rounded-chip bg-accent-soft px-2 py-1 text-accent-ink">
                <span className="sr-only">{m.office_move_before()}: </span>
                <span>{before}</span>
                <ArrowRight aria-hidden className="size-4" />
                <span className="sr-only">{m.office_move_after()}: </span>
                <strong>{after}</strong>
              </dd>
            )}
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" settling={!settled} onClick={onMove}>
          {m.office_move_confirm()}
        </Button>
        <Button ref={keep} onClick={onClose}>
          {m.office_keep_turno()}
        </Button>
      </div>
    </Dialog>
  );
}

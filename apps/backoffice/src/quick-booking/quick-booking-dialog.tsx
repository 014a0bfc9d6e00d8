import { m } from '@vitalmed/i18n';
import { Alert, Dialog, failureMessage, Skeleton, useSettled } from '@vitalmed/ui-react';
import { useEffect, useRef, useState } from 'react';
import { type Catalog, type FreeSlot, trpc } from '../api/trpc.ts';
import type { QuickBookingStart } from '../app/quick-booking-context.ts';
import { todayIn, useCatalog, zoneOf } from '../app/use-catalog.ts';
import { NewPatient, type PatientRef } from '../patients/new-patient.tsx';
import { NO_PATIENT, nameFromText } from '../patients/patient-fields.ts';
import { WhoIsHere } from '../patients/who-is-here.tsx';
import { ChannelChoice } from './channel-choice.tsx';
import { ChosenPatient } from './chosen-patient.tsx';
import { FreeSlots } from './free-slots.tsx';
import { parseQuickBooking } from './parse-quick-booking.ts';
import { PatientFinder } from './patient-finder.tsx';
import { ANY_SLOT, type SlotFilter, wantedSlots } from './slot-filter.ts';
import { SlotList } from './slot-list.tsx';
import { type Channel, useBooking } from './use-booking.ts';

interface QuickBookingDialogProps {
  start: QuickBookingStart;
  onClose(): void;
}

/** Who on the left, when on the right. The one box fills both. */
export function QuickBookingDialog({ start, onClose }: QuickBookingDialogProps) {
  const catalog = useCatalog();
  const box = useRef<HTMLInputElement>(null);
  return (
    <Dialog open title={m.office_quick_booking()} width="60rem" initialFocus={box} onClose={onClose}>
      {catalog.data ? (
        <QuickBooking catalog={catalog.data} start={start} box={box} onClose={onClose} />
      ) : (
        <Skeleton className="h-80" />
      )}
    </Dialog>
  );
}

interface QuickBookingProps extends QuickBookingDialogProps {
  catalog: Catalog;
  box: React.RefObject<HTMLInputElement | null>;
}

function QuickBooking({ catalog, start, box, onClose }: QuickBookingProps) {
  const booking = useBooking();
  // Where the catalogue came after the dialog, that found no box to begin in.
  useEffect(() => box.current?.focus(), [box]);
  const today = todayIn(zoneOf(catalog, start.siteId));
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  // Undefined until somebody is chosen or taken away: whom the dialog was opened for stands until then.
  const [chosen, setPatient] = useState<PatientRef | null | undefined>(undefined);
  const given = trpc.patients.get.useQuery(
    { id: start.patientId ?? '' },
    { enabled: Boolean(start.patientId) },
  );
  const patient = chosen === undefined ? (given.data?.patient ?? null) : chosen;
  // Nothing is booked for a file that is only claimed: who stands here comes first.
  const known = patient && patient.standing !== 'claimed' ? patient : null;
  // A slot may be pointed at before the patient is known: it waits with the focus.
  const [preferredId, setPreferredId] = useState(start.slotId);
  const settled = useSettled(known?.id ?? '');
  const busy = booking.pending || (known !== null && !settled);
  const [channel, setChannel] = useState<Channel>('phone');
  const query = parseQuickBooking(text, { today, ...catalog });
  const [chosenFilter, setChosenFilter] = useState<SlotFilter>({
    doctorId: start.doctorId ?? null,
    specialtyId: start.specialtyId ?? null,
    siteId: start.siteId ?? null,
    date: start.date ?? null,
    time: null,
  });
  const [overruled, setOverruled] = useState<SlotFilter>(ANY_SLOT);
  const filter = wantedSlots({ chosen: chosenFilter, said: query, overruled });

  async function book(slot: FreeSlot) {
    if (!known) {
      setPreferredId(slot.id);
      box.current?.focus();
      return;
    }
    const patientName = `${known.firstName} ${known.lastName}`;
    if (await booking.book({ slotId: slot.id, patientId: known.id, patientName, channel })) onClose();
  }

  return (
    <div className="grid gap-6 md:grid-cols-2">
      <div className="flex flex-col gap-4">
        {patient && !known ? (
          <WhoIsHere patient={patient} onKnown={setPatient} onCancel={() => setPatient(null)} />
        ) : known ? (
          <ChosenPatient
            patient={known}
            onChange={() => {
              setPatient(null);
              setCreating(false);
            }}
          />
        ) : creating ? (
          <NewPatient
            start={{
              ...NO_PATIENT,
              ...nameFromText(query.patientText),
              documentNumber: query.document ?? '',
            }}
            onCreated={setPatient}
            onCancel={() => setCreating(false)}
          />
        ) : (
          <PatientFinder
            label={m.office_quick_box()}
            hint={m.office_quick_box_hint()}
            text={text}
            searchFor={query.document ?? query.patientText}
            inputRef={box}
            onText={setText}
            onPick={setPatient}
            onCreate={() => setCreating(true)}
          />
        )}
        <ChannelChoice value={channel} onChange={setChannel} />
      </div>
      <div className="flex flex-col gap-3">
        {booking.error != null && <Alert tone="danger">{failureMessage(booking.error)}</Alert>}
        {booking.alternatives.length > 0 && (
          <SlotList
            label={m.office_alternatives()}
            slots={booking.alternatives}
            busy={busy}
            autoFocus="slot"
            onPick={(slot) => void book(slot)}
          />
        )}
        {!known && <p className="text-muted text-sm">{m.office_choose_patient_first()}</p>}
        <FreeSlots
          catalog={catalog}
          filter={filter}
          preferredId={preferredId}
          busy={busy}
          autoFocus={known !== null && booking.alternatives.length === 0}
          onFilter={(byHand) => {
            setChosenFilter(byHand);
            setOverruled(query);
          }}
          onPick={(slot) => void book(slot)}
        />
      </div>
    </div>
  );
}

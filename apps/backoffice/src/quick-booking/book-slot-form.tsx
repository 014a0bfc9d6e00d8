import { m } from '@vitalmed/i18n';
import { Alert, Button, failureMessage } from '@vitalmed/ui-react';
import { useEffect, useRef, useState } from 'react';
import { NewPatient, type PatientRef } from '../patients/new-patient.tsx';
import { fieldsFromText } from '../patients/patient-fields.ts';
import { WhoIsHere } from '../patients/who-is-here.tsx';
import { ChannelChoice } from './channel-choice.tsx';
import { ChosenPatient } from './chosen-patient.tsx';
import { PatientFinder } from './patient-finder.tsx';
import { SlotList } from './slot-list.tsx';
import { type Channel, useBooking } from './use-booking.ts';

interface BookSlotFormProps {
  slotId: number;
  onBooked(appointmentId: string): void;
}

/** Gives one known slot to a patient: find or create, then one press. */
export function BookSlotForm({ slotId, onBooked }: BookSlotFormProps) {
  const booking = useBooking();
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const [patient, setPatient] = useState<PatientRef | null>(null);
  const [channel, setChannel] = useState<Channel>('desk');
  const finder = useRef<HTMLInputElement>(null);
  const submit = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (patient) submit.current?.focus();
    else if (!creating) finder.current?.focus();
  }, [patient, creating]);

  async function book(target: number) {
    if (!patient) return;
    const id = await booking.book({
      slotId: target,
      patientId: patient.id,
      patientName: `${patient.firstName} ${patient.lastName}`,
      channel,
    });
    if (id) onBooked(id);
  }

  if (creating && !patient) {
    return (
      <NewPatient start={fieldsFromText(text)} onCreated={setPatient} onCancel={() => setCreating(false)} />
    );
  }
  if (!patient) {
    return (
      <PatientFinder
        label={m.office_find_patient()}
        text={text}
        inputRef={finder}
        onText={setText}
        onPick={setPatient}
        onCreate={() => setCreating(true)}
      />
    );
  }
  if (patient.standing === 'claimed') {
    return <WhoIsHere patient={patient} onKnown={setPatient} onCancel={() => setPatient(null)} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <ChosenPatient
        patient={patient}
        onChange={() => {
          setPatient(null);
          setCreating(false);
        }}
      />
      <ChannelChoice value={channel} onChange={setChannel} />
      {booking.error != null && <Alert tone="danger">{failureMessage(booking.error)}</Alert>}
      {booking.alternatives.length > 0 && (
        <SlotList
          label={m.office_alternatives()}
          slots={booking.alternatives}
          busy={booking.pending}
          onPick={(slot) => void book(slot.id)}
        />
      )}
      <Button ref={submit} variant="primary" pending={booking.pending} onClick={() => void book(slotId)}>
        {m.office_book()}
      </Button>
    </div>
  );
}

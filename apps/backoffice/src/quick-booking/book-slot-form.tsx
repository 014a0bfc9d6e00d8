import { formatDateTimeShort, localDateOf, m } from '@vitalmed/i18n';
import { Alert, Button, failureMessage, useSettled } from '@vitalmed/ui-react';
import { useEffect, useRef, useState } from 'react';
import type { AgendaSlot, FreeSlot } from '../api/trpc.ts';
import { NewPatient, type PatientRef } from '../patients/new-patient.tsx';
import { fieldsFromText } from '../patients/patient-fields.ts';
import { WhoIsHere } from '../patients/who-is-here.tsx';
import { ChannelChoice } from './channel-choice.tsx';
import { ChosenPatient } from './chosen-patient.tsx';
import { NextFreeSlots } from './next-free-slots.tsx';
import { PatientFinder } from './patient-finder.tsx';
import { SlotList } from './slot-list.tsx';
import { type Channel, useBooking } from './use-booking.ts';

interface BookSlotFormProps {
  /** As it is now: it may be somebody else's since the form opened. */
  slot: AgendaSlot & { id: number };
  doctorId: number;
  /** Whether its time is over by now. */
  ended: boolean;
  /** With the id of the new appointment, or of the one that somebody else has in this slot. */
  onBooked(appointmentId: string): void;
}

/** Gives one known slot to a patient: find or create, then one press. When the slot is gone, another without typing again. */
export function BookSlotForm({ slot, doctorId, ended, onBooked }: BookSlotFormProps) {
  const booking = useBooking();
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const [patient, setPatient] = useState<PatientRef | null>(null);
  const [channel, setChannel] = useState<Channel>('desk');
  const [instead, setInstead] = useState<FreeSlot | null>(null);
  const finder = useRef<HTMLInputElement>(null);
  const submit = useRef<HTMLButtonElement>(null);
  const settled = useSettled(patient?.id ?? '');
  // While it is being booked, what becomes of the slot is this very act.
  const taken = slot.appointment?.patient.id === patient?.id ? null : slot.appointment;
  const lost = !booking.pending && (taken !== null || slot.status === 'withdrawn' || ended);

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

  return (
    <div className="flex flex-col gap-4">
      {lost && (
        <Alert tone="warning">
          <p>
            {taken
              ? m.office_slot_taken_meanwhile({ name: taken.patient.name })
              : ended
                ? m.office_slot_over_meanwhile()
                : m.office_slot_blocked_meanwhile()}
          </p>
          {taken && (
            <Button variant="ghost" className="-mx-2 px-2" onClick={() => onBooked(taken.id)}>
              {m.office_slot_taken_see()}
            </Button>
          )}
        </Alert>
      )}
      {patient?.standing === 'claimed' ? (
        <WhoIsHere patient={patient} onKnown={setPatient} onCancel={() => setPatient(null)} />
      ) : patient ? (
        <>
          <ChosenPatient
            patient={patient}
            onChange={() => {
              setPatient(null);
              setCreating(false);
            }}
          />
          <ChannelChoice value={channel} onChange={setChannel} />
          {booking.error != null && !lost && <Alert tone="danger">{failureMessage(booking.error)}</Alert>}
        </>
      ) : creating ? (
        <NewPatient start={fieldsFromText(text)} onCreated={setPatient} onCancel={() => setCreating(false)} />
      ) : (
        <PatientFinder
          label={m.office_find_patient()}
          text={text}
          inputRef={finder}
          onText={setText}
          onPick={setPatient}
          onCreate={() => setCreating(true)}
        />
      )}
      {lost ? (
        <NextFreeSlots
          doctorId={doctorId}
          specialtyId={slot.specialty.id}
          from={localDateOf(slot.startsAt, slot.site.timeZone)}
          busy={booking.pending}
          chosenId={instead?.id}
          onPick={setInstead}
        />
      ) : (
        booking.alternatives.length > 0 && (
          <SlotList
            label={m.office_alternatives()}
            slots={booking.alternatives}
            busy={booking.pending}
            onPick={(slot) => void book(slot.id)}
          />
        )
      )}
      {patient && patient.standing !== 'claimed' && (instead || !lost) && (
        <Button
          ref={submit}
          variant="primary"
          pending={booking.pending}
          settling={!settled}
          onClick={() => void book(instead?.id ?? slot.id)}
        >
          {instead
            ? m.office_slot_instead({ when: formatDateTimeShort(instead.startsAt, instead.site.timeZone) })
            : m.office_book()}
        </Button>
      )}
    </div>
  );
}

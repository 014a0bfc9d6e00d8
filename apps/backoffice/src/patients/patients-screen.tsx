import { getRouteApi } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import { Button, EmptyState, ErrorState, failureMessage, Skeleton, TextField } from '@vitalmed/ui-react';
import { ArrowLeft, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { useAddressText } from '../app/use-address-text.ts';
import { useDebounced } from '../app/use-debounced.ts';
import { walkList } from '../app/walk-list.ts';
import { NewPatient } from './new-patient.tsx';
import { PatientDetail } from './patient-detail.tsx';
import { PatientFacts } from './patient-facts.tsx';
import { fieldsFromText } from './patient-fields.ts';

const TYPING_PAUSE_MS = 200;
const SHORTEST_SEARCH = 2;

const route = getRouteApi('/pacientes');

export function PatientsScreen() {
  const { q = '', paciente } = route.useSearch();
  const navigate = route.useNavigate();
  const [creating, setCreating] = useState(false);
  const [led, setLed] = useState(false);
  const [text, type] = useAddressText(q, (typed) => {
    void navigate({ search: (previous) => ({ ...previous, q: typed || undefined }), replace: true });
  });
  const wanted = useDebounced(text.trim(), TYPING_PAUSE_MS);
  const search = trpc.patients.search.useQuery(
    { text: wanted },
    { enabled: wanted.length >= SHORTEST_SEARCH, placeholderData: (previous) => previous },
  );
  const show = (patient: string | undefined) => {
    setCreating(false);
    setLed(false);
    void navigate({ search: (previous) => ({ ...previous, paciente: patient }) });
  };

  return (
    <div className="grid gap-6 p-gutter lg:grid-cols-[22rem_minmax(0,1fr)]">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the field and the list inside */}
      <div
        onKeyDown={walkList}
        className={`flex-col gap-3 ${paciente || creating ? 'hidden lg:flex' : 'flex'}`}
      >
        <div className="flex items-center justify-between gap-2">
          <h1>{m.office_patients()}</h1>
          <Button onClick={() => setCreating(true)}>
            <UserPlus aria-hidden className="size-4" />
            {m.office_create_patient()}
          </Button>
        </div>
        <TextField
          label={m.office_find_patient()}
          type="search"
          autoFocus
          value={text}
          onChange={(event) => type(event.target.value)}
        />
        <p role="status" className="text-muted text-sm">
          {wanted.length < SHORTEST_SEARCH
            ? m.office_search_hint()
            : search.data && m.office_patients_found({ count: search.data.patients.length })}
        </p>
        {search.isError && (
          <ErrorState message={failureMessage(search.error)} onRetry={() => void search.refetch()} />
        )}
        {search.isFetching && !search.data && <Skeleton className="h-40" />}
        {wanted.length >= SHORTEST_SEARCH && search.data && (
          <ul className="flex flex-col gap-1">
            {search.data.patients.map((patient) => (
              <li key={patient.id}>
                <button
                  type="button"
                  aria-current={patient.id === paciente || undefined}
                  className="w-full rounded-control px-3 py-2 text-left hover:bg-sunk aria-[current]:bg-brand-soft"
                  onClick={() => show(patient.id)}
                >
                  <span className="block font-semibold">
                    {patient.lastName}, {patient.firstName}
                  </span>
                  <PatientFacts patient={patient} />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="min-w-0">
        {paciente && (
          <Button variant="ghost" className="mb-3 lg:hidden" onClick={() => show(undefined)}>
            <ArrowLeft aria-hidden className="size-4" />
            {m.office_back_to_patients()}
          </Button>
        )}
        {creating ? (
          <section className="card max-w-2xl p-5">
            <h2 className="mb-3">{m.office_create_patient()}</h2>
            <NewPatient
              start={fieldsFromText(text)}
              onCreated={(patient) => show(patient.id)}
              onCancel={() => setCreating(false)}
            />
          </section>
        ) : paciente ? (
          <PatientDetail
            key={paciente}
            id={paciente}
            takesFocus={led}
            onShow={(id) => {
              show(id);
              setLed(true);
            }}
          />
        ) : (
          <EmptyState
            icon={<Users aria-hidden className="size-7" />}
            title={m.office_no_patient_chosen()}
            hint={m.office_no_patient_chosen_hint()}
          />
        )}
      </div>
    </div>
  );
}

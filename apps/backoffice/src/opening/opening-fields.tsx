import { MAX_SLOT_MINUTES, MIN_SLOT_MINUTES } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { MultiCombobox, SelectField } from '@vitalmed/ui-react';
import type { Catalog } from '../api/trpc.ts';
import { HourRanges } from './hour-ranges.tsx';
import { NumberField } from './number-field.tsx';
import { draftProblem, lengthForCount, type OpeningDraft, slotsADay } from './opening-draft.ts';
import type { DraftWork } from './use-opening-draft.ts';

const MOST_SLOTS_A_DAY = 200;

interface OpeningFieldsProps {
  catalog: Catalog;
  work: DraftWork;
}

/** Who, at what hours, how long, where. The number of slots and their length follow each other. */
export function OpeningFields({ catalog, work }: OpeningFieldsProps) {
  const { draft, change, changeDoctors, changeSite, changeLength } = work;
  return (
    <div className="flex flex-col gap-5">
      <MultiCombobox
        label={m.office_doctors()}
        placeholder={m.office_doctors_placeholder()}
        choices={catalog.doctors.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.doctorIds}
        onChange={changeDoctors}
      />
      <HourRanges
        value={draft.ranges}
        error={draftProblem(draft) === 'overlap' ? m.office_overlapping_ranges() : undefined}
        onChange={(ranges) => change({ ranges })}
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={m.office_slot_minutes()}
          min={MIN_SLOT_MINUTES}
          max={MAX_SLOT_MINUTES}
          value={draft.slotMinutes}
          onChange={changeLength}
        />
        <NumberField
          label={m.office_slots_a_day()}
          min={1}
          max={MOST_SLOTS_A_DAY}
          value={slotsADay(draft)}
          onChange={(count) => changeLength(lengthForCount(draft.ranges, count))}
        />
      </div>
      <Place catalog={catalog} draft={draft} change={change} onSite={changeSite} />
    </div>
  );
}

interface PlaceProps {
  catalog: Catalog;
  draft: OpeningDraft;
  change: DraftWork['change'];
  onSite: DraftWork['changeSite'];
}

function Place({ catalog, draft, change, onSite }: PlaceProps) {
  const site = catalog.sites.find((candidate) => candidate.id === draft.siteId);
  const shared = catalog.specialties.filter(({ id }) =>
    draft.doctorIds.every((doctorId) =>
      catalog.doctors.find((doctor) => doctor.id === doctorId)?.specialtyIds.includes(id),
    ),
  );
  return (
    <>
      <div className="grid gap-3">
        <SelectField
          label={m.office_site()}
          value={String(draft.siteId ?? '')}
          options={catalog.sites.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(event) => onSite(Number(event.target.value))}
        />
        <SelectField
          label={m.office_room()}
          value={String(draft.roomId ?? '')}
          options={[
            { value: 'usual', label: m.office_usual_room() },
            { value: '', label: m.office_no_room() },
            ...(site?.rooms ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={({ target: { value } }) =>
            change({ roomId: value === 'usual' ? value : Number(value) || null })
          }
        />
      </div>
      {draft.doctorIds.length > 0 && shared.length > 1 && (
        <SelectField
          label={m.office_specialty()}
          value={String(draft.specialtyId ?? '')}
          options={[
            { value: '', label: m.office_usual_specialty() },
            ...shared.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(event) => change({ specialtyId: Number(event.target.value) || null })}
        />
      )}
    </>
  );
}

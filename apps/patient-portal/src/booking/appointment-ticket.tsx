import { type LocalDate, webUrl } from '@vitalmed/core';
import { formatDateLong, formatTime, m } from '@vitalmed/i18n';
import Clock from 'lucide-solid/icons/clock';
import MapPin from 'lucide-solid/icons/map-pin';
import Stethoscope from 'lucide-solid/icons/stethoscope';
import { type JSX, Show } from 'solid-js';
import { CallSite } from '../shell/call-site.tsx';

type Ticket = {
  startsAt: string;
  date: LocalDate;
  doctor: { name: string };
  specialty: { name: string };
  site: {
    name: string;
    address: string;
    timeZone: string;
    mapUrl?: string | null;
    phone?: string | null;
    whatsapp?: string | null;
  };
  room?: string | null;
};

/** When, who and where, on the paper slip that everybody knows from the waiting room. */
export function AppointmentTicket(props: { of: Ticket; label?: JSX.Element; children?: JSX.Element }) {
  return (
    <div class="drop-shadow-[0_2px_10px_rgb(20_37_30/0.12)]">
      <div class="ticket-head flex flex-wrap items-end justify-between gap-x-6 gap-y-1 bg-band px-6 py-5 text-on-band sm:px-8 sm:py-6">
        <div>
          <Show when={props.label}>
            <p class="text-sm font-semibold text-on-band-muted">{props.label}</p>
          </Show>
          <p class="text-xl leading-tight font-bold first-letter:uppercase sm:text-2xl">
            {formatDateLong(props.of.date)}
          </p>
        </div>
        <p class="text-3xl font-extrabold tabular-nums sm:text-4xl">
          {formatTime(props.of.startsAt, props.of.site.timeZone)}
        </p>
      </div>
      <div class="ticket-body border-t-2 border-dashed border-line bg-surface px-6 py-5 sm:px-8 sm:py-6">
        <dl class="grid gap-4 sm:grid-cols-2">
          <Fact icon={<Stethoscope size={20} aria-hidden="true" />} term={m.portal_with()}>
            <span class="block text-lg font-bold">{props.of.doctor.name}</span>
            <span class="text-muted">{props.of.specialty.name}</span>
          </Fact>
          <Fact icon={<MapPin size={20} aria-hidden="true" />} term={m.portal_where()}>
            <span class="block text-lg font-bold">{props.of.site.name}</span>
            <span class="block text-muted">{props.of.site.address}</span>
            <Show when={props.of.room}>{(room) => <span class="block text-muted">{room()}</span>}</Show>
            <Show when={webUrl(props.of.site.mapUrl ?? null)}>
              {(url) => (
                <a
                  class="link mt-1 inline-block"
                  href={url()}
                  target="_blank"
                  rel="noopener noreferrer external"
                >
                  {m.portal_map()}
                </a>
              )}
            </Show>
            <CallSite of={props.of.site} />
          </Fact>
        </dl>
        {props.children}
      </div>
    </div>
  );
}

/** What the person should know before leaving home. */
export function BringNote() {
  return (
    <p class="mt-5 flex gap-2.5 rounded-control bg-accent-soft px-4 py-3 text-ink">
      <Clock size={20} class="mt-0.5 shrink-0 text-accent-ink" aria-hidden="true" />
      {m.portal_bring()}
    </p>
  );
}

function Fact(props: { icon: JSX.Element; term: string; children: JSX.Element }) {
  return (
    <div class="flex gap-3">
      <dt class="mt-1 text-brand-ink">
        {props.icon}
        <span class="sr-only">{props.term}</span>
      </dt>
      <dd class="min-w-0">{props.children}</dd>
    </div>
  );
}

import { useQuery } from '@tanstack/solid-query';
import { formatRelativeDay, formatTime, localDateOf, m } from '@vitalmed/i18n';
import ArrowRight from 'lucide-solid/icons/arrow-right';
import Zap from 'lucide-solid/icons/zap';
import { known } from '../api/known.ts';
import { soonestQuery } from '../api/slots.ts';
import type { FreeSlot } from '../api/trpc.ts';
import { searchPath } from './search-params.ts';

/** One tap to the soonest hour of the whole clinic; says which it is as soon as that is known. */
export function FirstAvailable() {
  const soonest = useQuery(() => soonestQuery);
  const hint = () => {
    const slot = known(soonest);
    return slot ? inWords(slot) : m.portal_first_available_hint();
  };
  return (
    <a
      href={searchPath({ anyone: true })}
      class="group relative -mt-6 flex min-h-18 items-center gap-4 rounded-card bg-accent px-5 py-3 text-on-accent no-underline shadow-pop sm:-mt-8"
    >
      <Zap size={26} class="shrink-0" aria-hidden="true" />
      <span class="mr-auto">
        <span class="block text-lg leading-snug font-bold">{m.portal_first_available()}</span>
        <span class="block text-sm first-letter:uppercase">{hint()}</span>
      </span>
      <ArrowRight
        size={22}
        class="shrink-0 transition-transform group-hover:translate-x-1"
        aria-hidden="true"
      />
    </a>
  );
}

/** "mañana, 9:20 h · Dra. Ana Gómez, Cardiología" */
function inWords({ date, startsAt, doctor, specialty, site }: FreeSlot): string {
  const day = formatRelativeDay(date, localDateOf(Date.now(), site.timeZone));
  return `${day}, ${formatTime(startsAt, site.timeZone)} · ${doctor.name}, ${specialty.name}`;
}

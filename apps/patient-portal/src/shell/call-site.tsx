import { readablePhone, telUrl, whatsAppUrl } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import MessageCircle from 'lucide-solid/icons/message-circle';
import Phone from 'lucide-solid/icons/phone';
import { Show } from 'solid-js';

type Reachable = { name: string; phone?: string | null; whatsapp?: string | null };

/** A site's telephone and WhatsApp, ready to be pressed. Nothing where it has neither. */
export function CallSite(props: { of: Reachable }) {
  const chat = () => props.of.whatsapp && whatsAppUrl(props.of.whatsapp);
  return (
    <Show when={props.of.phone || chat()}>
      <p class="flex flex-wrap gap-x-5">
        <Show when={props.of.phone}>
          {(phone) => (
            <a
              class="link inline-flex min-h-11 items-center gap-2 tabular-nums"
              href={telUrl(phone())}
              rel="external"
            >
              <Phone size={18} aria-hidden="true" />
              <span class="sr-only">{m.portal_call({ site: props.of.name })}</span>
              {readablePhone(phone())}
            </a>
          )}
        </Show>
        <Show when={chat()}>
          {(url) => (
            <a
              class="link inline-flex min-h-11 items-center gap-2"
              href={url()}
              target="_blank"
              rel="noopener noreferrer external"
            >
              <MessageCircle size={18} aria-hidden="true" />
              WhatsApp
              <span class="sr-only">{props.of.name}</span>
            </a>
          )}
        </Show>
      </p>
    </Show>
  );
}

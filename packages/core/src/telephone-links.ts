import { areaDigits } from './telephone.ts';

/** A kept telephone as people read it: '+5491148765432' is "11 4876-5432", '+543514223344;ext=23' "351 422-3344 int. 23". */
export function readablePhone(phone: string): string {
  const [number = '', extension] = phone.split(';ext=');
  const national = /^\+549?(\d{10})$/.exec(number)?.[1];
  return [national ? grouped(national) : number, extension && `int. ${extension}`].filter(Boolean).join(' ');
}

/** Dials it (RFC 3966). */
export function telUrl(phone: string): string {
  return `tel:${phone}`;
}

/** Opens a conversation with it; null for one without a country, which WhatsApp can't find. */
export function whatsAppUrl(phone: string): string | null {
  const digits = /^\+(\d{6,15})$/.exec(phone)?.[1];
  return digits ? `https://wa.me/${digits}` : null;
}

function grouped(national: string): string {
  const area = national.slice(0, areaDigits(national));
  const subscriber = national.slice(area.length);
  return `${area} ${subscriber.slice(0, -4)}-${subscriber.slice(-4)}`;
}

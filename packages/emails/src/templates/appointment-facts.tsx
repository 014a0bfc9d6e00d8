/** @jsxRuntime automatic @jsxImportSource react */
import { readablePhone, telUrl, whatsAppUrl } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import type { AppointmentInMail, Locale } from '../port.ts';
import { Fact, PlainLink } from './mail-frame.tsx';

/** Who and where. When is said by the mail itself, larger. */
export function AppointmentFacts({
  appointment,
  locale,
}: {
  appointment: AppointmentInMail;
  locale: Locale;
}) {
  const { site, room } = appointment;
  return (
    <>
      <Fact label={m.emails_doctor({}, { locale })}>{appointment.doctor}</Fact>
      <Fact label={m.emails_specialty({}, { locale })}>{appointment.specialty}</Fact>
      <Fact label={m.emails_where({}, { locale })}>
        {room ? `${site.name}, ${room}` : site.name}
        <br />
        {`${site.address}, ${site.city}`}
        <Phones of={site} locale={locale} />
        {site.mapUrl ? (
          <>
            <br />
            <PlainLink href={site.mapUrl}>{m.emails_map({}, { locale })}</PlainLink>
          </>
        ) : null}
      </Fact>
    </>
  );
}

/** How to reach the site, where it can be reached. */
function Phones({ of: { phone, whatsapp }, locale }: { of: AppointmentInMail['site']; locale: Locale }) {
  const chat = whatsapp && whatsAppUrl(whatsapp);
  return (
    <>
      {phone ? (
        <>
          <br />
          {`${m.emails_phone({}, { locale })} `}
          <PlainLink href={telUrl(phone)}>{readablePhone(phone)}</PlainLink>
        </>
      ) : null}
      {whatsapp && chat ? (
        <>
          <br />
          {'WhatsApp '}
          <PlainLink href={chat}>{readablePhone(whatsapp)}</PlainLink>
        </>
      ) : null}
    </>
  );
}

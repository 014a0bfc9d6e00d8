/** @jsxRuntime automatic @jsxImportSource react */
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

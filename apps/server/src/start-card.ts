import type { Config } from './config.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-data.ts';

/** What somebody who just started the demo wants to know: where to go and as whom. */
export function demoCard(config: Config): string {
  const { portal, backoffice, doctor } = config;
  const lines = [
    '',
    '  Vitalmed Turnos is ready',
    '',
    `  Patients     ${portal.origin}`,
    `  Backoffice   ${backoffice.origin}`,
    `  Doctors      ${doctor.origin}`,
    mailLine(config),
    '',
    `  Demo accounts, all with the password ${DEMO_PASSWORD}`,
    ...DEMO_ACCOUNTS.map(({ email, is }) => `    ${email.padEnd(26)} ${is}`),
    '',
    '  Ctrl+C stops it; the data stays for the next start.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function mailLine({ portal, resend, mailbox }: Config): string {
  if (resend) return '  Mail         goes out through Resend';
  return mailbox
    ? `  Mailbox      ${portal.origin}/mailbox, open to whoever reaches it`
    : '  Mail         is kept in the data folder alone';
}

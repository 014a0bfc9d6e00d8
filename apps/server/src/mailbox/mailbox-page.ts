import { type KeptMail, readMail, readMailbox } from '@vitalmed/emails';
import { Hono } from 'hono';
import { mailboxStyle } from './mailbox-style.ts';
import { listView, mailView, missingView } from './mailbox-views.ts';

/**
 * The mails that nobody sends, to be read in a browser. For development and demonstrations only: whoever
 * reaches it reads everybody's mail, codes and links. It changes nothing and runs no script.
 */
export function mailboxPage(folder: string): Hono {
  const app = new Hono();
  app.use('/mailbox/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.get('/mailbox', async (c) =>
    c.html(listView(await mailsTo(folder, c.req.query('to')), c.req.query('to'))),
  );
  app.get('/mailbox.json', async (c) => {
    c.header('cache-control', 'no-store');
    return c.json({ mails: await mailsTo(folder, c.req.query('to')) });
  });
  app.get('/mailbox/style.css', (c) =>
    c.body(mailboxStyle, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/mailbox/:id', async (c) => {
    const mail = await readMail(folder, c.req.param('id'));
    return mail ? c.html(mailView(mail)) : c.html(missingView(), 404);
  });
  app.get('/mailbox/:id/attachments/:n', async (c) => {
    const mail = await readMail(folder, c.req.param('id'));
    const attachment = mail?.attachments[Number(c.req.param('n'))];
    if (!attachment) return c.html(missingView(), 404);
    return c.body(attachment.content, 200, {
      'content-type': attachment.contentType.replace(/[^\x20-\x7e]/g, ''),
      'content-disposition': `attachment; filename="${attachment.filename.replace(/[^\w.-]/g, '_')}"`,
    });
  });
  return app;
}

/** Those to an address that contains the words, in any case. */
async function mailsTo(folder: string, to: string | undefined): Promise<KeptMail[]> {
  const mails = await readMailbox(folder);
  const wanted = to?.trim().toLowerCase();
  return wanted ? mails.filter((mail) => mail.to.toLowerCase().includes(wanted)) : mails;
}

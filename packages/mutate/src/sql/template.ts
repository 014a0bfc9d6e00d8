import { prepareTemplate } from '@vitalmed/db/testing';

/** The address of the database that the tests of a server copy theirs from. */
export async function templateOf(server: string): Promise<string> {
  const url = new URL(server);
  url.pathname = `/${await prepareTemplate(server)}`;
  return url.href;
}

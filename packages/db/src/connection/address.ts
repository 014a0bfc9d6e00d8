/** One server of a database. */
export type Host = { host: string; port: number };

export type TlsMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

/** What a postgres:// URL says. */
export type Address = {
  /** In the order of the URL; a host that begins with / is the folder of a Unix socket. */
  hosts: Host[];
  user: string | undefined;
  password: string | undefined;
  database: string | undefined;
  tls: { mode: TlsMode; rootCert?: string; cert?: string; key?: string };
  /** Whether a server that takes no writes won't do. With several hosts it never does. */
  primaryOnly: boolean;
  /** `options` of the URL, sent as it is when a connection is made. */
  startupOptions: string | undefined;
  /** Every other parameter: settings of each session. */
  settings: Record<string, string>;
};

const pattern =
  /^postgres(?:ql)?:[/]{2}(?:(?<who>[^/?#]*)@)?(?<where>[^/?#@]*)(?:[/](?<database>[^?#]*))?(?:[?](?<query>[^#]*))?$/;

const tlsModes: Record<string, TlsMode> = {
  disable: 'disable',
  false: 'disable',
  allow: 'prefer',
  prefer: 'prefer',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify-ca',
  'verify-full': 'verify-full',
  true: 'verify-full',
};

const targets: Record<string, boolean> = { any: false, primary: true, 'read-write': true };

/** What other drivers and poolers' manuals put into a URL, and this one has no need of. */
const ignored = ['connect_timeout', 'channel_binding', 'gssencmode', 'keepalives', 'pgbouncer'];

/**
 * Reads a URL with one host or several: postgres://user:password@a:5432,b:5432/name?target_session_attrs=primary.
 *
 * @throws TypeError whose message says what is wrong, without the password
 */
export function readAddress(url: string): Address {
  const groups = pattern.exec(url)?.groups;
  if (!groups) throw new TypeError('not of the form postgres://user:password@host:port/name');
  const query = new URLSearchParams(groups.query);
  const take = (name: string) => {
    const value = query.get(name) ?? undefined;
    query.delete(name);
    return value;
  };
  const [user, password] = splitOnce(groups.who ?? '', ':').map(decoded);
  const hosts = readHosts(groups.where || take('host') || 'localhost', take('port'));
  const target = take('target_session_attrs');
  if (target !== undefined && !(target in targets))
    throw new TypeError('target_session_attrs is primary, read-write or any');
  const mode = take('sslmode') ?? take('ssl') ?? 'disable';
  if (!(mode in tlsModes)) throw new TypeError(`sslmode is one of ${Object.keys(tlsModes).join(', ')}`);
  for (const name of ignored) query.delete(name);
  return {
    hosts,
    user: user ?? take('user'),
    password: password ?? take('password'),
    database: decoded(groups.database) ?? take('dbname'),
    tls: {
      mode: tlsModes[mode] ?? 'disable',
      rootCert: take('sslrootcert'),
      cert: take('sslcert'),
      key: take('sslkey'),
    },
    primaryOnly: target === undefined ? hosts.length > 1 : targets[target] === true,
    startupOptions: take('options'),
    settings: Object.fromEntries(query),
  };
}

/** What is wrong with a URL, in words; null when nothing is. */
export function addressFault(url: string): string | null {
  try {
    readAddress(url);
    return null;
  } catch (error) {
    return error instanceof TypeError ? error.message : String(error);
  }
}

/** Where a URL leads, without who signs in: it may be said and logged. */
export function whereabouts(url: string): string {
  return readAddress(url)
    .hosts.map(({ host, port }) => `${host}:${port}`)
    .join(', ');
}

/** The same URL with one of its hosts, in the form that every driver reads. */
export function urlOfHost(url: string, { host, port }: Host): string {
  const { who, database = '', query = '' } = pattern.exec(url)?.groups ?? {};
  const parameters = new URLSearchParams(query);
  for (const name of ['target_session_attrs', 'host', 'port']) parameters.delete(name);
  const socket = host.startsWith('/');
  if (socket) parameters.set('host', host);
  const where = socket ? `localhost:${port}` : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const rest = parameters.size > 0 ? `?${parameters}` : '';
  return `postgres://${who ? `${who}@` : ''}${where}/${database}${rest}`;
}

function readHosts(where: string, port = '5432'): Host[] {
  const ports = port.split(',');
  return where.split(',').map((one, n) => {
    const usual = ports[n] ?? ports[0];
    const [, literal, name, own] = /^(?:\[(.+)\]|([^:]*))(?::(\d+))?$/.exec(one) ?? [];
    const host = literal ?? decoded(name);
    const number = Number(own ?? usual);
    if (!host || !(number > 0 && number < 65_536))
      throw new TypeError('a host is a name and a port, as db1:5432');
    return { host, port: number };
  });
}

function splitOnce(text: string, mark: string): [string | undefined, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text || undefined, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError('has a % that begins no escape: write it as %25');
  }
}

/** Where Redis is. What it holds are secrets: nothing here may be logged. */
export type RedisTarget =
  | { readonly kind: 'single'; readonly url: string }
  | { readonly kind: 'cluster'; readonly seeds: readonly RedisAddress[]; readonly access: RedisAccess }
  | {
      readonly kind: 'sentinel';
      readonly sentinels: readonly RedisAddress[];
      /** What the sentinels call the group of servers. */
      readonly masterName: string;
      readonly database: number;
      readonly access: RedisAccess;
      /** Of the sentinels themselves, where they have one. */
      readonly sentinelPassword?: string;
    };

export interface RedisAddress {
  readonly host: string;
  readonly port: number;
}

/** How to sign in at the servers, the same at all of them. */
export interface RedisAccess {
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
}

interface RedisSettings {
  /** One URL, or several parted by commas or spaces. A comma after a single one makes it a list too. */
  url: string;
  sentinelMaster?: string;
  sentinelPassword?: string;
}

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26_379;

/**
 * Reads `redis://` and `rediss://` URLs: one is a server, a list is the seeds of a cluster, and with the name of a
 * master it is sentinels. User, password, TLS and the number of the database are those of the servers.
 * @throws Error with what is wrong, to be read after the setting's name, and never a value
 */
export function parseRedisTarget({ url, sentinelMaster, sentinelPassword }: RedisSettings): RedisTarget {
  const text = url.trim();
  const urls = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(parseUrl);
  const isList = /[\s,]/.test(text);
  if (sentinelMaster === undefined && !isList) return { kind: 'single', url: text };

  if (urls.some(({ hostname }) => hostname === '')) throw new Error('must name a host in each URL of a list');
  if (urls.some(({ search, hash }) => search !== '' || hash !== ''))
    throw new Error('must be without options in a list of URLs');
  const access = accessOf(urls);
  const database = common(urls.map(databaseOf).filter((value) => value !== undefined)) ?? 0;
  if (sentinelMaster !== undefined) {
    return {
      kind: 'sentinel',
      sentinels: urls.map((parsed) => addressOf(parsed, SENTINEL_PORT)),
      masterName: sentinelMaster,
      database,
      access,
      ...(sentinelPassword !== undefined && { sentinelPassword }),
    };
  }
  if (database !== 0) throw new Error('must not choose a database: a cluster has only number 0');
  return { kind: 'cluster', seeds: urls.map((parsed) => addressOf(parsed, REDIS_PORT)), access };
}

function parseUrl(text: string): URL {
  // The URL of an error of `new URL` holds the password.
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (!parsed || !/^rediss?:\/\//.test(text)) throw new Error('must be redis:// or rediss:// URLs');
  return parsed;
}

function accessOf(urls: readonly URL[]): RedisAccess {
  const username = common(urls.map((url) => url.username).filter((value) => value !== ''));
  const password = common(urls.map((url) => url.password).filter((value) => value !== ''));
  return {
    ...(username !== undefined && { username: decoded(username) }),
    ...(password !== undefined && { password: decoded(password) }),
    tls: common(urls.map((url) => url.protocol)) === 'rediss:',
  };
}

/** The servers of a list are one system: what differs between them is a slip of the pen. */
function common<T>(values: readonly T[]): T | undefined {
  if (values.some((value) => value !== values[0]))
    throw new Error('must have one scheme, user, password and database in all URLs');
  return values[0];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('must have users and passwords with percent signs written as %25');
  }
}

function addressOf(url: URL, defaultPort: number): RedisAddress {
  return {
    // A URL writes IPv6 in brackets, and nobody else does.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? defaultPort : Number(url.port),
  };
}

function databaseOf({ pathname }: URL): number | undefined {
  const match = /^\/?(\d{0,4})$/.exec(pathname);
  if (!match) throw new Error('must have nothing but the number of a database after the host');
  return match[1] === '' ? undefined : Number(match[1]);
}

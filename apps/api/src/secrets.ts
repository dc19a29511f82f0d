/** Settings that must not be seen in a process list, a log or `docker inspect`. Each may come from a file. */
const SECRET_SETTINGS = [
  'BOT_TOKEN',
  'BOT_WEBHOOK_SECRET',
  'DATABASE_PASSWORD',
  'DATABASE_REPLICA_URL',
  'DATABASE_URL',
  'JWT_SECRET',
  'LOG_SHIP_URL',
  'REDIS_PASSWORD',
  'REDIS_SENTINEL_PASSWORD',
  'REDIS_URL',
  'SENTRY_DSN',
  'TURN_SECRET',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Takes `NAME` of every secret from the file that `NAME_FILE` names, as Docker's secrets lie there, without the line
 * break at its end.
 *
 * @returns the environment, and a sentence for every file that says nothing
 */
export function readSecretFiles(
  env: Environment,
  readFile: (path: string) => string,
): { env: Environment; problems: string[] } {
  const read: Record<string, string | undefined> = { ...env };
  const problems: string[] = [];
  for (const name of SECRET_SETTINGS) {
    const variable = `${name}_FILE`;
    const path = env[variable];
    if (path === undefined || path === '') continue;
    if (env[name] !== undefined && env[name] !== '') {
      problems.push(`${name} and ${variable} are both set; keep one`);
      continue;
    }
    try {
      read[name] = readFile(path).replace(/\r?\n$/, '');
      if (read[name] === '') problems.push(`${variable} names an empty file`);
    } catch {
      problems.push(`${variable} names a file that cannot be read`);
    }
  }
  return { env: read, problems };
}

/** Puts a password into each address of a list that has none, so that address and password can be kept apart. */
export function withPassword(
  addresses: string | undefined,
  password: string | undefined,
): string | undefined {
  if (!addresses || !password) return addresses;
  return addresses.replace(/[^\s,]+/g, (address) => {
    if (!URL.canParse(address)) return address;
    const url = new URL(address);
    if (url.password === '') url.password = encodeURIComponent(password);
    return url.href;
  });
}

export function splitList(text: string): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const PASSWORD_MIN_LENGTH = 12;
/** A random secret of 32 hexadecimal digits has fewer than 8 different ones once in ten million times. */
const DISTINCT_MIN = 8;
/** What examples and images come with. */
const DEFAULTS =
  /change.?me|example|default|placeholder|your.?(?:secret|token|password)|^(?:admin|postgres|watchparty|redis|root|secret|password)\d*$/i;

/** Says in words what is wrong with a secret, never what it is. @returns undefined for a good one */
function weaknessOf(secret: string, minLength: number): string | undefined {
  if (secret === '') return 'is missing';
  if (DEFAULTS.test(secret)) return 'is a default that everybody knows';
  if (secret.length < minLength) return `is too short: use ${minLength} characters or more`;
  if (new Set(secret).size < Math.min(DISTINCT_MIN, minLength)) return 'is too simple: use a random one';
  return undefined;
}

/** What a production installation must not start with, one sentence each. */
export function findWeakSecrets(secrets: {
  jwtSecret: string | undefined;
  botToken: string | undefined;
  turnSecret: string | undefined;
  databaseUrls: readonly string[];
  redisUrls: readonly string[];
}): string[] {
  const problems: string[] = [];
  const check = (name: string, secret: string, minLength: number): void => {
    const weakness = weaknessOf(secret, minLength);
    if (weakness !== undefined) problems.push(`${name} ${weakness}`);
  };
  // Whether they are there at all and long enough, the schema says.
  if (secrets.jwtSecret !== undefined && secrets.jwtSecret.length >= 32)
    check('JWT_SECRET', secrets.jwtSecret, 32);
  const tokenSecret = secrets.botToken?.split(':')[1];
  if (tokenSecret !== undefined) check('BOT_TOKEN', tokenSecret, 30);
  if (secrets.turnSecret !== undefined && secrets.turnSecret.length >= 16)
    check('TURN_SECRET', secrets.turnSecret, 16);
  for (const url of secrets.databaseUrls) checkAddress('the database password', url);
  for (const url of secrets.redisUrls) checkAddress('the Redis password', url);
  return [...new Set(problems)];

  function checkAddress(name: string, address: string): void {
    if (!URL.canParse(address)) return;
    const { hostname, password } = new URL(address);
    // What only this machine reaches may do without; so may a socket, whose address has no host.
    if (hostname === '' || LOOPBACK_HOST.test(hostname)) return;
    check(name, decodeURIComponent(password), PASSWORD_MIN_LENGTH);
  }
}

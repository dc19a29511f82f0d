import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { UserError } from './user-error.mjs';

const JWT_SECRET_BYTES = 48;
/** A bot token is `<bot id>:<35 characters>`. */
const BOT_TOKEN_SECRET_LENGTH = 35;
const BOT_ID_RANGE = [7_000_000_000, 8_000_000_000];

/**
 * The secrets of this clone, made on its first start, for whatever the environment does not bring. The token opens no
 * real bot: it signs the sample users' launch data, which the server checks as it would check Telegram's.
 *
 * @param {string} dataFolder
 * @returns {{ botToken: string, jwtSecret: string }}
 */
export function keepSecrets(dataFolder) {
  const file = path.join(dataFolder, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  try {
    const { botToken, jwtSecret } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof botToken === 'string' && typeof jwtSecret === 'string') return { botToken, jwtSecret };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UserError(
    `${file} is damaged. Delete it, and the next start makes new secrets (everybody signs in anew).`,
  );
}

function makeSecrets() {
  const botId = randomInt(...BOT_ID_RANGE);
  const botSecret = randomBytes(BOT_TOKEN_SECRET_LENGTH)
    .toString('base64url')
    .slice(0, BOT_TOKEN_SECRET_LENGTH);
  return {
    botToken: `${botId}:${botSecret}`,
    jwtSecret: randomBytes(JWT_SECRET_BYTES).toString('base64url'),
  };
}

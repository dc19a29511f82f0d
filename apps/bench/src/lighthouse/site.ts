import { cp, mkdtemp, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { type Server, startServer } from '@watchparty/e2e/fixtures/server.js';
import { createRest } from '@watchparty/load/rest.js';
import { CLOCK_SAMPLE_PATH, securityHeaders } from '@watchparty/shared';
import { launchLink } from '../../../../scripts/lib/launch-links.mjs';
import { startNginx } from '../../../../scripts/lib/nginx.mjs';
import { findFreePort } from '../../../../scripts/lib/ports.mjs';
import { selfSignedCertificate } from '../../../../scripts/lib/self-signed-certificate.mjs';
import type { PageName } from './options.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const ROOMS = [
  'Вечер с Аней',
  'Разбор эфира',
  'Мультики на ночь',
  'Концерт вместе',
  'Лекция по физике',
  'Матч',
];
const OWNER = { telegramId: 600_000_000, name: 'Аня', address: '127.0.0.1' };
const GUEST = { id: 600_000_001, first_name: 'Боря', username: 'borya', language_code: 'ru' };

/** The product as Compose runs it, for a browser that trusts every certificate. */
export interface Site {
  /** The address of a page; one of somebody signed in is good for that person's launch. */
  addressOf(page: PageName): string;
  stop(): Promise<void>;
}

/** The built product behind its nginx by HTTP/2, packed as its image packs it, with some public rooms. */
export async function startSite(): Promise<Site> {
  const port = await findFreePort();
  const publicUrl = `https://localhost:${port}`;
  const webSource = await packWeb();
  const server = await startServer({ PUBLIC_URL: publicUrl, TRUST_PROXY: '1' });
  const nginx = await startNginx({
    webSource,
    securityHeaders,
    settings: {
      PUBLIC_URL: publicUrl,
      LISTEN_HTTPS: `127.0.0.1:${port}`,
      API_NODES: new URL(server.url).host.replace('localhost', '127.0.0.1'),
    },
    certificate: selfSignedCertificate(),
  });
  const roomId = await openRooms(server);
  const inTelegram = (pathname: string): string => {
    const { botToken } = server;
    const { hash } = new URL(launchLink({ user: GUEST, botToken, publicUrl, nowMs: Date.now() }));
    return `${publicUrl}${pathname}${hash}`;
  };
  return {
    addressOf(page) {
      switch (page) {
        case 'home':
          return inTelegram('/');
        case 'outside':
          return `${publicUrl}/`;
        case 'create':
          return inTelegram('/create');
        case 'profile':
          return inTelegram('/profile');
        case 'gate':
          return inTelegram(`/rooms/${roomId}`);
      }
    },
    async stop() {
      await nginx.stop();
      await server.stop();
      await rm(webSource, { recursive: true });
    },
  };
}

/** As the Dockerfile does it. @returns a copy of the build with its packed twins */
async function packWeb(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'watchparty-web-'));
  await cp(path.join(ROOT, 'apps/web/dist'), folder, { recursive: true });
  const { status } = spawnSync(process.execPath, [path.join(ROOT, 'scripts/precompress.mjs'), folder], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The Mini App could not be packed: run "pnpm build" first');
  return folder;
}

/** @returns one of them */
async function openRooms({ url, botToken }: Server): Promise<string> {
  const owner = createRest({ url, botToken, ...OWNER });
  await owner.signIn();
  let roomId = '';
  for (const name of ROOMS) roomId = (await owner.createRoom({ name, videoUrl: CLOCK_SAMPLE_PATH })).id;
  return roomId;
}

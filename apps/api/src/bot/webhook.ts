import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Update } from 'grammy/types';
import type { WebhookSettings } from './bot-config.js';
import { createListener, type Listener } from './listener.js';

/** Far above any update. */
const UPDATE_MAX_BYTES = 1024 * 1024;

export interface WebhookOptions extends WebhookSettings {
  /** Never rejects. */
  handle: (update: Update) => Promise<void>;
  /** Telegram has called. */
  noteCall: () => void;
}

/** Where Telegram brings updates. A call is answered when its update is handled: else Telegram brings it again. */
export function createWebhook({ url, secret, host, port, handle, noteCall }: WebhookOptions): Listener {
  const { pathname } = new URL(url);

  const answer = async (request: IncomingMessage): Promise<number> => {
    if (request.url?.split('?', 1)[0] !== pathname) return 404;
    if (request.method !== 'POST') return 405;
    // Before a byte of the body is read: whoever does not know the secret makes no work.
    if (!isSame(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''), secret)) return 401;
    noteCall();
    const update = await readUpdate(request);
    if (!update) return 400;
    await handle(update);
    return 200;
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (status) => response.writeHead(status, { 'Content-Length': 0 }).end(),
      () => request.destroy(),
    );
  });

  return createListener(server, { host, port });
}

/** Compares digests, so that the time tells neither of the contents nor of the length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

async function readUpdate(request: IncomingMessage): Promise<Update | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > UPDATE_MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return isUpdate(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isUpdate(value: unknown): value is Update {
  return (
    typeof value === 'object' &&
    value !== null &&
    'update_id' in value &&
    Number.isSafeInteger(value.update_id)
  );
}

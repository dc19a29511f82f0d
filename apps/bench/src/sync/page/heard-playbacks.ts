import type { Page } from '@playwright/test';
import type { Playback } from '@watchparty/shared';

/** Notes every timeline that the server sends to a page: answers, broadcasts, and what it is told when it comes in. */
export function hearPlaybacks(page: Page, hear: (playback: Playback) => void): void {
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload !== 'string' || !payload.includes('"effectiveAt"')) return;
      for (const playback of findPlaybacks(parsePacket(payload))) hear(playback);
    });
  });
}

/** Socket.io writes the packet's kind and the ack's number before its JSON. */
function parsePacket(packet: string): unknown {
  try {
    return JSON.parse(packet.replace(/^[\d-]+/, ''));
  } catch {
    return undefined;
  }
}

function* findPlaybacks(value: unknown): Generator<Playback> {
  if (typeof value !== 'object' || value === null) return;
  if ('effectiveAt' in value && 'version' in value && 'position' in value) yield value as Playback;
  for (const inner of Object.values(value)) yield* findPlaybacks(inner);
}

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import { type ChatService, createChatService } from './chat.service.js';
import type { MessageRow } from './message-row.js';
import type { KeptMessage, MessagesRepository } from './messages.repository.js';

const ROW: MessageRow = {
  id: 'm1',
  seq: 1,
  room_id: 'r1',
  user_id: 'u1',
  first_name: 'Ann',
  username: null,
  photo_url: null,
  content: 'hello',
  type: 'text',
  client_id: 'c1',
  target: null,
  created_at: new Date(0),
  revision: 0,
  edited_at: null,
  is_reply: false,
  quote: null,
  mentions: null,
  reactions: null,
};

describe('a message that was sent before', () => {
  /** What adding a message comes to. */
  let kept: KeptMessage | undefined;
  let sentBefore: MessageRow | undefined;
  let points: number;
  let asked: number;
  let told: string[];
  let chat: ChatService;

  beforeEach(() => {
    kept = { row: ROW, isRepeat: false };
    sentBefore = ROW;
    points = 1;
    asked = 0;
    told = [];
    const messages: MessagesRepository = {
      add: async () => kept,
      addNotes: async () => [],
      findByClientId: async () => {
        asked += 1;
        return sentBefore;
      },
      latest: async () => ({ revision: 0, rows: [] }),
      page: async () => [],
      news: async () => undefined,
      isMember: async () => true,
    };
    const limiter: RateLimiter = {
      name: 'messages',
      limit: { points: 1, windowMs: 60_000 },
      consume: async () => {
        points -= 1;
        return { allowed: points >= 0, limit: 1, remaining: Math.max(0, points), resetMs: 60_000 };
      },
      giveBack: async () => {
        points += 1;
      },
      reset: async () => {},
    };
    chat = createChatService({
      messages,
      limiter,
      broadcaster: {
        toRoom: (_roomId, event) => {
          told.push(event);
        },
      },
      isBanned: async () => false,
      onKept: () => {},
    });
  });

  const send = (clientId?: string) => chat.send('r1', 'u1', { content: 'hello', clientId });

  it('is not looked for where a new one was kept', async () => {
    await expect(send('c1')).resolves.toMatchObject({ id: 'm1' });
    expect({ asked, points, told }).toEqual({ asked: 0, points: 0, told: ['chat:new_message'] });
  });

  it('costs nothing and is told to nobody', async () => {
    kept = { row: ROW, isRepeat: true };
    await expect(send('c1')).resolves.toMatchObject({ id: 'm1' });
    expect({ asked, points, told }).toEqual({ asked: 0, points: 1, told: [] });
  });

  it('is answered also where the limit is used up', async () => {
    points = 0;
    await expect(send('c1')).resolves.toMatchObject({ id: 'm1' });
    expect(told).toEqual([]);
  });

  it('is answered also where its sender has no seat any more', async () => {
    kept = undefined;
    await expect(send('c1')).resolves.toMatchObject({ id: 'm1' });
    expect({ points, told }).toEqual({ points: 1, told: [] });
  });

  it.each([undefined, 'c2'])(
    'is none under the id %s: then the limit holds, and the seat',
    async (clientId) => {
      sentBefore = undefined;
      kept = undefined;
      await expect(send(clientId)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(send(clientId)).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 60 });
    },
  );
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LAG_EVERY_MS, TYPING_EVERY_MS } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

describe('what is told and not kept, over two nodes', () => {
  let installation: Installation;
  let nodes: TestNode[];
  let boris: TestPerson;
  let host: TestSocket;
  let guest: TestSocket;
  let outsider: TestSocket;

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis: true });
    nodes = [await installation.bootNode(), await installation.bootNode()];
  });
  afterAll(() => installation.dispose());

  beforeEach(async () => {
    const people = await installation.people(3);
    boris = people[1]!;
    const room = await createRoom(people[0]!);
    host = await enter(people[0]!, room, { url: nodes[0]!.url });
    guest = await enter(boris, room, { url: nodes[1]!.url });
    outsider = await enter(people[2]!, await createRoom(people[2]!), { url: nodes[0]!.url });
    outsider.forget();
  });

  it('[CM7] who writes is told to the others, once in a while, and so is that they stopped', async () => {
    const userId = boris.user.id;
    await guest.do('chat:typing', { isTyping: true });
    await guest.do('chat:typing', { isTyping: true });
    expect(await host.hears('chat:typing')).toEqual({ userId, isTyping: true });
    installation.clock.advance(TYPING_EVERY_MS);
    await guest.do('chat:typing', { isTyping: true });
    await guest.do('chat:typing', { isTyping: false });
    await guest.do('chat:typing', { isTyping: false });
    await host.hears('chat:typing', ({ isTyping }) => !isTyping);
    await host.settled();
    expect(host.all('chat:typing').map(({ isTyping }) => isTyping)).toEqual([true, true, false]);
    await outsider.settled();
    expect([guest.all('chat:typing'), outsider.heard]).toEqual([[], []]);
  });

  it('[PB13] whose picture is behind is told to the others, once in a while, and so is that it is no more', async () => {
    const userId = boris.user.id;
    await guest.do('video:lag', { behind: 0 });
    await guest.do('video:lag', { behind: 4.2 });
    await guest.do('video:lag', { behind: 5.2 });
    installation.clock.advance(LAG_EVERY_MS);
    await guest.do('video:lag', { behind: -3 });
    await guest.do('video:lag', { behind: 0 });
    await guest.do('video:lag', { behind: 0 });
    await host.hears('video:lag', ({ behind }) => behind === 0);
    await host.settled();
    expect(host.all('video:lag')).toEqual([4.2, -3, 0].map((behind) => ({ userId, behind })));
    await outsider.settled();
    expect([guest.all('video:lag'), outsider.heard]).toEqual([[], []]);
  });

  it('[CM8] a reaction over the picture reaches the room with its moment of the film', async () => {
    await guest.do('reaction:send', { emoji: '🔥', position: 12.5 });
    const { reactions } = await host.hears('reaction:sent');
    expect(reactions).toEqual([{ userId: boris.user.id, emoji: '🔥', position: 12.5 }]);
    await outsider.settled();
    expect(outsider.heard).toEqual([]);
  });

  it('[CM7] [CM8] [PB13] only those with a seat', async () => {
    await guest.do('room:leave', {});
    host.forget();
    expect((await guest.refused('reaction:send', { emoji: '🔥', position: 1 })).code).toBe('forbidden');
    expect((await guest.refused('chat:typing', { isTyping: true })).code).toBe('forbidden');
    expect((await guest.refused('video:lag', { behind: 3 })).code).toBe('forbidden');
    await host.settled();
    expect(
      ['reaction:sent', 'chat:typing', 'video:lag'].flatMap((event) => host.all(event as 'video:lag')),
    ).toEqual([]);
  });
});

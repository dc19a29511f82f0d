import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Server, ServerOptions } from 'socket.io';
import { startNodes, type Client, type Nodes } from './nodes.js';
import { until } from '../kit/until.js';

/** The adapter keeps a timer for so long whether or not the answers come, and Jest waits for it at the end. */
const ACK_TIMEOUT_MS = 1_000;

const END = 'the end';
const END_OF_ROOM = 'the end of the room';

export interface AdapterSetting {
  /** One for each node; undefined is Socket.io's own. */
  adapters: readonly (ServerOptions['adapter'] | undefined)[];
  close(): Promise<void>;
}

/** What every adapter must do. With several nodes the members of a room are on the first and on the last. */
export function adapterContract(implementation: string, make: () => Promise<AdapterSetting>): void {
  describe(`Socket.io adapter: ${implementation}`, () => {
    let setting: AdapterSetting;
    let nodes: Nodes;
    let first: Server;
    let near: Client;
    let far: Client;
    let outsider: Client;
    let everybody: Client[];

    beforeEach(async () => {
      setting = await make();
      nodes = await startNodes(setting.adapters);
      first = nodes.servers[0]!;
      near = await nodes.connect(first);
      far = await nodes.connect(nodes.servers.at(-1)!);
      outsider = await nodes.connect(nodes.servers.at(-1)!);
      everybody = [near, far, outsider];
      await near.serverSide.join('room');
      await far.serverSide.join('room');
    });
    afterEach(async () => {
      await nodes.close();
      await setting.close();
    });

    /**
     * Waits for a last word on every way that a broadcast takes: whatever was sent before it has been heard by then, or
     * never will be. In a cluster the ways lie on different masters, and one may be faster than the other.
     *
     * @returns what was heard besides, of each of `everybody`
     */
    async function theEndIsHeard(): Promise<string[][]> {
      first.emit('note', END);
      first.to('room').emit('note', END_OF_ROOM);
      await until('everybody heard the end', () =>
        everybody.every(
          (client) =>
            client.heard.includes(END) && (client === outsider || client.heard.includes(END_OF_ROOM)),
        ),
      );
      return everybody.map(({ heard }) => heard.filter((note) => note !== END && note !== END_OF_ROOM));
    }

    it('reaches the members of a room on every node, in order, and nobody else', async () => {
      first.to('room').emit('note', 'one');
      first.to('room').emit('note', 'two');
      expect(await theEndIsHeard()).toEqual([['one', 'two'], ['one', 'two'], []]);
    });

    it('reaches a member once who is in two of the rooms named', async () => {
      await far.serverSide.join('second room');
      first.to('room').to('second room').emit('note', 'one');
      expect(await theEndIsHeard()).toEqual([['one'], ['one'], []]);
    });

    it('leaves out whoever is excepted, by socket and by room', async () => {
      await far.serverSide.join('excepted');
      first.to('room').except(near.socket.id!).emit('note', 'not near');
      first.to('room').except('excepted').emit('note', 'not far');
      near.serverSide.to('room').emit('note', 'not the sender');
      expect(await theEndIsHeard()).toEqual([['not far'], ['not near', 'not the sender'], []]);
    });

    it('keeps a local broadcast on its node', async () => {
      first.local.emit('note', 'here');
      const there = nodes.servers.length > 1 ? [] : ['here'];
      expect(await theEndIsHeard()).toEqual([['here'], there, there]);
    });

    it('reaches a socket by its id, wherever it is', async () => {
      first.to(outsider.socket.id!).emit('note', 'you');
      expect(await theEndIsHeard()).toEqual([[], [], ['you']]);
    });

    it('gathers the acknowledgements of all nodes', async () => {
      near.socket.on('ask', (answer: (text: string) => void) => answer('near'));
      far.socket.on('ask', (answer: (text: string) => void) => answer('far'));
      const answers = (await first.to('room').timeout(ACK_TIMEOUT_MS).emitWithAck('ask')) as string[];
      expect(answers.sort()).toEqual(['far', 'near']);
    });

    it('finds the sockets of all nodes, with their data', async () => {
      (far.serverSide.data as { userId?: string }).userId = 'ann';
      const everywhere = await first.fetchSockets();
      const members = await first.in('room').fetchSockets();
      expect(everywhere).toHaveLength(3);
      expect(members.map(({ id }) => id).sort()).toEqual([near.socket.id!, far.socket.id!].sort());
      expect(members.find(({ id }) => id === far.socket.id)?.data).toEqual({ userId: 'ann' });
    });

    it('takes sockets of all nodes into a room and out of it', async () => {
      first.in('room').socketsJoin('party');
      await until('both are in', async () => (await first.in('party').fetchSockets()).length === 2);
      first.in('party').socketsLeave('party');
      await until('both are out', async () => (await first.in('party').fetchSockets()).length === 0);
    });

    it('disconnects the members of a room on every node and nobody else', async () => {
      first.in('room').disconnectSockets(true);
      await until('the members are gone', () => !near.socket.connected && !far.socket.connected);
      everybody = [outsider];
      await theEndIsHeard();
      expect(outsider.socket.connected).toBe(true);
      await until('the servers know', async () => (await first.fetchSockets()).length === 1);
    });
  });
}

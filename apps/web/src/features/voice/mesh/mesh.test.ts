import { describe, expect, it } from '@jest/globals';

import { FakeConnection, fakeTrack } from '../../../testing/fake-rtc.js';
import { timedSchedule } from '../../../testing/fake-schedule.js';
import { createMesh, type Mesh, type VoiceMember } from './mesh.js';
import type { LinkState } from './peer.js';

interface Someone {
  mesh: Mesh;
  connections: FakeConnection[];
  heard: string[];
  links: Map<string, LinkState>;
}

/** People in one voice, and the server between them, which can lose what it is given. */
function gathering({ isGatheringEnded = true } = {}) {
  const { schedule, advance } = timedSchedule();
  const people = new Map<string, Someone>();
  const wire: { from: string; to: string; data: unknown }[] = [];
  const traffic: string[] = [];
  let isLosing = false;

  const add = (name: string): Someone => {
    const connections: FakeConnection[] = [];
    const heard: string[] = [];
    const links = new Map<string, LinkState>();
    const mesh = createMesh({
      createConnection() {
        const connection = new FakeConnection(`${name}${connections.length + 1}`);
        connection.isGatheringEnded = isGatheringEnded;
        connections.push(connection);
        return connection as unknown as RTCPeerConnection;
      },
      send: (to, data) => void wire.push({ from: name, to, data: JSON.parse(JSON.stringify(data)) }),
      onSound: (userId) => void heard.push(userId),
      onLink: (userId, state) => void links.set(userId, state),
      onGone: (userId) => void heard.push(`no ${userId}`),
      schedule,
    });
    const someone = { mesh, connections, heard, links };
    people.set(name, someone);
    return someone;
  };

  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  /** Until nobody has anything more to say. */
  const settle = async (): Promise<void> => {
    for (;;) {
      await turn();
      const sent = wire.splice(0);
      if (sent.length === 0) return;
      for (const { from, to, data } of sent) {
        traffic.push(`${from}>${to} ${Object.keys(data as object).sort()[0]}`);
        if (!isLosing) people.get(to)?.mesh.receive(from, data);
      }
    }
  };

  return {
    add,
    settle,
    traffic,
    async pass(ms: number) {
      advance(ms);
      await settle();
    },
    lose(isOn: boolean) {
      isLosing = isOn;
    },
  };
}

const member = (userId: string, session: string, isListener = false): VoiceMember => ({
  userId,
  session,
  isListener,
});
const self = (session: string, isListener = false) => ({ session, isListener });

describe('mesh', () => {
  it('connects two once, whoever hears of the other first', async () => {
    for (const order of ['anna first', 'boris first']) {
      const { add, settle } = gathering();
      const anna = add('anna');
      const boris = add('boris');
      const greet = [
        () => anna.mesh.follow(self('a'), [member('boris', 'b')]),
        () => boris.mesh.follow(self('b'), [member('anna', 'a')]),
      ];
      if (order === 'boris first') greet.reverse();
      for (const step of greet) {
        step();
        await settle();
      }
      expect(anna.links.get('boris')).toBe('connected');
      expect(boris.links.get('anna')).toBe('connected');
      expect([anna.connections.length, boris.connections.length]).toEqual([1, 1]);
      expect([anna.heard, boris.heard]).toEqual([['boris'], ['anna']]);
    }
  });

  it('sends what is spoken, and silence once there is nothing', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    const track = fakeTrack('anna speaks');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    anna.mesh.setTrack(track);
    boris.mesh.setTrack(fakeTrack('boris speaks'));
    await settle();
    expect(anna.connections[0]?.transceivers[0]?.sender.track).toBe(track);
    expect(boris.connections[0]?.transceivers[0]?.sender.track?.id).toBe('boris speaks');
    anna.mesh.setTrack(null);
    expect(anna.connections[0]?.transceivers[0]?.sender.track).toBeNull();
    expect(anna.connections[0]?.transceivers[0]?.direction).not.toBe('inactive');
  });

  it.each([
    { candidates: 'all candidates', isGatheringEnded: true, withinMs: 0 },
    { candidates: 'those of a burst', isGatheringEnded: false, withinMs: 20 },
  ])('$candidates travel together, after their description', async ({ isGatheringEnded, withinMs }) => {
    const { add, settle, pass, traffic } = gathering({ isGatheringEnded });
    const anna = add('anna');
    const boris = add('boris');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    await pass(withinMs);
    expect(traffic).toEqual([
      'boris>anna description',
      'anna>boris description',
      'boris>anna candidates',
      'anna>boris candidates',
    ]);
    expect(anna.connections[0]?.candidates).toEqual(['boris1 1']);
  });

  it('each asks the other for few packets, and nothing of its own browser', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    for (const { connections } of [anna, boris]) {
      expect(connections[0]?.remoteDescription?.sdp).toMatch(/usedtx=1[^]*a=ptime:60/);
      expect(connections[0]?.localDescription?.sdp).not.toMatch(/usedtx|ptime/);
    }
  });

  it.each(['the offer', 'the answer'])('%s that was lost is asked for again', async (lost) => {
    const { add, settle, pass, lose } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    if (lost === 'the offer') lose(true);
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    if (lost === 'the answer') lose(true);
    await settle();
    expect(boris.links.get('anna')).toBe('connecting');
    lose(false);
    await pass(6_000);
    expect(anna.links.get('boris')).toBe('connected');
    expect(boris.links.get('anna')).toBe('connected');
  });

  it('whoever has nothing but a broken way looks for another, and keeps at it', async () => {
    const { add, settle, pass } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    const [offering] = boris.connections;
    const [polite] = anna.connections;
    for (const connection of [offering, polite]) {
      connection!.isReachable = false;
      connection!.become('failed');
    }
    await pass(0);
    expect(boris.links.get('anna')).toBe('lost');
    const { restarts } = offering!;
    expect(restarts).toBeGreaterThan(0);
    await pass(60_000);
    expect(offering!.restarts).toBeGreaterThan(restarts);
    for (const connection of [offering, polite]) connection!.isReachable = true;
    await pass(60_000);
    expect(boris.links.get('anna')).toBe('connected');
  });

  it('both look for another way at once, as after a lost network, and agree', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    anna.mesh.restart();
    boris.mesh.restart();
    await settle();
    for (const { connections } of [anna, boris]) expect(connections[0]?.signalingState).toBe('stable');
    expect(boris.connections[0]?.restarts).toBeGreaterThan(0);
  });

  it('an offer of both at once is settled: the polite one gives way', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    anna.connections[0]!.dispatchEvent(new Event('negotiationneeded'));
    boris.connections[0]!.dispatchEvent(new Event('negotiationneeded'));
    await settle();
    for (const { connections } of [anna, boris]) expect(connections[0]?.signalingState).toBe('stable');
  });

  it('a page that came back is another one: the connection with the one before ends', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    const later = add('boris');
    later.mesh.follow(self('c'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'c')]);
    await settle();
    expect(anna.connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'connected']);
    expect(anna.heard).toEqual(['boris', 'no boris', 'boris']);
  });

  it('a signal of a page that is no longer in voice changes nothing', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    const offer = { type: 'offer', sdp: 'm=audio 9' };
    for (const data of [
      { from: 'old', to: 'a', description: offer },
      { from: 'b', to: 'old', description: offer },
      { from: 7, to: 'a' },
      null,
      'nonsense',
    ]) {
      anna.mesh.receive('boris', data);
    }
    await settle();
    expect(anna.connections[0]?.remoteDescription).toBeNull();
  });

  it('two who only listen have no connection', () => {
    const { add } = gathering();
    const anna = add('anna');
    anna.mesh.follow(self('a', true), [member('boris', 'b', true), member('clara', 'c')]);
    expect(anna.mesh.peers().map(({ userId }) => userId)).toEqual(['clara']);
  });

  it('whoever loses the word is heard no longer, though sound still comes, and is heard again with it', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    const boris = add('boris');
    boris.mesh.follow(self('b'), [member('anna', 'a')]);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    await settle();
    anna.mesh.follow(self('a'), [member('boris', 'b', true)]);
    expect(anna.heard).toEqual(['boris', 'no boris']);
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    expect(anna.heard).toEqual(['boris', 'no boris', 'boris']);
    expect(anna.connections).toHaveLength(1);
  });

  it.each([
    ['a picture', 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'],
    ['a picture instead', 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'],
    [
      'a channel for data',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n',
    ],
    ['two voices', 'm=audio 9 UDP/TLS/RTP/SAVPF 111\nm=audio 9 UDP/TLS/RTP/SAVPF 111\n'],
    ['two voices in one line for some', 'm=audio 9 UDP/TLS/RTP/SAVPF 111\rm=audio 9 UDP/TLS/RTP/SAVPF 111\r'],
  ])('takes nothing but one voice: no %s', async (_, sdp) => {
    const { add, settle } = gathering();
    const anna = add('anna');
    anna.mesh.follow(self('a'), [member('boris', 'b')]);
    anna.mesh.receive('boris', { from: 'b', to: 'a', description: { type: 'offer', sdp: `v=0\r\n${sdp}` } });
    await settle();
    expect(anna.connections[0]?.remoteDescription).toBeNull();
  });

  it('ends with everybody at once', async () => {
    const { add, settle } = gathering();
    const anna = add('anna');
    anna.mesh.follow(self('a'), [member('boris', 'b'), member('clara', 'c')]);
    await settle();
    anna.mesh.close();
    expect(anna.connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'closed']);
    expect(anna.mesh.peers()).toEqual([]);
  });
});

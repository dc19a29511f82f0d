import type { ClientEventName, JoinedRoom, Message, Playback, Room } from '@watchparty/shared';
import {
  CommandError,
  commandErrorCode,
  createRoomSession,
  type EmitCommand,
  type JoinedState,
  type PendingMessage,
  type UnsentMessages,
} from '@watchparty/shared/room-client';
import { describe, expect, it } from '@jest/globals';

import { createRoomStore } from './room-store.js';

const ROOM_ID = 'room';
const AWAY = { status: 'reconnecting', sinceMs: 0, attempt: 1 } as const;
const timeline: Playback = {
  videoUrl: null,
  platform: null,
  isPlaying: false,
  position: 0,
  rate: 1,
  effectiveAt: 0,
  version: 1,
};
const room: Room = {
  id: ROOM_ID,
  name: 'Кино',
  hostId: 'me',
  isPublic: true,
  hasPassword: false,
  maxParticipants: 9,
  participantCount: 1,
  controlMode: 'host',
  video: timeline,
  createdAt: 0,
  updatedAt: 0,
};

/** A server that keeps messages, numbers them and recognises a repeated client id. */
class FakeServer {
  isReachable = true;
  refusal: CommandError | undefined;
  /** The next sends arrive, but their answers are lost. */
  losesAnswers = false;
  readonly messages: Message[] = [];
  playback = timeline;
  /** The connection ends before the next answers. */
  dropsAnswers = false;
  readonly heard: { event: ClientEventName; payload: unknown }[] = [];

  emit = (async (
    event: ClientEventName,
    payload: { afterSeq?: number; content?: string; clientId?: string },
  ) => {
    if (!this.isReachable) throw new CommandError({ code: 'network', message: '' });
    this.heard.push({ event, payload });
    if (this.refusal) throw this.refusal;
    const answer = this.answerTo(event, payload);
    if (this.dropsAnswers) {
      this.isReachable = false;
      throw new CommandError({ code: 'network', message: '' }, { wasDropped: true });
    }
    if (this.losesAnswers) throw new CommandError({ code: 'network', message: '' });
    return answer;
  }) as EmitCommand;

  say(content: string, clientId?: string): Message {
    const known = this.messages.find((message) => clientId !== undefined && message.clientId === clientId);
    if (known) return known;
    const seq = (this.messages.at(-1)?.seq ?? 0) + 1;
    const message: Message = {
      id: `m${seq}`,
      seq,
      roomId: ROOM_ID,
      userId: 'me',
      content,
      type: 'text',
      clientId,
      createdAt: seq,
    };
    this.messages.push(message);
    return message;
  }

  private answerTo(
    event: ClientEventName,
    payload: { afterSeq?: number; content?: string; clientId?: string },
  ) {
    if (event === 'chat:message') return { message: this.say(payload.content ?? '', payload.clientId) };
    if (event.startsWith('video:')) return { playback: this.playback };
    if (event !== 'room:join') return {};
    const { afterSeq } = payload;
    const missed = this.messages.filter(({ seq }) => seq > (afterSeq ?? 0));
    const page = afterSeq === undefined ? missed : missed.slice(0, 2);
    const you = {
      userId: 'me',
      firstName: 'me',
      role: 'host',
      isVoiceEnabled: false,
      isOnline: true,
      joinedAt: 0,
    } as const;
    const joined: JoinedRoom = {
      room,
      playback: this.playback,
      participants: [you],
      messages: page,
      hasMore: page.length < missed.length,
      you,
      serverTime: 0,
    };
    return joined;
  }
}

function stage({ unsent }: { unsent?: UnsentMessages } = {}) {
  const server = new FakeServer();
  const timers: (() => void)[] = [];
  const time = { nowMs: 0 };
  const clock = { measured: async () => {} };
  let ids = 0;
  const session = createRoomSession({
    emit: server.emit,
    ...(unsent && { unsent }),
    store: createRoomStore(),
    whenConnected: async () => {},
    clockMeasured: () => clock.measured(),
    deviceNow: () => 0,
    now: () => time.nowMs,
    newId: () => `c${(ids += 1)}`,
    schedule: (task) => {
      timers.push(task);
      return () => {
        if (timers.includes(task)) timers.splice(timers.indexOf(task), 1);
      };
    },
  });
  const inside = (): JoinedState => {
    const state = session.store.getState();
    if (state.status !== 'joined') throw new Error(`expected to be inside, not ${state.status}`);
    return state;
  };
  return {
    server,
    session,
    inside,
    seqs: () => inside().messages.list.map(({ seq }) => seq),
    runTimers: async () => {
      for (const task of timers.splice(0)) task();
      await settled();
    },
    timers,
    time,
    clock,
  };
}

/** Lets everything run that waits for answers which are already there. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

describe('room session', () => {
  it('keeps what was not sent, and sends it after a reload, once', async () => {
    let kept: readonly PendingMessage[] = [];
    const unsent: UnsentMessages = {
      read: () => kept,
      write: (_place, pending) => void (kept = pending),
    };
    const before = stage({ unsent });
    await before.session.join({ roomId: ROOM_ID });
    before.session.connectionChanged(AWAY);
    before.server.refusal = new CommandError({ code: 'network', message: '' });
    before.session.sendMessage('в тоннеле');
    await settled();
    expect(kept).toMatchObject([{ clientId: 'c1', content: 'в тоннеле' }]);

    const after = stage({ unsent });
    await after.session.join({ roomId: ROOM_ID });
    await settled();
    expect(after.server.messages).toMatchObject([{ clientId: 'c1', content: 'в тоннеле' }]);
    expect([kept, after.inside().messages.pending]).toEqual([[], []]);

    // An answer was lost, but not the message.
    kept = [
      { clientId: 'c1', content: 'в тоннеле', type: 'text', createdAt: 0, delivery: { state: 'sending' } },
    ];
    await after.session.join({ roomId: ROOM_ID });
    await settled();
    expect(after.server.messages).toHaveLength(1);
  });

  it('joins, and hands a refusal on', async () => {
    const { session, server, inside } = stage();
    server.refusal = new CommandError({ code: 'password_required', message: '' });
    await expect(session.join({ roomId: ROOM_ID, room })).rejects.toMatchObject({
      code: 'password_required',
    });
    expect(session.store.getState().status).toBe('gate');
    server.refusal = undefined;
    await session.join({ roomId: ROOM_ID, room, password: 'x' });
    expect(inside().room.id).toBe(ROOM_ID);
  });

  it('fetches page by page what was missed while away', async () => {
    const { session, server, seqs } = stage();
    server.say('1');
    await session.join({ roomId: ROOM_ID });
    session.connectionChanged(AWAY);
    for (const text of ['2', '3', '4', '5', '6']) server.say(text);
    void session.connected();
    await settled();
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    const asked = server.heard.filter(({ event }) => event === 'room:join').map(({ payload }) => payload);
    expect(asked).toMatchObject([{}, { afterSeq: 1 }, { afterSeq: 3 }, { afterSeq: 5 }]);
  });

  it('asks once for a skipped number, even when there is nothing to be had', async () => {
    const { session, server, seqs, runTimers, timers } = stage();
    server.say('1');
    await session.join({ roomId: ROOM_ID });
    server.say('2');
    server.messages.splice(1, 1, { ...server.messages[1]!, id: 'm4', seq: 4 });
    session.store.dispatch({ type: 'message', message: server.messages[1]! });
    await runTimers();
    expect(seqs()).toEqual([1, 4]);
    expect(timers).toEqual([]);
    expect(server.heard.filter(({ event }) => event === 'room:join')).toHaveLength(2);
  });

  it('sends after the reconnect what was written without a connection, in order and once', async () => {
    const { session, server, inside } = stage();
    await session.join({ roomId: ROOM_ID });
    session.connectionChanged(AWAY);
    server.isReachable = false;
    session.sendMessage('one');
    session.sendMessage('two');
    await settled();
    expect(inside().messages.pending.map(({ delivery }) => delivery.state)).toEqual(['sending', 'sending']);
    server.isReachable = true;
    void session.connected();
    await settled();
    expect(server.messages.map(({ content }) => content)).toEqual(['one', 'two']);
    expect(inside().messages.pending).toEqual([]);
  });

  it('does not double a message whose answer was lost', async () => {
    const { session, server, inside, seqs } = stage();
    await session.join({ roomId: ROOM_ID });
    server.losesAnswers = true;
    session.sendMessage('once');
    await settled();
    expect(inside().messages.pending[0]?.delivery).toMatchObject({ state: 'failed', code: 'network' });
    server.losesAnswers = false;
    session.connectionChanged(AWAY);
    void session.connected();
    await settled();
    expect(server.messages).toHaveLength(1);
    expect(seqs()).toEqual([1]);
    expect(inside().messages.pending).toEqual([]);
  });

  it('leaves a refused message to its writer, with the time to wait', async () => {
    const { session, server, inside } = stage();
    await session.join({ roomId: ROOM_ID });
    server.refusal = new CommandError({ code: 'rate_limited', message: '', retryAfter: 5 });
    session.sendMessage('fast');
    await settled();
    expect(inside().messages.pending[0]?.delivery).toEqual({
      state: 'failed',
      code: 'rate_limited',
      retryAfter: 5,
    });
    server.refusal = undefined;
    void session.connected();
    await settled();
    expect(server.messages).toEqual([]);
    session.retryMessage(inside().messages.pending[0]?.clientId ?? '');
    await settled();
    expect(server.messages).toHaveLength(1);
  });

  it('tries again when the way back in fails, and gives up when there is none', async () => {
    const { session, server, runTimers, timers } = stage();
    await session.join({ roomId: ROOM_ID });
    session.connectionChanged(AWAY);
    server.refusal = new CommandError({ code: 'unavailable', message: '' });
    void session.connected();
    await settled();
    expect(timers).toHaveLength(1);
    server.refusal = new CommandError({ code: 'room_not_found', message: '' });
    await runTimers();
    expect(session.store.getState()).toEqual({ status: 'failed', roomId: ROOM_ID, code: 'room_not_found' });
  });

  it('leaves by telling the server, and forgets the room at once', async () => {
    const { session, server } = stage();
    await session.join({ roomId: ROOM_ID });
    session.leave();
    expect(session.store.getState().status).toBe('idle');
    await settled();
    expect(server.heard.at(-1)).toEqual({ event: 'room:leave', payload: { roomId: ROOM_ID } });
  });

  it('sends emoji alone as emoji', async () => {
    const { session, server } = stage();
    await session.join({ roomId: ROOM_ID });
    session.sendMessage('🔥');
    session.sendMessage('🔥 да');
    session.sendMessage('😀'.repeat(9));
    await settled();
    const types = server.heard
      .filter(({ event }) => event === 'chat:message')
      .map(({ payload }) => (payload as { type: string }).type);
    expect(types).toEqual(['emoji', 'text', 'text']);
  });
});

describe('room session: coming back', () => {
  it('says that it is back and what it brought, for two seconds', async () => {
    const { session, server, inside, runTimers, time } = stage();
    await session.join({ roomId: ROOM_ID });
    session.connectionChanged(AWAY);
    time.nowMs = 5_000;
    server.say('1').userId = 'boris';
    server.say('mine');
    server.say('2').userId = 'boris';
    await session.connected();
    expect(inside().connection).toEqual({ status: 'resumed', missedMessages: 2 });
    await runTimers();
    expect(inside().connection).toEqual({ status: 'online' });
  });

  it('says nothing of an absence that nobody could notice, nor of another node', async () => {
    const { session, inside, time, timers } = stage();
    await session.join({ roomId: ROOM_ID });
    session.connectionChanged(AWAY);
    time.nowMs = 700;
    await session.connected();
    expect(inside().connection).toEqual({ status: 'online' });
    session.connectionChanged({ status: 'moving', line: 1, sinceMs: 700 });
    expect(inside().connection).toEqual({ status: 'moving', sinceMs: 700 });
    time.nowMs = 20_000;
    await session.connected();
    expect(inside().connection).toEqual({ status: 'online' });
    expect(timers).toEqual([]);
  });

  it('goes back in over the newest connection, also when it was just asking over the one before', async () => {
    const { session, server, inside, seqs } = stage();
    await session.join({ roomId: ROOM_ID });
    server.say('1');
    const first = session.connected();
    server.say('2');
    await Promise.all([first, session.connected()]);
    expect(server.heard.filter(({ event }) => event === 'room:join')).toHaveLength(3);
    expect(seqs()).toEqual([1, 2]);
    expect(inside().connection.status).toBe('online');
  });

  it('moves nobody before the clock has been measured anew', async () => {
    const { session, server, inside, clock } = stage();
    await session.join({ roomId: ROOM_ID });
    session.connectionChanged(AWAY);
    server.playback = { ...timeline, version: 2 };
    let measured = (): void => undefined;
    clock.measured = () => new Promise((resolve) => (measured = resolve));
    const back = session.connected();
    await settled();
    expect(inside().playback.version).toBe(1);
    measured();
    await back;
    expect(inside().playback.version).toBe(2);
  });
});

describe('room session: a command whose answer was lost with the connection', () => {
  const playing: Playback = { ...timeline, isPlaying: true, version: 2 };

  /** Presses pause while the film runs; the connection ends before the answer. */
  async function pressed() {
    const set = stage();
    set.server.playback = playing;
    await set.session.join({ roomId: ROOM_ID });
    set.server.dropsAnswers = true;
    const outcome = set.session.command('video:pause', {}).then(
      () => 'done',
      (error: unknown) => commandErrorCode(error),
    );
    set.session.connectionChanged(AWAY);
    await settled();
    set.server.dropsAnswers = false;
    const comeBack = async (): Promise<void> => {
      set.server.isReachable = true;
      await set.session.connected();
      await settled();
    };
    const pauses = (): number => set.server.heard.filter(({ event }) => event === 'video:pause').length;
    return { ...set, outcome, comeBack, pauses };
  }

  it('is sent once more when nothing has happened meanwhile', async () => {
    const { outcome, comeBack, pauses } = await pressed();
    await comeBack();
    await expect(outcome).resolves.toBe('done');
    expect(pauses()).toBe(2);
  });

  it('is not sent again when it had arrived', async () => {
    const { server, outcome, comeBack, pauses } = await pressed();
    server.playback = { ...playing, isPlaying: false, version: 3, updatedBy: 'me' };
    await comeBack();
    await expect(outcome).resolves.toBe('done');
    expect(pauses()).toBe(1);
  });

  it('does not undo what somebody else did meanwhile, and says so', async () => {
    const { server, outcome, comeBack, pauses } = await pressed();
    server.playback = { ...playing, position: 60, version: 3, updatedBy: 'boris' };
    await comeBack();
    await expect(outcome).resolves.toBe('conflict');
    expect(pauses()).toBe(1);
  });

  it('is sent once more when only an earlier one of the same hand had arrived', async () => {
    const { server, outcome, comeBack, pauses } = await pressed();
    server.playback = { ...playing, position: 60, version: 3, updatedBy: 'me' };
    await comeBack();
    await expect(outcome).resolves.toBe('done');
    expect(pauses()).toBe(2);
  });

  it('is given up when the way back takes too long', async () => {
    const { outcome, runTimers, comeBack, pauses } = await pressed();
    await runTimers();
    await expect(outcome).resolves.toBe('network');
    await comeBack();
    expect(pauses()).toBe(1);
  });

  it('reports a stall of the timeline that it follows, once, and takes in what the room made of it', async () => {
    const { server, session, inside } = stage();
    await session.join({ roomId: ROOM_ID });
    server.playback = { ...timeline, version: 7, waitingFor: ['me'] };
    await session.reportStall(true);
    expect(inside().playback.waitingFor).toEqual(['me']);
    await session.reportStall(false);
    server.dropsAnswers = true;
    await session.reportStall(true);
    expect(
      server.heard.filter(({ event }) => event === 'video:stalled').map(({ payload }) => payload),
    ).toEqual([
      { isStalled: true, version: 1 },
      { isStalled: false, version: 7 },
      { isStalled: true, version: 7 },
    ]);
    await session.reportStall(false);
    session.leave();
    await session.reportStall(true);
    expect(server.heard.filter(({ event }) => event === 'video:stalled')).toHaveLength(3);
  });
});

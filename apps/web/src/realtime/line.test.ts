import {
  type Connection,
  ConnectionDropped,
  createLine,
  type LineSocket,
  type SocketOptions,
} from '@watchparty/shared/room-client';
import { describe, expect, it } from '@jest/globals';
import { createStore } from 'zustand/vanilla';

import { createSessionStore } from '../lib/session-store.js';

type Listener = (...args: never[]) => void;

/** One connection, which does what the test says. */
class FakeSocket implements LineSocket {
  connected = false;
  readonly options: SocketOptions;
  readonly sent: { event: string; answer: (data: unknown) => void; lose: () => void }[] = [];
  private readonly listeners: { event: string; listener: Listener }[] = [];

  constructor(options: SocketOptions) {
    this.options = options;
  }

  connect(): void {
    // Goes on when the server accepts or refuses.
  }

  disconnect(): void {
    if (this.connected) this.break();
  }

  emitWithAck(event: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.sent.push({ event, answer: resolve, lose: () => reject(new Error('operation has timed out')) });
    });
  }

  on(event: string, listener: Listener): void {
    this.listeners.push({ event, listener });
  }

  off(event: string, listener: Listener): void {
    const index = this.listeners.findIndex((known) => known.event === event && known.listener === listener);
    if (index >= 0) this.listeners.splice(index, 1);
  }

  tell(event: string, ...args: unknown[]): void {
    for (const known of this.listeners.filter((other) => other.event === event)) {
      known.listener(...(args as never[]));
    }
  }

  accept(): void {
    this.connected = true;
    this.tell('connect');
  }

  refuse(code?: string): void {
    this.tell('connect_error', Object.assign(new Error('refused'), code && { data: { code } }));
  }

  /** As Socket.io does: first the news, then the answers that will not come. */
  break(): void {
    this.connected = false;
    this.tell('disconnect', 'transport close');
    for (const { lose } of this.sent) lose();
  }
}

function stage() {
  const sockets: FakeSocket[] = [];
  const timers: { task: () => void; delayMs: number }[] = [];
  const state = createStore<Connection>()(() => ({ status: 'connecting' }));
  const world = { nowMs: 0, random: 0.5, isDeviceOnline: true, back: Promise.resolve() };
  const told: string[] = [];
  const lost: string[] = [];
  const line = createLine({
    createSocket(options) {
      const socket = new FakeSocket(options);
      sockets.push(socket);
      return socket;
    },
    state,
    onConnected() {
      told.push('connected');
      return world.back;
    },
    onDropped: () => void told.push('dropped'),
    onSilence: () => void told.push('silence'),
    onSessionLost: (code) => void lost.push(code),
    isDeviceOnline: () => world.isDeviceOnline,
    now: () => world.nowMs,
    random: () => world.random,
    schedule(task, delayMs) {
      const timer = { task, delayMs };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
  });
  const last = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('nobody has connected');
    return socket;
  };
  /** Runs the timer that was planned last. @returns how long it had to wait */
  const wait = (): number | undefined => {
    const timer = timers.pop();
    timer?.task();
    return timer?.delayMs;
  };
  const begin = (): FakeSocket => {
    line.signWith('token');
    line.open();
    last().accept();
    return last();
  };
  return { line, state, sockets, timers, world, told, lost, last, wait, begin };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('line: losing and finding a connection', () => {
  it('never gives up, and draws every pause anew', () => {
    const { state, world, last, wait, begin, told } = stage();
    begin().break();
    expect(state.getState()).toEqual({ status: 'reconnecting', sinceMs: 0, attempt: 1 });
    const pauses = [];
    for (let tries = 0; tries < 30; tries += 1) {
      world.random = tries % 2 === 0 ? 0.25 : 1;
      pauses.push(wait());
      last().refuse();
    }
    expect(pauses.slice(0, 5)).toEqual([500, 500, 4_000, 2_000, 10_000]);
    expect(pauses.slice(-2)).toEqual([10_000, 2_500]);
    expect(state.getState()).toEqual({ status: 'reconnecting', sinceMs: 0, attempt: 31 });
    wait();
    last().accept();
    expect(state.getState()).toEqual({ status: 'online', line: 2 });
    expect(told).toEqual(['connected', 'dropped', 'connected']);
  });

  it('leaves a try that hangs, and has plain requests first in the next one', () => {
    const { sockets, timers, wait, begin } = stage();
    begin().break();
    wait();
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([10_000]);
    wait();
    wait();
    expect(sockets.map(({ options }) => options.prefersPolling)).toEqual([false, true, false]);
  });

  it('tries at once when the network is back or somebody asks, once', () => {
    const { line, state, world, sockets, timers, last, begin } = stage();
    const first = begin();
    world.isDeviceOnline = false;
    world.nowMs = 100;
    line.drop();
    expect(first.connected).toBe(false);
    expect(state.getState()).toEqual({ status: 'offline', sinceMs: 100 });
    world.isDeviceOnline = true;
    line.tryNow();
    expect(state.getState()).toEqual({ status: 'reconnecting', sinceMs: 100, attempt: 1 });
    last().accept();
    line.tryNow();
    expect(sockets).toHaveLength(2);
    expect(timers).toEqual([]);
  });

  it('carries listeners over, and hears nothing from what is gone', () => {
    const { line, last, wait, begin } = stage();
    const heard: string[] = [];
    const listener = ({ roomId }: { roomId: string }): void => void heard.push(roomId);
    line.on('lobby:room_removed', listener);
    const first = begin();
    first.tell('lobby:room_removed', { roomId: 'a' });
    first.break();
    wait();
    last().accept();
    first.tell('lobby:room_removed', { roomId: 'late' });
    last().tell('lobby:room_removed', { roomId: 'b' });
    line.off('lobby:room_removed', listener);
    last().tell('lobby:room_removed', { roomId: 'c' });
    expect(heard).toEqual(['a', 'b']);
  });

  it('tells an answer that was lost with the connection from one that did not come', async () => {
    const { line, told, begin } = stage();
    const socket = begin();
    const silent = line.emitWithAck('video:play', {});
    socket.sent[0]?.lose();
    await expect(silent).rejects.toThrow('timed out');
    expect(told).toEqual(['connected', 'silence']);

    const dropped = line.emitWithAck('video:pause', {});
    socket.break();
    await expect(dropped).rejects.toBeInstanceOf(ConnectionDropped);
    expect(told).toEqual(['connected', 'silence', 'dropped']);
  });

  it('ends everything when it is closed', () => {
    const { line, timers, begin, last, wait } = stage();
    begin().break();
    wait();
    line.close();
    expect(timers).toEqual([]);
    last().accept();
    expect(line.connected).toBe(false);
  });
});

describe('line: a node that is about to stop', () => {
  it('is left at a random moment, for a connection that is there before the old one goes', async () => {
    const { line, state, world, timers, last, wait, begin, told } = stage();
    const old = begin();
    let comeBack = (): void => undefined;
    world.back = new Promise((resolve) => (comeBack = resolve));
    old.tell('node:draining', { reconnectWithinMs: 20_000 });
    old.tell('node:draining', { reconnectWithinMs: 20_000 });
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([10_000]);
    expect(state.getState().status).toBe('online');

    world.nowMs = 7;
    wait();
    expect(state.getState()).toEqual({ status: 'moving', line: 1, sinceMs: 7 });
    expect(line.connected).toBe(true);
    const pause = line.emitWithAck('video:pause', {});

    last().accept();
    expect(last()).not.toBe(old);
    expect(state.getState()).toEqual({ status: 'online', line: 2 });
    void line.emitWithAck('video:play', {});
    expect(last().sent.map(({ event }) => event)).toEqual(['video:play']);

    comeBack();
    await settled();
    expect(old.connected).toBe(true);
    old.sent[0]?.answer('paused');
    await expect(pause).resolves.toBe('paused');
    await settled();
    expect(old.connected).toBe(false);
    expect(told).toEqual(['connected', 'connected']);
  });

  it('keeps the old connection while no other can be had', () => {
    const { line, state, last, wait, begin } = stage();
    const old = begin();
    old.tell('node:draining', { reconnectWithinMs: 0 });
    wait();
    last().refuse();
    expect(state.getState().status).toBe('moving');
    expect(line.connected).toBe(true);
    expect(wait()).toBe(500);
    old.break();
    expect(state.getState().status).toBe('reconnecting');
    last().accept();
    expect(state.getState()).toEqual({ status: 'online', line: 2 });
  });

  it('is moved on from once more when the new connection led to a node that stops too', () => {
    const { state, last, wait, begin, timers } = stage();
    begin().tell('node:draining', { reconnectWithinMs: 0 });
    wait();
    last().accept();
    timers.length = 0;
    last().tell('node:draining', { reconnectWithinMs: 1_000 });
    expect(wait()).toBe(500);
    expect(state.getState().status).toBe('moving');
  });

  it('does not wait for ever for the last answers', () => {
    const { line, world, timers, last, wait, begin } = stage();
    const old = begin();
    world.back = new Promise(() => undefined);
    old.tell('node:draining', { reconnectWithinMs: 0 });
    wait();
    line.emitWithAck('video:pause', {}).catch(() => undefined);
    last().accept();
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([3_000]);
    wait();
    expect(old.connected).toBe(false);
    expect(line.connected).toBe(true);
  });
});

describe('line: a session that ended meanwhile', () => {
  it('is renewed with the launch data, and the line is there again without a word', async () => {
    const { line, state, last, wait, begin, lost } = stage();
    let signIns = 0;
    const session = createSessionStore({
      initData: 'launch',
      signIn: async () => ({ token: `token ${(signIns += 1)}`, expiresAt: 0, user: {} as never }),
    });
    await session.start();
    session.store.subscribe((signedIn) => {
      if (signedIn.status === 'signed-in') line.signWith(signedIn.token);
    });
    begin().break();
    wait();
    last().refuse('token_expired');
    expect(lost).toEqual(['token_expired']);
    await session.renew();
    expect(last().options.token).toBe('token 2');
    last().accept();
    expect(state.getState()).toEqual({ status: 'online', line: 2 });
  });

  it('is asked for again where the renewal itself found no network', () => {
    const { last, wait, begin, lost } = stage();
    begin().break();
    wait();
    last().refuse('unauthorized');
    wait();
    last().refuse('unauthorized');
    expect(lost).toEqual(['unauthorized', 'unauthorized']);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createErrorReporter } from '../src/platform/error-reporter.js';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import { launchOf, request } from './kit/test-person.js';
import { TestSocket } from './kit/test-socket.js';
import { until } from './kit/until.js';

interface Line {
  level: string;
  message: string;
  nodeId: string;
  requestId?: string;
  userId?: string;
  roomId?: string;
  event?: string;
  part?: string;
  route?: string;
  path?: string;
  status?: number;
  durationMs?: number;
}

const PASSWORD = 'hunter2-of-the-room';
const TEXT = 'what Anna whispers to Boris';
const SIGNAL = 'v=0 o=- candidate-of-anna';
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('the log of a node', () => {
  let installation: Installation;
  afterEach(() => installation.dispose());

  const linesOf = (): Line[] => installation.logged.map((line) => JSON.parse(line) as Line);
  const requestLines = (): Line[] => linesOf().filter(({ message }) => message === 'request');

  it('tells of every request under its id, as much as it is worth', async () => {
    installation = await createInstallation({ NODE_ID: 'node-a' }, { logLevel: 'debug' });
    const node = await installation.bootNode();
    const anna = await installation.person('Anna');
    const room = await createRoom(anna);
    const ask = (id?: string) =>
      request(node.url, 'GET', `/api/rooms/${room.id}?secret=1`, {
        token: anna.token,
        headers: id === undefined ? {} : { 'X-Request-Id': id },
      });
    const given = (await ask('from-the-proxy.1')).headers.get('x-request-id');
    const made = (await ask()).headers.get('x-request-id');
    const insane = (await ask('x'.repeat(65))).headers.get('x-request-id');
    const spaced = (await ask('two words!')).headers.get('x-request-id');
    expect(given).toBe('from-the-proxy.1');
    for (const id of [made, insane, spaced]) expect(id).toMatch(UUID);
    expect(new Set([made, insane, spaced]).size).toBe(3);
    await until('all are noted', () => requestLines().length === 6);
    expect(requestLines().find(({ requestId }) => requestId === given)).toEqual({
      level: 'debug',
      message: 'request',
      part: 'http',
      nodeId: 'node-a',
      requestId: given,
      userId: anna.user.id,
      roomId: room.id,
      method: 'GET',
      route: '/api/rooms/:id',
      path: `/api/rooms/${room.id}`,
      status: 200,
      durationMs: expect.any(Number),
    });
    // Also where a body had to be read first.
    expect(requestLines().find(({ status }) => status === 201)).toMatchObject({
      userId: anna.user.id,
      requestId: expect.stringMatching(UUID),
      route: '/api/rooms',
    });
  });

  it('has ids and no secrets, whatever happens', async () => {
    installation = await createInstallation({ AUTH_COOKIE: '1' }, { logLevel: 'debug' });
    const node = await installation.bootNode();
    const { database } = installation;
    const initData = launchOf({ telegramId: 77, name: 'Anna Whisper', now: installation.clock.now() });
    const cookie = (await request(node.url, 'POST', '/api/auth/telegram', { body: { initData } })).headers
      .get('set-cookie')!
      .split(/[=;]/)[1]!;
    await request(node.url, 'POST', '/api/auth/telegram', { body: { initData: `${initData}0` } });
    await request(node.url, 'POST', '/api/auth/telegram', { body: `{"initData":"${initData}"` });
    await request(node.url, 'GET', `/api/config?initData=${encodeURIComponent(initData)}`);

    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!, { password: PASSWORD });
    const host = await enter(anna!, room);
    const guest = await enter(boris!, room, { password: PASSWORD });
    await (await boris!.connect()).ask('room:join', { roomId: room.id, password: `${PASSWORD}!` });
    await host.do('chat:message', { content: TEXT });
    for (const socket of [host, guest]) await socket.do('voice:toggle', { enabled: true });
    await host.do('voice:signal', { to: boris!.user.id, data: { sdp: SIGNAL } });
    await TestSocket.refusedWith(node.url, `${anna!.token}x`);

    // The database fails in ways that nobody foresaw, and hands back what it was given.
    await database.query({ text: 'ALTER TABLE messages ADD CONSTRAINT odd CHECK (false) NOT VALID' });
    await database.query({ text: 'ALTER TABLE rooms ADD CONSTRAINT odd CHECK (false) NOT VALID' });
    expect((await host.refused('chat:message', { content: TEXT })).code).toBe('internal');
    expect((await host.refused('video:play', {})).code).toBe('internal');
    const failed = await anna!.request('POST', '/api/rooms', { name: TEXT, password: PASSWORD });
    expect([failed.status, failed.error?.code]).toEqual([500, 'internal']);
    // And then it is gone.
    const lost = await installation.bootNode({
      DATABASE_URL: 'postgres://party:pw-of-the-base@127.0.0.1:1/none',
    });
    const gone = await request(lost.url, 'POST', '/api/rooms', {
      token: anna!.token,
      body: { name: TEXT, password: PASSWORD },
    });
    expect(gone.status).toBe(503);
    await until('it is noted', () => requestLines().some(({ status }) => status === 503));
    for (const person of [anna!, boris!]) person.close();
    await node.stop();

    const lines = installation.logged;
    const hash = new URLSearchParams(initData).get('hash')!;
    const secrets = [
      ...[anna!.token, boris!.token, cookie, initData, encodeURIComponent(initData), hash],
      ...[PASSWORD, TEXT, SIGNAL, 'pw-of-the-base', 'a secret of the tests', 'AAtestToken'],
    ];
    for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([]);

    const all = linesOf();
    expect(all.every(({ nodeId }) => typeof nodeId === 'string')).toBe(true);
    const chat = all.find(({ level, event }) => level === 'error' && event === 'chat:message');
    expect(chat).toMatchObject({
      message: 'an event failed',
      part: 'socket',
      requestId: expect.stringMatching(UUID),
      userId: anna!.user.id,
      roomId: room.id,
      error: { code: '23514', message: expect.stringContaining('"odd"') },
    });
    const http = all.find(({ level, message }) => level === 'error' && message === 'a request failed');
    expect(http).toMatchObject({
      part: 'http',
      requestId: failed.headers.get('x-request-id'),
      userId: anna!.user.id,
    });
    // The access line of what failed is there for everybody.
    expect(requestLines().find(({ status }) => status === 500)).toMatchObject({ level: 'info' });
  });

  it('has its errors reported, with their ids and without secrets', async () => {
    const envelopes: string[] = [];
    const ingest = createServer((req, res) => {
      let body = '';
      req.on('data', (part: Buffer) => (body += part.toString()));
      req.on('end', () => {
        envelopes.push(body);
        res.end('{}');
      });
    });
    ingest.listen(0, '127.0.0.1');
    await once(ingest, 'listening');
    const { port } = ingest.address() as AddressInfo;
    const dsn = `http://public@127.0.0.1:${port}/1`;
    const errorReporter = await createErrorReporter({
      dsn,
      version: 'test',
      environment: 'test',
      nodeId: 'node-a',
    });
    installation = await createInstallation({ NODE_ID: 'node-a' }, { errorReporter });
    await installation.bootNode();
    const anna = await installation.person('Anna');
    const room = await createRoom(anna);
    const host = await enter(anna, room);
    await host.refused('chat:message', { content: '' });
    await anna.request('GET', '/api/rooms/none');
    await installation.database.query({
      text: 'ALTER TABLE messages ADD CONSTRAINT odd CHECK (false) NOT VALID',
    });
    expect((await host.refused('chat:message', { content: TEXT })).code).toBe('internal');
    await errorReporter.close();
    ingest.close();
    ingest.closeAllConnections();

    // What people do wrong is no fault of ours.
    expect(envelopes).toHaveLength(1);
    const event = JSON.parse(envelopes[0]!.split('\n')[2]!) as Record<string, unknown>;
    expect(event).toMatchObject({
      tags: {
        nodeId: 'node-a',
        requestId: expect.stringMatching(UUID),
        userId: anna.user.id,
        roomId: room.id,
        event: 'chat:message',
      },
      exception: { values: [{ value: expect.stringContaining('"odd"') }] },
    });
    for (const secret of [TEXT, anna.token]) expect(envelopes[0]).not.toContain(secret);
  });
});

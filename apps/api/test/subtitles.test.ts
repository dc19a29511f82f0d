import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Playback, type Room, SUBTITLES_MAX_BYTES, type SubtitlesResponse } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { untilSomebodyWaits } from './kit/lock-waits.js';
import { createRoom, enter, readRoom, SAMPLE_URL, snapshotOf } from './kit/room.js';
import { type HttpAnswer, request, type TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';

const FILE = '1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Привет</i> <script>alert(1)</script>\r\n';
const KEPT = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<i>Привет</i> alert(1)\n';
const ADDRESS = 'https://subtitles.example/film.vtt';

describe('subtitles', () => {
  let installation: Installation;
  let node: TestNode;
  let owner: TestPerson;
  let guest: TestPerson;
  let outsider: TestPerson;
  let room: Room;
  let host: TestSocket;
  let other: TestSocket;

  beforeAll(async () => {
    installation = await createInstallation();
    node = await installation.bootNode();
    [owner, guest, outsider] = (await installation.people(3)) as [TestPerson, TestPerson, TestPerson];
    room = await createRoom(owner);
    host = await enter(owner, room);
    other = await enter(guest, room);
  });
  afterAll(() => installation.dispose());

  const path = (query: Record<string, string> = {}): string =>
    `/api/rooms/${room.id}/subtitles?${new URLSearchParams(query).toString()}`;

  function upload(
    person: TestPerson,
    file: string,
    {
      query = {},
      type = 'application/x-subrip',
      roomId = room.id,
    }: { query?: Record<string, string>; type?: string; roomId?: string } = {},
  ): Promise<HttpAnswer> {
    const described = { videoUrl: SAMPLE_URL, label: 'Русские', ...query };
    return request(node.url, 'PUT', path(described).replace(room.id, roomId), {
      body: file,
      token: person.token,
      headers: { 'Content-Type': type },
    });
  }

  async function uploaded(file = FILE): Promise<Playback> {
    const answer = await upload(owner, file, { query: { language: 'ru' } });
    expect(answer.status).toBe(200);
    return (answer.body as SubtitlesResponse).playback;
  }

  const read = (person: TestPerson, id: string): Promise<HttpAnswer> =>
    person.request('GET', `/api/rooms/${room.id}/subtitles/${id}`);

  it('[ST1][ST2] that somebody brings are heard of by everybody, and read as WebVTT that holds nothing but text', async () => {
    const playback = await uploaded();
    expect(playback.subtitles).toEqual({ id: expect.any(String), label: 'Русские', language: 'ru' });
    const heard = await other.hears(
      'video:state_changed',
      (news) => news.playback.version === playback.version,
    );
    expect(heard).toEqual({ playback, reason: 'sync' });

    const answer = await read(guest, playback.subtitles?.id ?? '');
    expect(answer.body).toBe(KEPT);
    expect(answer.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toMatch(/^private/);
  });

  it('[ST1] are there for whoever comes later, and for whoever looks at the room', async () => {
    const { subtitles } = await uploaded();
    const late = await snapshotOf(other, room.id);
    expect(late.playback.subtitles).toEqual(subtitles);
    expect((await readRoom(owner, room.id)).video.subtitles).toEqual(subtitles);
  });

  it('[ST1] of an address are fetched by the viewers, and by nobody here', async () => {
    const body = { videoUrl: SAMPLE_URL, label: 'English', url: ADDRESS };
    const { playback } = (await owner.call('PUT', path(), body)) as SubtitlesResponse;
    expect(playback.subtitles).toEqual({ id: expect.any(String), label: 'English', url: ADDRESS });
    expect((await read(guest, playback.subtitles?.id ?? '')).status).toBe(404);
  });

  it('[ST3] take the place of those before, under another id', async () => {
    const first = await uploaded();
    const second = await uploaded();
    expect(second.subtitles?.id).not.toBe(first.subtitles?.id);
    expect(second.version).toBeGreaterThan(first.version);
    expect((await read(owner, first.subtitles?.id ?? '')).error?.code).toBe('not_found');
  });

  it('[ST3] leave the timeline as it is', async () => {
    await host.do('video:play', {});
    const before = (await snapshotOf(host, room.id)).playback;
    const after = await uploaded();
    expect({ ...after, subtitles: undefined, version: 0 }).toEqual({
      ...before,
      subtitles: undefined,
      version: 0,
    });
  });

  it('[ST3] go when they are removed, once', async () => {
    await uploaded();
    const { playback } = (await owner.call('DELETE', path())) as SubtitlesResponse;
    expect(playback).not.toHaveProperty('subtitles');
    await other.hears('video:state_changed', (news) => news.playback.version === playback.version);
    expect((await owner.request('DELETE', path())).error?.code).toBe('not_found');
  });

  it('[ST4] go with their video, even if that comes back', async () => {
    await uploaded();
    const changed = await host.do('video:change', { url: 'https://media.example/film.mp4' });
    expect(changed.playback).not.toHaveProperty('subtitles');
    const back = await host.do('video:change', { url: SAMPLE_URL });
    expect(back.playback).not.toHaveProperty('subtitles');
    const rows = await installation.database.query({
      text: 'SELECT 1 FROM room_subtitles WHERE room_id = $1',
      values: [room.id],
    });
    expect(rows).toEqual([]);
  });

  it('[ST4] of a video that is there no more are not taken', async () => {
    const answer = await upload(owner, FILE, { query: { videoUrl: 'https://media.example/other.mp4' } });
    expect(answer.error?.code).toBe('conflict');
  });

  it('[ST4] of a video that is being changed are not taken', async () => {
    const uploading = await installation.database.transaction(async (tx) => {
      await tx.query({
        text: 'UPDATE rooms SET video_url = $2, video_version = video_version + 1 WHERE id = $1',
        values: [room.id, 'https://media.example/next.mp4'],
      });
      const answer = upload(owner, FILE);
      await untilSomebodyWaits(installation.database, 'SELECT 1 FROM rooms r%FOR NO KEY UPDATE OF r');
      return { answer };
    });
    expect((await uploading.answer).error?.code).toBe('conflict');
    await host.do('video:change', { url: SAMPLE_URL });
  });

  it('[ST5] are brought and removed by those who may control the video, and by nobody else', async () => {
    const { subtitles } = await uploaded();
    const byAddress = { videoUrl: SAMPLE_URL, label: 'x', url: ADDRESS };
    for (const person of [guest, outsider]) {
      expect((await upload(person, FILE)).error?.code).toBe('forbidden');
      expect((await person.request('PUT', path(), byAddress)).error?.code).toBe('forbidden');
      expect((await person.request('DELETE', path())).error?.code).toBe('forbidden');
    }
    expect((await snapshotOf(host, room.id)).playback.subtitles).toEqual(subtitles);
    const nowhere = '00000000-0000-4000-8000-000000000000';
    expect((await upload(owner, FILE, { roomId: nowhere })).error?.code).toBe('room_not_found');
  });

  it('[ST5] are read by those who sit in the room, and by nobody else', async () => {
    const { subtitles } = await uploaded();
    const id = subtitles?.id ?? '';
    expect((await read(outsider, id)).error?.code).toBe('forbidden');
    const stranger = await request(node.url, 'GET', `/api/rooms/${room.id}/subtitles/${id}`);
    expect(stranger.error?.code).toBe('unauthorized');
  });

  it.each([
    ['a page', '<!doctype html><p>404</p>', {}, 'validation_failed'],
    ['nothing', '', {}, 'validation_failed'],
    ['a file without a name', FILE, { label: '  ' }, 'validation_failed'],
    ['a language that is none', FILE, { language: 'по-русски' }, 'validation_failed'],
    ['half a megabyte and more', `${FILE}${' '.repeat(SUBTITLES_MAX_BYTES)}`, {}, 'payload_too_large'],
    [
      'what grows too long when it is written anew',
      '00:01 --> 00:02\n' + '&&&&&&&&&&&&&&&&&&&&\n\n00:01 --> 00:02\n'.repeat(9_000),
      {},
      'payload_too_large',
    ],
  ])('[ST2] are not made of %s', async (_name, file, query, code) => {
    expect((await upload(owner, file, { query })).error?.code).toBe(code);
  });

  it('[ST2] are sent as UTF-8, and as text', async () => {
    const answer = await fetch(`${node.url}${path({ videoUrl: SAMPLE_URL, label: 'x' })}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${owner.token}`, 'Content-Type': 'text/plain' },
      body: Uint8Array.from([...Buffer.from('00:01 --> 00:02\n'), 0xcf, 0xf0, 0xe8]),
    });
    expect(answer.status).toBe(400);
    expect((await upload(owner, FILE, { type: 'text/html' })).error?.code).toBe('validation_failed');
  });

  it('[LM1][LM2] are brought as often as a person may', async () => {
    const strict = await installation.bootNode({ RATE_LIMIT_VIDEOS: '2/1m' });
    const boris = await installation.person('Boris', { node: strict });
    const own = await createRoom(boris);
    await enter(boris, own);
    const bring = (body: object): Promise<HttpAnswer> =>
      boris.request('PUT', `/api/rooms/${own.id}/subtitles`, body);
    const byAddress = { videoUrl: SAMPLE_URL, label: 'x', url: ADDRESS };
    const statuses = [(await bring(byAddress)).status, (await bring(byAddress)).status];
    const refused = await bring(byAddress);
    expect([...statuses, refused.status, refused.error?.code]).toEqual([200, 200, 429, 'rate_limited']);
  });

  it.each(['http://subtitles.example/a.vtt', 'https://127.0.0.1/a.vtt', 'javascript:alert(1)', 'film.vtt'])(
    '[ST1] are not fetched from %s',
    async (url) => {
      const answer = await owner.request('PUT', path(), { videoUrl: SAMPLE_URL, label: 'x', url });
      expect(answer.error?.code).toBe('validation_failed');
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Room, RoomCard } from '@watchparty/shared';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';

const UNKNOWN_ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';
const PUBLIC_URL = 'https://party.example';

describe('what a link to a room tells', () => {
  let installation: Installation;
  let url: string;
  let owner: TestPerson;

  beforeAll(async () => {
    installation = await createInstallation({
      PUBLIC_URL,
      BOT_USERNAME: 'party_bot',
      APP_NAME: 'cinema',
    });
    ({ url } = await installation.bootNode());
    [owner] = (await installation.people(1)) as [TestPerson];
  });
  afterAll(() => installation.dispose());

  const cardOf = async ({ id }: Pick<Room, 'id'>): Promise<RoomCard> => {
    const { status, body } = await request(url, 'GET', `/api/rooms/${id}/card`);
    expect(status).toBe(200);
    return body as RoomCard;
  };
  const previewOf = async (path: string, userAgent = 'TelegramBot (like TwitterBot)') => {
    const { body, headers, status } = await request(url, 'GET', path, {
      headers: { 'User-Agent': userAgent, Accept: 'text/html' },
    });
    return { status, html: String(body), headers };
  };

  it('[TG1] names the room, what is watched and how many are there, and nobody', async () => {
    const room = await createRoom(owner, { name: 'Вечер', videoUrl: 'https://media.example/film.mp4' });
    await enter(owner, room);
    const card = await cardOf(room);
    expect(card).toEqual({
      id: room.id,
      isPublic: true,
      name: 'Вечер',
      hasPassword: false,
      isPlaying: false,
      participantCount: 1,
      maxParticipants: room.maxParticipants,
      platform: 'file',
      videoTitle: 'film',
    });
  });

  it('[TG1] keeps behind a password what is watched', async () => {
    const room = await createRoom(owner, {
      name: 'Тайна',
      password: 'попкорн',
      videoUrl: 'https://media.example/secret.mp4',
    });
    const card = await cardOf(room);
    expect(card).toMatchObject({ name: 'Тайна', hasPassword: true, isPlaying: false });
    expect(JSON.stringify(card)).not.toMatch(/secret|platform|video/);
  });

  it('[TG1] tells of a private room that it is one', async () => {
    const room = await createRoom(owner, { name: 'Только мы', isPublic: false });
    expect(await cardOf(room)).toEqual({ id: room.id, isPublic: false });
    const { html } = await previewOf(`/api/rooms/${room.id}/preview`);
    expect(html).toContain('Закрытая вечеринка');
    expect(html).not.toContain('Только мы');
  });

  it.each(['card', 'preview'])('[TG1] knows no %s of a room that is not there', async (what) => {
    const missing = await request(url, 'GET', `/api/rooms/${UNKNOWN_ID}/${what}`);
    expect([missing.status, missing.error?.code]).toEqual([404, 'room_not_found']);
    const wrong = await request(url, 'GET', `/api/rooms/not-an-id/${what}`);
    expect([wrong.status, wrong.error?.code]).toEqual([400, 'validation_failed']);
  });

  it('[TG2] shows a robot the room at its own address, whatever its name', async () => {
    const room = await createRoom(owner, { name: '<b>"Кино" & чипсы</b>' });
    const { html, headers, status } = await previewOf(`/rooms/${room.id}?x=1`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('vary')).toMatch(/User-Agent/);
    expect(html).toContain(
      '<meta property="og:title" content="&#60;b&#62;&#34;Кино&#34; &#38; чипсы&#60;/b&#62;">',
    );
    expect(html).toContain(`<meta property="og:url" content="${PUBLIC_URL}/rooms/${room.id}">`);
    expect(html).not.toContain('<b>');
    expect(html).toContain(`href="https://t.me/party_bot/cinema?startapp=room_${room.id}"`);
  });

  it('[TG2] does not do so for people', async () => {
    const room = await createRoom(owner, { name: 'Вечер' });
    const { html } = await previewOf(`/rooms/${room.id}`, 'Mozilla/5.0 (iPhone)');
    expect(html).not.toContain('og:title');
  });
});

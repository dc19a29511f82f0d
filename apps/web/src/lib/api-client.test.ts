import { ApiError } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createApiClient } from './api-client.js';

interface Sent {
  url: string;
  init: RequestInit;
}

/** A server that gives prepared answers, one after the other, and remembers what it was asked. */
function server(...answers: (() => Response)[]) {
  const sent: Sent[] = [];
  const fetch = (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    sent.push({ url: url as string, init });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (!answer) throw new Error('No answer was prepared');
    return new Promise((resolve) => {
      resolve(answer());
    });
  };
  return { sent, fetch };
}

/** jsdom has no Response of its own. */
function answer(status: number, body: unknown, headers: Record<string, string> = {}): () => Response {
  return () =>
    ({
      ok: status < 400,
      status,
      headers: new Headers(headers),
      json: () => (body === undefined ? Promise.reject(new SyntaxError('no JSON')) : Promise.resolve(body)),
    }) as Response;
}

function refusal(code: string, status: number, extra: object = {}, headers = {}) {
  return answer(status, { error: { code, message: 'said by the server', ...extra } }, headers);
}

function clientOf(fetch: typeof globalThis.fetch, { renew = () => Promise.resolve(false) } = {}) {
  let token = 'first';
  return createApiClient({
    baseUrl: 'https://party.test',
    getToken: () => token,
    onUnauthorized: async () => {
      const renewed = await renew();
      if (renewed) token = 'second';
      return renewed;
    },
    fetch,
  });
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe('requests', () => {
  it('carry the token and the query, and leave out what is not given', async () => {
    const { fetch, sent } = server(answer(200, { rooms: [], nextCursor: null }));
    await clientOf(fetch).listRooms({ search: 'ночь & день', mine: undefined, limit: 5 });
    expect(sent[0]?.url).toBe(
      'https://party.test/api/rooms?search=%D0%BD%D0%BE%D1%87%D1%8C+%26+%D0%B4%D0%B5%D0%BD%D1%8C&limit=5',
    );
    expect(sent[0]?.init.headers).toMatchObject({ Authorization: 'Bearer first' });
    expect(sent[0]?.init.credentials).toBe('omit');
  });

  it('carry no token where none is needed', async () => {
    const { fetch, sent } = server(answer(200, { sampleVideoUrl: '/samples/clock.mp4' }));
    await clientOf(fetch).config();
    expect(sent[0]?.init.headers).not.toHaveProperty('Authorization');
  });

  it('accept an answer without a body', async () => {
    const { fetch, sent } = server(answer(204, undefined));
    await expect(clientOf(fetch).deleteMe()).resolves.toBeUndefined();
    expect(sent[0]?.init.method).toBe('DELETE');
  });
});

describe('errors', () => {
  it('keep code, details and waiting time', async () => {
    const details = [{ path: 'name', message: 'is empty' }];
    const invalid = server(refusal('validation_failed', 400, { details }));
    expect(await failureOf(clientOf(invalid.fetch).createRoom({ name: '' }))).toMatchObject({
      code: 'validation_failed',
      message: 'said by the server',
      details,
      retryAfter: undefined,
    });

    const limited = server(refusal('rate_limited', 429, {}, { 'Retry-After': '42' }));
    expect(await failureOf(clientOf(limited.fetch).listRooms())).toMatchObject({
      code: 'rate_limited',
      retryAfter: 42,
    });
  });

  it.each([
    [400, 'validation_failed'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [413, 'payload_too_large'],
    [429, 'rate_limited'],
    [500, 'internal'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [418, 'internal'],
  ])('have a code when a proxy answers %d without one', async (status, code) => {
    const { fetch } = server(answer(status, undefined));
    expect((await failureOf(clientOf(fetch).me())).code).toBe(code);
  });

  it('do not believe codes that nobody knows', async () => {
    const { fetch } = server(refusal('toString', 404));
    expect((await failureOf(clientOf(fetch).me())).code).toBe('not_found');
  });

  it('say `network` when nothing came back, or only half', async () => {
    const dead = server(() => {
      throw new TypeError('Failed to fetch');
    });
    expect((await failureOf(clientOf(dead.fetch).me())).code).toBe('network');
    const broken = server(answer(200, undefined));
    expect((await failureOf(clientOf(broken.fetch).me())).code).toBe('network');
  });

  it('leave the caller alone with its own abort', async () => {
    const controller = new AbortController();
    controller.abort();
    const { fetch } = server(() => {
      throw new DOMException('stopped', 'AbortError');
    });
    await expect(clientOf(fetch).me({ signal: controller.signal })).rejects.toHaveProperty(
      'name',
      'AbortError',
    );
  });
});

describe('a refused token', () => {
  it('is renewed once, and the request is repeated with the new one', async () => {
    const { fetch, sent } = server(refusal('token_expired', 401), answer(200, { id: 'me' }));
    const client = clientOf(fetch, { renew: () => Promise.resolve(true) });
    await expect(client.me()).resolves.toEqual({ id: 'me' });
    expect(sent.map(({ init }) => (init.headers as Record<string, string>).Authorization)).toEqual([
      'Bearer first',
      'Bearer second',
    ]);
  });

  it('is reported when no other can be had, or when that is refused too', async () => {
    const hopeless = server(refusal('unauthorized', 401));
    expect((await failureOf(clientOf(hopeless.fetch).me())).code).toBe('unauthorized');
    expect(hopeless.sent).toHaveLength(1);

    const stubborn = server(refusal('unauthorized', 401));
    const client = clientOf(stubborn.fetch, { renew: () => Promise.resolve(true) });
    expect((await failureOf(client.me())).code).toBe('unauthorized');
    expect(stubborn.sent).toHaveLength(2);
  });

  it('is not looked for when signing in itself is refused', async () => {
    const { fetch, sent } = server(refusal('unauthorized', 401));
    const client = clientOf(fetch, { renew: () => Promise.reject(new Error('asked')) });
    expect((await failureOf(client.signIn('data'))).code).toBe('unauthorized');
    expect(sent).toHaveLength(1);
  });
});

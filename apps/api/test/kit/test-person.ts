import type { SignInResponse, User, WireError } from '@watchparty/shared';
import { signInitData } from '../../../../scripts/lib/init-data.mjs';
import { TEST_BOT_TOKEN } from './bot-token.js';
import { TestSocket } from './test-socket.js';

export interface HttpAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON, undefined for an empty body, and the text of what is no JSON. Tests know what they asked for. */
  body: unknown;
  /** What a refusal says. */
  error?: WireError;
}

export interface RequestOptions {
  /** Sent as JSON; a string as it is. */
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

/** Somebody with a token, over the network like any client. */
export interface TestPerson {
  user: User;
  token: string;
  name: string;
  request(method: string, path: string, body?: unknown): Promise<HttpAnswer>;
  /** The same for what has to succeed. @returns the body */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** A new connection, to another node where `url` says so. */
  connect(url?: string): Promise<TestSocket>;
  close(): void;
}

export async function request(
  url: string,
  method: string,
  path: string,
  { body, token, headers }: RequestOptions = {},
): Promise<HttpAnswer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const parsed: unknown = isJson ? JSON.parse(text) : text === '' ? undefined : text;
  return {
    status: response.status,
    headers: response.headers,
    body: parsed,
    ...(!response.ok && isJson && { error: (parsed as { error: WireError }).error }),
  };
}

/** @throws Error with the answer where it is a refusal */
export function bodyOf(answer: HttpAnswer): unknown {
  if (answer.status >= 400) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export interface LaunchOptions {
  telegramId: number;
  name: string;
  /** Epoch milliseconds of the launch. */
  now: number;
  /** More fields of the launch, such as start_param. */
  fields?: Record<string, string>;
}

/** What Telegram hands to the Mini App, signed with the tests' bot token. */
export function launchOf({ telegramId, name, now, fields }: LaunchOptions): string {
  return signInitData(
    {
      user: JSON.stringify({
        id: telegramId,
        first_name: name,
        username: `user${telegramId}`,
        language_code: 'ru',
      }),
      auth_date: String(Math.floor(now / 1000)),
      query_id: 'AAtest',
      ...fields,
    },
    TEST_BOT_TOKEN,
  );
}

export async function signInAs(options: LaunchOptions & { url: string }): Promise<TestPerson> {
  const { url, name } = options;
  const answer = await request(url, 'POST', '/api/auth/telegram', { body: { initData: launchOf(options) } });
  if (answer.status !== 200)
    throw new Error(`sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const { token, user } = answer.body as SignInResponse;
  const sockets: TestSocket[] = [];
  return {
    user,
    token,
    name,
    request: (method, path, body) => request(url, method, path, { body, token }),
    call: async (method, path, body) => bodyOf(await request(url, method, path, { body, token })),
    async connect(nodeUrl = url) {
      const socket = await TestSocket.connect(nodeUrl, token);
      sockets.push(socket);
      return socket;
    },
    close() {
      for (const socket of sockets) socket.close();
    },
  };
}

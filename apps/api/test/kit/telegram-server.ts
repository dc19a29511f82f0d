import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Joi from 'joi';
import { TEST_BOT_TOKEN } from './bot-token.js';

/** Every field that a method of the Bot API may get here, and no other. */
const METHODS = {
  getMe: Joi.object({}),
  setWebhook: Joi.object({
    url: Joi.string()
      .uri({ scheme: ['https'] })
      .required(),
    secret_token: Joi.string().pattern(/^[\w-]{1,256}$/),
    allowed_updates: Joi.array().items(Joi.string()),
    drop_pending_updates: Joi.boolean(),
  }),
  getWebhookInfo: Joi.object({}),
  deleteWebhook: Joi.object({ drop_pending_updates: Joi.boolean() }),
  setMyCommands: Joi.object({
    commands: Joi.array()
      .items(
        Joi.object({
          command: Joi.string()
            .pattern(/^[a-z0-9_]{1,32}$/)
            .required(),
          description: Joi.string().min(1).max(256).required(),
        }),
      )
      .max(100)
      .required(),
    scope: Joi.object({ type: Joi.string().valid('default', 'all_private_chats').required() }),
    language_code: Joi.string().length(2),
  }),
  setChatMenuButton: Joi.object({
    chat_id: Joi.number(),
    menu_button: Joi.object({
      type: Joi.string().valid('web_app').required(),
      text: Joi.string().min(1).max(64).required(),
      web_app: webApp().required(),
    }),
  }),
  getUpdates: Joi.object({
    offset: Joi.number().integer(),
    limit: Joi.number().integer().min(1).max(100),
    timeout: Joi.number().integer().min(0).max(50),
    allowed_updates: Joi.array().items(Joi.string()),
  }),
  answerCallbackQuery: Joi.object({
    callback_query_id: Joi.string().required(),
    text: Joi.string().max(200),
  }),
  answerInlineQuery: Joi.object({
    inline_query_id: Joi.string().required(),
    results: Joi.array()
      .items(
        Joi.object({
          type: Joi.string().valid('article').required(),
          id: Joi.string().min(1).max(64).required(),
          title: Joi.string().min(1).required(),
          description: Joi.string(),
          thumbnail_url: Joi.string().uri({ scheme: 'https' }),
          input_message_content: Joi.object({
            message_text: Joi.string().min(1).max(4096).required(),
            link_preview_options: Joi.object({ is_disabled: Joi.boolean() }),
          }).required(),
          reply_markup: Joi.object({
            inline_keyboard: Joi.array().items(Joi.array().items(chatButton())).required(),
          }),
        }),
      )
      .max(50)
      .unique('id')
      .required(),
    cache_time: Joi.number().integer().min(0),
    is_personal: Joi.boolean(),
  }),
  savePreparedInlineMessage: Joi.object({
    user_id: Joi.number().integer().positive().required(),
    result: Joi.object({
      type: Joi.string().valid('photo').required(),
      id: Joi.string().min(1).max(64).required(),
      // Telegram fetches both from the open network.
      photo_url: Joi.string().uri({ scheme: 'https' }).required(),
      thumbnail_url: Joi.string().uri({ scheme: 'https' }).required(),
      photo_width: Joi.number().integer().positive(),
      photo_height: Joi.number().integer().positive(),
      caption: Joi.string().max(1024),
      reply_markup: Joi.object({
        inline_keyboard: Joi.array().items(Joi.array().items(chatButton())).required(),
      }),
    }).required(),
    allow_user_chats: Joi.boolean(),
    allow_bot_chats: Joi.boolean(),
    allow_group_chats: Joi.boolean(),
    allow_channel_chats: Joi.boolean(),
  }),
  sendMessage: Joi.object({
    chat_id: Joi.number().integer().required(),
    text: Joi.string().min(1).max(4096).required(),
    link_preview_options: Joi.object({ is_disabled: Joi.boolean() }),
    reply_markup: Joi.object({
      inline_keyboard: Joi.array().items(Joi.array().items(inlineButton())).required(),
    }),
  }),
};

/** What a button may do outside of the chat with the bot. */
function chatButton(): Joi.ObjectSchema {
  return Joi.object({
    text: Joi.string().min(1).max(64).required(),
    url: Joi.string().uri({ scheme: 'https' }).required(),
  });
}

/** Exactly one of what a button may do. */
function inlineButton(): Joi.ObjectSchema {
  return Joi.object({
    text: Joi.string().min(1).max(64).required(),
    web_app: webApp(),
    url: Joi.string().uri({ scheme: 'https' }),
    callback_data: Joi.string().max(64, 'utf8'),
  }).xor('web_app', 'url', 'callback_data');
}

function webApp(): Joi.ObjectSchema {
  return Joi.object({ url: Joi.string().uri({ scheme: 'https' }).required() });
}

export type BotMethod = keyof typeof METHODS;
type Payload = Record<string, unknown>;

export interface BotCall {
  method: BotMethod;
  payload: Payload;
  atMs: number;
}

/** What a call gets instead of its answer: Telegram's own refusal, something else's page, or no answer at all. */
export type Fault = { code: number; description: string; retryAfter?: number } | 'html' | 'silence';

export interface SentMessage {
  chat_id: number;
  text: string;
  reply_markup?: { inline_keyboard: InlineButton[][] };
}

export interface InlineButton {
  text: string;
  web_app?: { url: string };
  url?: string;
  callback_data?: string;
}

/** The methods of the Bot API that the bot uses, as strict about what they are given as Telegram or stricter. */
export interface TelegramServer {
  readonly url: string;
  /** Every call that was well formed, in its order. */
  readonly calls: BotCall[];
  /** What was refused as malformed: nothing, if the bot is right. */
  readonly malformed: string[];
  /** What people were sent. */
  readonly sent: SentMessage[];
  /** Where updates are brought; '' where they are asked for. */
  webhook: string;
  /** What Telegram shows of itself there. */
  readonly webhookSecret: string;
  readonly commands: Map<string, { command: string; description: string }[]>;
  menuButton: unknown;
  /** Updates that nobody has confirmed. */
  pending(): number[];
  isLongPolled(): boolean;
  /** The next calls of `method` fail so, until `heal`, or as often as said. */
  fail(method: BotMethod, fault: Fault, times?: number): void;
  heal(): void;
  /** A person writes to the bot. @returns the update's id */
  write(message: WrittenMessage): number;
  /** Anything else happens that the bot is told of. @returns the update's id */
  happen(what: Record<string, unknown>): number;
  /** Brings an update anew, as after a confirmation that got lost. */
  repeat(updateId: number): void;
  /** Brings an update to somebody who listens at this port, as Telegram would. */
  bring(port: number, update: Record<string, unknown>, secret?: string): Promise<number>;
  /** Holds the answers to sendMessage until it is called back. */
  holdAnswers(): () => void;
  start(): Promise<void>;
  /** As if the network were gone: connections break, and no new ones are taken. */
  stop(): Promise<void>;
}

export interface WrittenMessage {
  text: string;
  from?: number;
  language?: string;
  chatType?: 'private' | 'group';
  isBot?: boolean;
}

interface Queued {
  update_id: number;
}

interface LongPoll {
  payload: Payload;
  answer: (updates: unknown[]) => void;
  conflict: () => void;
}

export const TEST_BOT = {
  id: 123456789,
  is_bot: true,
  first_name: 'Party',
  username: 'test_party_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

export function telegramServer(): TelegramServer {
  const updates: Queued[] = [];
  const written = new Map<number, Queued>();
  const faults = new Map<string, { fault: Fault; left: number }>();
  const commands: TelegramServer['commands'] = new Map();
  const calls: BotCall[] = [];
  const malformed: string[] = [];
  const sent: SentMessage[] = [];
  let nextUpdateId = 1_000;
  let longPoll: LongPoll | undefined;
  let port = 0;
  let server: Server | undefined;
  let answersMayGo: Promise<void> = Promise.resolve();

  const state = { webhook: '', webhookSecret: '', menuButton: undefined as unknown };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const body = await text(request);
    if (token !== TEST_BOT_TOKEN) {
      refuse(response, { code: 401, description: 'Unauthorized' });
      return;
    }
    if (method === undefined || !isMethod(method)) {
      malformed.push(`unknown method ${String(method)}`);
      refuse(response, { code: 404, description: 'Not Found: method not found' });
      return;
    }
    const payload = JSON.parse(body === '' ? '{}' : body) as Payload;
    const { error } = METHODS[method].validate(payload, { convert: false });
    if (error) {
      malformed.push(`${method}: ${error.message}`);
      refuse(response, { code: 400, description: `Bad Request: ${error.message}` });
      return;
    }
    calls.push({ method, payload, atMs: performance.now() });
    const planned = faults.get(method);
    if (planned && planned.left > 0) {
      planned.left -= 1;
      fault(response, planned.fault);
      return;
    }
    await perform(method, payload, response);
  }

  async function perform(method: BotMethod, payload: Payload, response: ServerResponse): Promise<void> {
    switch (method) {
      case 'getMe':
        succeed(response, TEST_BOT);
        return;
      case 'setWebhook':
        state.webhook = payload.url as string;
        state.webhookSecret = (payload.secret_token as string | undefined) ?? '';
        succeed(response, true);
        return;
      case 'getWebhookInfo':
        succeed(response, {
          url: state.webhook,
          has_custom_certificate: false,
          pending_update_count: updates.length,
        });
        return;
      case 'deleteWebhook':
        state.webhook = '';
        succeed(response, true);
        return;
      case 'setMyCommands':
        commands.set((payload.language_code as string | undefined) ?? '', payload.commands as never);
        succeed(response, true);
        return;
      case 'setChatMenuButton':
        state.menuButton = payload.menu_button;
        succeed(response, true);
        return;
      case 'sendMessage': {
        await answersMayGo;
        const keyboard = payload.reply_markup as SentMessage['reply_markup'];
        if ((payload.chat_id as number) < 0 && keyboard?.inline_keyboard.flat().some((one) => one.web_app)) {
          malformed.push('sendMessage: a web_app button in a group');
          refuse(response, { code: 400, description: 'Bad Request: BUTTON_TYPE_INVALID' });
          return;
        }
        sent.push(payload as unknown as SentMessage);
        succeed(response, {
          message_id: sent.length,
          date: 0,
          chat: { id: payload.chat_id, type: 'private' },
        });
        return;
      }
      case 'answerCallbackQuery':
      case 'answerInlineQuery':
        succeed(response, true);
        return;
      case 'savePreparedInlineMessage':
        succeed(response, { id: `prepared-${calls.length}`, expiration_date: 2_000_000_000 });
        return;
      case 'getUpdates':
        getUpdates(payload, response);
    }
  }

  function getUpdates(payload: Payload, response: ServerResponse): void {
    if (state.webhook !== '') {
      const description = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook";
      refuse(response, { code: 409, description });
      return;
    }
    longPoll?.conflict();
    const offset = (payload.offset as number | undefined) ?? 0;
    while (updates[0] && updates[0].update_id < offset) updates.shift();
    const ready = updates.slice(0, payload.limit as number);
    if (ready.length > 0 || payload.timeout === 0) {
      succeed(response, ready);
      return;
    }
    const own: LongPoll = {
      payload,
      answer(found) {
        end();
        succeed(response, found);
      },
      conflict() {
        end();
        const description =
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
        refuse(response, { code: 409, description });
      },
    };
    const timer = setTimeout(() => own.answer([]), (payload.timeout as number) * 1_000);
    const end = (): void => {
      clearTimeout(timer);
      if (longPoll === own) longPoll = undefined;
    };
    response.once('close', end);
    longPoll = own;
  }

  function queue(update: Queued): void {
    updates.push(update);
    longPoll?.answer(updates.slice(0, longPoll.payload.limit as number));
  }

  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    calls,
    malformed,
    sent,
    commands,
    get webhook() {
      return state.webhook;
    },
    set webhook(url) {
      state.webhook = url;
    },
    get webhookSecret() {
      return state.webhookSecret;
    },
    get menuButton() {
      return state.menuButton;
    },
    pending: () => updates.map((update) => update.update_id),
    isLongPolled: () => longPoll !== undefined,
    fail(method, what, times = Infinity) {
      faults.set(method, { fault: what, left: times });
    },
    heal() {
      faults.clear();
    },
    write(message) {
      const update = { update_id: nextUpdateId++, message: messageOf(nextUpdateId, message) };
      written.set(update.update_id, update);
      queue(update);
      return update.update_id;
    },
    happen(what) {
      const update = { update_id: nextUpdateId++, ...what };
      written.set(update.update_id, update);
      queue(update);
      return update.update_id;
    },
    repeat(updateId) {
      const update = written.get(updateId);
      if (update) queue(update);
    },
    async bring(at, update, secret = state.webhookSecret) {
      const response = await fetch(`http://127.0.0.1:${at}${new URL(state.webhook).pathname}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': secret },
        body: JSON.stringify(update),
      });
      return response.status;
    },
    holdAnswers() {
      let release: () => void = () => {};
      answersMayGo = new Promise((resolve) => (release = resolve));
      return release;
    },
    async start() {
      server = createServer((request, response) => {
        respond(request, response).catch(() => response.destroy());
      }).listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
    async stop() {
      const stopped = server;
      server = undefined;
      if (!stopped) return;
      const closed = once(stopped, 'close');
      stopped.close();
      stopped.closeAllConnections();
      await closed;
    },
  };
}

/** A message as it stands in an update. */
export function messageOf(
  id: number,
  { text: written, from = 42, language = 'en', chatType = 'private', isBot = false }: WrittenMessage,
): Record<string, unknown> {
  return {
    message_id: id,
    date: 0,
    chat: { id: chatType === 'private' ? from : -from, type: chatType },
    from: { id: from, is_bot: isBot, first_name: 'Somebody', language_code: language },
    text: written,
    ...(written.startsWith('/') && {
      entities: [{ type: 'bot_command', offset: 0, length: written.split(/\s/, 1)[0]!.length }],
    }),
  };
}

function isMethod(name: string): name is BotMethod {
  return Object.hasOwn(METHODS, name);
}

function succeed(response: ServerResponse, result: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
}

function fault(response: ServerResponse, what: Fault): void {
  if (what === 'silence') return;
  if (what === 'html') response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad Gateway</h1>');
  else refuse(response, what);
}

function refuse(
  response: ServerResponse,
  { code, description, retryAfter }: { code: number; description: string; retryAfter?: number },
): void {
  const parameters = retryAfter === undefined ? undefined : { retry_after: retryAfter };
  response
    .writeHead(code, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ ok: false, error_code: code, description, parameters }));
}

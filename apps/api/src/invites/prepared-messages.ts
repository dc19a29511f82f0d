import { AppError } from '../platform/errors.js';

/** A photo with words and one button, ready to be sent by one person into a chat of theirs. */
export interface PreparedPhoto {
  telegramId: number;
  /** Names it among this person's. */
  id: string;
  photoUrl: string;
  width: number;
  height: number;
  caption: string;
  button: { text: string; url: string };
}

/** @returns what Telegram calls it. @throws AppError `rate_limited`, `unavailable` */
export type PrepareMessage = (photo: PreparedPhoto) => Promise<string>;

export interface PrepareMessageOptions {
  botToken: string;
  /** Without a trailing slash. */
  apiRoot: string;
  fetch?: typeof fetch;
}

const PATIENCE_MS = 5_000;

interface BotAnswer {
  ok: boolean;
  result?: { id?: unknown };
  parameters?: { retry_after?: number };
}

/**
 * The one call of the Bot API that a node makes by itself: whoever shares waits for it. It sends nothing, so Telegram's
 * limits of messages do not count it. Nothing of a failure is told on: addresses here hold the token.
 */
export function createPrepareMessage(options: PrepareMessageOptions): PrepareMessage {
  const { botToken, apiRoot, fetch: send = fetch } = options;
  const address = `${apiRoot}/bot${botToken}/savePreparedInlineMessage`;

  const ask = async (body: object): Promise<BotAnswer> => {
    try {
      const response = await send(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return (await response.json()) as BotAnswer;
    } catch {
      throw new AppError('unavailable', 'Telegram does not answer right now.');
    }
  };

  return async ({ telegramId, id, photoUrl, width, height, caption, button }) => {
    const { ok, result, parameters } = await ask({
      user_id: telegramId,
      result: {
        type: 'photo',
        id,
        photo_url: photoUrl,
        thumbnail_url: photoUrl,
        photo_width: width,
        photo_height: height,
        caption,
        reply_markup: { inline_keyboard: [[button]] },
      },
      allow_user_chats: true,
      allow_group_chats: true,
      allow_channel_chats: true,
    });
    if (ok && typeof result?.id === 'string') return result.id;
    if (parameters?.retry_after !== undefined) {
      throw new AppError('rate_limited', 'Telegram asks to wait.', { retryAfter: parameters.retry_after });
    }
    throw new AppError('unavailable', 'Telegram did not take the invitation.');
  };
}

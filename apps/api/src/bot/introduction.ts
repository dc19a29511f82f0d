import { READS_RUSSIAN, type Language } from '@watchparty/shared';
import type { Api } from 'grammy';
import type { BotCommand, UserFromGetMe } from 'grammy/types';
import type { Logger } from '../platform/logger.js';
import { failureOf } from './failure.js';
import type { WebhookSettings } from './bot-config.js';
import type { MiniApp } from './mini-app.js';
import type { Persistence } from './persistence.js';
import { forGrammy } from './telegram-calls.js';
import { TEXTS } from './texts.js';

export interface IntroductionOptions {
  api: Api;
  /** What the installation takes for the bot's name. */
  username: string | undefined;
  miniApp: MiniApp | undefined;
  /** Where Telegram is to bring the updates, where it is not asked for them. */
  webhook: WebhookSettings | undefined;
  persistence: Persistence;
  stopping: AbortSignal;
  logger: Logger;
}

/** What Telegram is to tell of. */
export const ALLOWED_UPDATES = [
  'message',
  'callback_query',
  'inline_query',
  'chosen_inline_result',
  'my_chat_member',
] as const;

/**
 * Finds out who the bot is, says how its updates come, and tells Telegram what to show of it.
 *
 * @returns the bot, or undefined when the process stops before Telegram answered
 */
export async function introduce(options: IntroductionOptions): Promise<UserFromGetMe | undefined> {
  const { api, username, miniApp, webhook, persistence, logger } = options;
  const stopping = forGrammy(options.stopping);
  const me = await persistence.keepTrying(() => api.getMe(stopping));
  if (me === undefined) return undefined;
  if (username !== undefined && username.toLowerCase() !== me.username.toLowerCase()) {
    logger.error('BOT_USERNAME is not the bot of BOT_TOKEN: invite links lead to another bot', {
      botUsername: username,
      tokenBelongsTo: me.username,
    });
  }
  // What people wrote meanwhile still waits for its answer.
  await persistence.keepTrying(() =>
    webhook
      ? registerWebhook(api, webhook, options.stopping)
      : api.deleteWebhook({ drop_pending_updates: false }, stopping),
  );

  /** The bot is of use without these: what Telegram refuses is told, and not tried again. */
  const decorate = async (what: string, call: () => Promise<unknown>): Promise<void> => {
    await persistence.keepTrying(() =>
      call().catch((error: unknown) => {
        const failure = failureOf(error);
        if (failure.kind !== 'refused') throw error;
        logger.error('Telegram refused to show something of the bot', { what, error: failure });
      }),
    );
  };
  const scope = { type: 'all_private_chats' } as const;
  await decorate('commands', () => api.setMyCommands(commandsIn('en'), { scope }, stopping));
  for (const language of READS_RUSSIAN) {
    await decorate('commands', () =>
      api.setMyCommands(commandsIn('ru'), { scope, language_code: language }, stopping),
    );
  }
  if (miniApp === undefined) {
    logger.warn('PUBLIC_URL is not https: Telegram opens no Mini App there, so the bot shows no buttons');
  } else {
    await decorate('menu button', () =>
      api.setChatMenuButton({ menu_button: menuButton(miniApp) }, stopping),
    );
  }
  return me;
}

/** Has Telegram bring the updates, those that wait already too. */
export function registerWebhook(api: Api, webhook: WebhookSettings, stopping: AbortSignal): Promise<unknown> {
  return api.setWebhook(
    webhook.url,
    { secret_token: webhook.secret, allowed_updates: ALLOWED_UPDATES, drop_pending_updates: false },
    forGrammy(stopping),
  );
}

/** Telegram knows one text for everybody. */
function menuButton(miniApp: MiniApp): { type: 'web_app'; text: string; web_app: { url: string } } {
  return { type: 'web_app', text: TEXTS.en.menu, web_app: { url: miniApp.home } };
}

function commandsIn(language: Language): BotCommand[] {
  return Object.entries(TEXTS[language].commands).map(([command, description]) => ({ command, description }));
}

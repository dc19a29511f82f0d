import { signInitData } from './init-data.mjs';

/**
 * Somebody as Telegram describes them.
 * @typedef {{ id: number, first_name: string, username: string, language_code: string }} TelegramUser
 */

/** @type {TelegramUser[]} */
export const SAMPLE_USERS = [
  { id: 100000001, first_name: 'Аня', username: 'anya_sample', language_code: 'ru' },
  { id: 100000002, first_name: 'Боря', username: 'borya_sample', language_code: 'ru' },
  { id: 100000003, first_name: 'Вика', username: 'vika_sample', language_code: 'en' },
];

/**
 * A link that opens the Mini App in an ordinary browser as Telegram Desktop would open it for `user`.
 *
 * @param {{ user: TelegramUser, botToken: string, publicUrl: string, nowMs: number }} options
 */
export function launchLink({ user, botToken, publicUrl, nowMs }) {
  const initData = signInitData(
    { user: JSON.stringify(user), auth_date: String(Math.floor(nowMs / 1000)) },
    botToken,
  );
  // Encoded once more: in the fragment, Telegram's script would cut it at its first `&`.
  const data = encodeURIComponent(initData);
  return `${publicUrl}/#tgWebAppData=${data}&tgWebAppVersion=8.0&tgWebAppPlatform=tdesktop`;
}

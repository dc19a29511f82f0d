import { createHmac } from 'node:crypto';

/**
 * Launch data as Telegram hands it to a Mini App, signed as Telegram signs it.
 *
 * @param {Record<string, string>} fields such as `user` (JSON) and `auth_date` (seconds since 1970), without `hash`
 * @param {string} botToken
 * @returns {string} a query string that ends with `hash`
 */
export function signInitData(fields, botToken) {
  const dataCheckString = Object.entries(fields)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('\n');
  const secret = createHmac('sha256', 'WebAppData').update(botToken).digest();
  const hash = createHmac('sha256', secret).update(dataCheckString).digest('hex');
  return new URLSearchParams({ ...fields, hash }).toString();
}

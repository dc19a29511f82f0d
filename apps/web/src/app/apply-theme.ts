import type { Telegram } from '../telegram/telegram.js';
import { readableTheme, THEME_TOKENS, type ThemeTokens } from '../ui/readable-theme.js';

/** Tells the style sheets whether it is dark, and mends colours of Telegram's theme that words would drown in. */
export function applyTheme(telegram: Telegram, document: Document): void {
  const root = document.documentElement;
  root.dataset.theme = telegram.colorScheme();

  // Our own corrections of the last theme would hide what the new one says.
  for (const token of THEME_TOKENS) root.style.removeProperty(token);
  const computed = getComputedStyle(root);
  const tokens = Object.fromEntries(
    THEME_TOKENS.map((token) => [token, computed.getPropertyValue(token).trim()]),
  ) as ThemeTokens;
  for (const [token, colour] of Object.entries(readableTheme(tokens))) root.style.setProperty(token, colour);
}

import type { RoomSummary } from '@watchparty/shared';
import { InlineKeyboard } from 'grammy';
import type { BotLinks } from './bot-links.js';
import type { MiniApp } from './mini-app.js';
import { reminderButton } from './reminder-buttons.js';
import type { Texts } from './texts.js';

/** What a chat is shown of a room. */
export interface PartyCard {
  text: string;
  keyboard: InlineKeyboard;
}

export interface PartyCardOptions {
  party: RoomSummary;
  texts: Texts;
  /** When it begins, in words, where that is still to come. */
  when?: string;
  links: BotLinks;
  /** Where it is shown in a chat with the bot: only there may a button open the Mini App by its address. */
  miniApp?: MiniApp;
}

/** Names are other people's words: the text goes out without any markup. */
export function partyCard({ party, texts, when, links, miniApp }: PartyCardOptions): PartyCard {
  const keyboard = new InlineKeyboard();
  if (miniApp) keyboard.webApp(texts.openRoom, miniApp.room(party.id));
  else keyboard.url(texts.openRoom, links.room(party.id));
  if (when !== undefined) keyboard.row().text(texts.reminder.remind, reminderButton.on(party.id));
  keyboard.row().url(texts.card.invite, shareLink(links.room(party.id), texts.card.inviteText(party.name)));
  return { text: partyText(party, texts, when), keyboard };
}

export function partyText(party: RoomSummary, texts: Texts, when?: string): string {
  return [
    `🎬 ${party.name}`,
    texts.card.host(party.hostName),
    ...(when === undefined ? [] : [`🗓 ${when}`]),
    ...(party.participantCount > 0 ? [texts.card.people(party.participantCount)] : []),
  ].join('\n');
}

function shareLink(url: string, text: string): string {
  return `https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text)}`;
}

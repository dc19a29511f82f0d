import type { RoomSummary } from '@watchparty/shared';
import { InlineKeyboard } from 'grammy';
import type { BotLinks } from './bot-links.js';
import type { MiniApp } from './mini-app.js';
import type { Texts } from './texts.js';

/** What a chat is shown of a room. */
export interface PartyCard {
  text: string;
  keyboard: InlineKeyboard;
}

export interface PartyCardOptions {
  party: RoomSummary;
  texts: Texts;
  links: BotLinks;
  /** Where it is shown in a chat with the bot: only there may a button open the Mini App by its address. */
  miniApp?: MiniApp;
}

/** Names are other people's words: the text goes out without any markup. */
export function partyCard({ party, texts, links, miniApp }: PartyCardOptions): PartyCard {
  const lines = [
    `🎬 ${party.name}`,
    texts.card.host(party.hostName),
    ...(party.participantCount > 0 ? [texts.card.people(party.participantCount)] : []),
  ];
  const keyboard = new InlineKeyboard();
  if (miniApp) keyboard.webApp(texts.openRoom, miniApp.room(party.id));
  else keyboard.url(texts.openRoom, links.room(party.id));
  keyboard.row().url(texts.card.invite, shareLink(links.room(party.id), texts.card.inviteText(party.name)));
  return { text: lines.join('\n'), keyboard };
}

function shareLink(url: string, text: string): string {
  return `https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text)}`;
}

import { inviteLink, type RoomCard } from '@watchparty/shared';
import type { RequestHandler } from 'express';

export interface PreviewLinks {
  /** Of the installation, without a slash at its end. */
  publicUrl: string;
  /** Where there is a bot, its link opens the room inside Telegram. */
  botUsername?: string;
  appName?: string;
}

/** Who draws previews of links, and runs no scripts for that. */
const LINK_ROBOTS =
  /TelegramBot|WhatsApp|facebookexternalhit|vkShare|Twitterbot|Discordbot|Slackbot|SkypeUriPreview|redditbot|LinkedInBot|Viber|Mastodon/i;
const ROOM_ADDRESS = /^\/rooms\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/?(?:\?|$)/i;

/** Leads a robot that looks at a room's address to the room's preview; people get the app. nginx does the same. */
export function previewForRobots(): RequestHandler {
  return (req, _res, next) => {
    const roomId = ROOM_ADDRESS.exec(req.url)?.[1];
    if (roomId !== undefined && LINK_ROBOTS.test(req.get('user-agent') ?? '')) {
      req.url = `/api/rooms/${roomId}/preview`;
    }
    next();
  };
}

/** A page of a few words for robots, and for whoever opens it all the same. */
export function roomPreviewPage(card: RoomCard, links: PreviewLinks): string {
  const { title, description, image } = wordsOf(card, links.publicUrl);
  const address = `${links.publicUrl}/rooms/${card.id}`;
  const { botUsername, appName } = links;
  const target =
    botUsername !== undefined && appName !== undefined ? inviteLink(botUsername, appName, card.id) : address;
  const meta = [
    ['og:type', 'website'],
    ['og:site_name', 'WatchParty'],
    ['og:url', address],
    ['og:title', title],
    ['og:description', description],
    ...(image === undefined ? [] : [['og:image', image]]),
    ['twitter:card', image === undefined ? 'summary' : 'summary_large_image'],
  ].map(([property = '', content = '']) => `<meta property="${property}" content="${escapeHtml(content)}">`);
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
${meta.join('\n')}
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(description)}</p>
<p><a href="${escapeHtml(target)}">Открыть в Telegram</a></p>
</body>
</html>
`;
}

interface PreviewWords {
  title: string;
  description: string;
  image?: string;
}

function wordsOf(card: RoomCard, publicUrl: string): PreviewWords {
  if (!card.isPublic) {
    return { title: 'Закрытая вечеринка', description: 'Смотрим вместе в Telegram. Вход по приглашению.' };
  }
  const facts = [
    card.hasPassword ? 'с паролем' : card.videoTitle,
    `сейчас здесь: ${card.participantCount}`,
  ].filter((fact) => fact !== undefined);
  return {
    title: card.name,
    description: `Смотрим вместе в Telegram · ${facts.join(' · ')}`,
    ...(card.videoThumbnailUrl !== undefined && { image: new URL(card.videoThumbnailUrl, publicUrl).href }),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}

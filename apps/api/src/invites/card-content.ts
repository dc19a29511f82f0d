import { createHash } from 'node:crypto';
import type { Face, Language, RoomSummary } from '@watchparty/shared';

/** What an invitation's picture shows. */
export interface CardContent {
  roomId: string;
  title: string;
  /** Above the title. */
  heading: string;
  faces: readonly Face[];
  /** Of those who are there, how many have no face in the picture. */
  others: number;
  thumbnailUrl?: string;
}

const HEADINGS: Record<Language, string> = { ru: 'Смотрим вместе', en: 'Watch together' };

/** @param summary as anybody may see it: what a password hides is not in it */
export function cardContentOf(summary: RoomSummary, language: Language): CardContent {
  return {
    roomId: summary.id,
    title: drawable(summary.name) || drawable(summary.videoTitle ?? '') || 'WatchParty',
    heading: HEADINGS[language],
    faces: summary.faces,
    others: Math.max(0, summary.participantCount - summary.faces.length),
    ...(summary.videoThumbnailUrl !== undefined && { thumbnailUrl: summary.videoThumbnailUrl }),
  };
}

/** Raised when the same content is drawn in another way. */
const LOOK = 1;

/** The same for all that looks the same. */
export function fingerprintOf(content: CardContent): string {
  return createHash('sha256')
    .update(JSON.stringify([LOOK, content]))
    .digest('hex');
}

/** Without what the font has no signs for, such as emoji: boxes are worse than nothing. */
export function drawable(text: string): string {
  return text
    .replace(/[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}\p{P}\p{Sc}\p{Sm}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

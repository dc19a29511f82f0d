import {
  type ListedVideo,
  PLAYLIST_MAX_ITEMS,
  POSITION_MAX_S,
  type ResolvedVideo,
  URL_MAX_LENGTH,
  VIDEO_TITLE_MAX_LENGTH,
} from '@watchparty/shared';

/** What is known of a video beside its link. */
export type VideoMetadata = Pick<
  ResolvedVideo,
  'title' | 'thumbnailUrl' | 'duration' | 'items' | 'contentType' | 'contentLength' | 'isFramingRefused'
>;

/** The same as somebody else tells it, who may be wrong about everything. */
export type RawMetadata = { readonly [K in keyof VideoMetadata]?: unknown };

/** A type and a subtype (RFC 9110), without parameters. */
const CONTENT_TYPE = /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,60}$/;

/** Line breaks and other controls, and what turns the direction of the text around it. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u{202a}-\u{202e}\u{2066}-\u{2069}]+/gu;

/** Keeps what has the shape that it must have, and leaves out the rest. What it has kept it keeps again. */
export function toMetadata(raw: RawMetadata): VideoMetadata {
  const items = listOf(raw.items);
  return present({
    ...describedBy(raw),
    items: items.length > 0 ? items : undefined,
    contentType: contentTypeOf(raw.contentType),
    contentLength: Number.isSafeInteger(raw.contentLength)
      ? Math.max(0, Number(raw.contentLength))
      : undefined,
    isFramingRefused: raw.isFramingRefused === true ? (true as const) : undefined,
  });
}

/** @returns something that can be kept for others, or undefined where it says nothing */
export function titleOf(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  // First cut, or a title of megabytes would be looked through for nothing.
  const title = text
    .slice(0, 2 * VIDEO_TITLE_MAX_LENGTH)
    .replace(UNSEEN, ' ')
    .trim()
    .slice(0, VIDEO_TITLE_MAX_LENGTH)
    .toWellFormed();
  return title === '' ? undefined : title;
}

function describedBy(raw: RawMetadata): Pick<VideoMetadata, 'title' | 'thumbnailUrl' | 'duration'> {
  const { duration } = raw;
  const isDuration = typeof duration === 'number' && duration > 0 && duration <= POSITION_MAX_S;
  return present({
    title: titleOf(raw.title),
    thumbnailUrl: secureUrlOf(raw.thumbnailUrl),
    duration: isDuration ? duration : undefined,
  });
}

function listOf(items: unknown): ListedVideo[] {
  if (!Array.isArray(items)) return [];
  return items.slice(0, PLAYLIST_MAX_ITEMS).flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const { url, ...rest } = item as RawMetadata & { url?: unknown };
    const link = secureUrlOf(url);
    return link === undefined ? [] : [{ url: link, ...describedBy(rest) }];
  });
}

function secureUrlOf(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > URL_MAX_LENGTH || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  const isFit = protocol === 'https:' && username === '' && password === '' && href.length <= URL_MAX_LENGTH;
  return isFit ? href : undefined;
}

function contentTypeOf(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const type = text.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return CONTENT_TYPE.test(type) ? type : undefined;
}

/** Without the keys that have no value. */
function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

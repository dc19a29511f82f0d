import type { Message, MessageChange, Quote } from '../entities.js';
import { QUOTE_MAX_LENGTH } from '../limits.js';

/** What is known of changes of messages: how far without a gap, and the latest, for what may be read late. */
export interface KnownChanges {
  /** Every change up to this number was heard of, or was overtaken by another. */
  readonly revision: number;
  /** Numbers above `revision` that came before the ones below them. */
  readonly ahead: readonly number[];
  /** The latest changes, by the id of their message: a page that was read before them may arrive after them. */
  readonly recent: ReadonlyMap<string, MessageChange>;
}

/** More than a room changes while one page is on its way. */
const MAX_RECENT = 200;

export const noChanges: KnownChanges = { revision: 0, ahead: [], recent: new Map() };

export function noteChange(known: KnownChanges, change: MessageChange): KnownChanges {
  const recent = new Map(known.recent);
  const id = changedId(change);
  const before = recent.get(id);
  if (!before || before.revision < change.revision) {
    // What changed last stands last, so that the first is the oldest.
    recent.delete(id);
    recent.set(id, change);
    const [oldest] = recent.keys();
    if (recent.size > MAX_RECENT && oldest !== undefined) recent.delete(oldest);
  }
  const isNews = change.revision > known.revision && !known.ahead.includes(change.revision);
  return advance({ ...known, recent, ahead: isNews ? [...known.ahead, change.revision] : known.ahead });
}

/** The server has told of all that there is up to this number. */
export function knowChangesUpTo(known: KnownChanges, revision: number): KnownChanges {
  return revision <= known.revision ? known : advance({ ...known, revision });
}

function advance(known: KnownChanges): KnownChanges {
  let { revision } = known;
  const ahead = new Set(known.ahead);
  for (const number of ahead) if (number <= revision) ahead.delete(number);
  while (ahead.delete(revision + 1)) revision += 1;
  return { ...known, revision, ahead: [...ahead] };
}

/** The messages after a change: the one that it is about, and those that quote it. */
export function withChange(list: readonly Message[], change: MessageChange): readonly Message[] {
  const id = changedId(change);
  const next = list.flatMap(
    (message) => (message.id === id ? changedMessage(message, change) : withQuoteOf(message, change)) ?? [],
  );
  const isSame = next.length === list.length && next.every((message, index) => message === list[index]);
  return isSame ? list : next;
}

/** Messages as they were read, with what is known to have become of them since. */
export function upToDate(page: readonly Message[], { recent }: KnownChanges): readonly Message[] {
  if (recent.size === 0) return page;
  return page.flatMap((message) => {
    const change = recent.get(message.id);
    const changed = change ? changedMessage(message, change) : message;
    const quoted = changed?.replyTo ? recent.get(changed.replyTo.id) : undefined;
    return (changed && quoted ? withQuoteOf(changed, quoted) : changed) ?? [];
  });
}

export function changedId(change: MessageChange): string {
  return 'deletedId' in change ? change.deletedId : change.message.id;
}

/** Undefined where it is gone. */
function changedMessage(message: Message, change: MessageChange): Message | undefined {
  if ('deletedId' in change) return undefined;
  return newerOf(message, change.message);
}

export function newerOf(known: Message, other: Message): Message {
  return (other.revision ?? 0) > (known.revision ?? 0) ? other : known;
}

function withQuoteOf(message: Message, change: MessageChange): Message {
  const { replyTo } = message;
  if (replyTo?.id !== changedId(change)) return message;
  if ('deletedId' in change) return { ...message, replyTo: null };
  const { excerpt } = quoteOf(change.message);
  return replyTo.excerpt === excerpt ? message : { ...message, replyTo: { ...replyTo, excerpt } };
}

/** A message as those quote it who answer it. */
export function quoteOf({ id, seq, author, content }: Message): Quote {
  const excerpt = Array.from(content).slice(0, QUOTE_MAX_LENGTH).join('');
  return { id, seq, ...(author && { author }), excerpt };
}

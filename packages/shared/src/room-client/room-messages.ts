import type { EpochMs, Mention, Message, MessageChange, Quote, SendableMessageType } from '../entities.js';
import {
  type KnownChanges,
  knowChangesUpTo,
  newerOf,
  noChanges,
  noteChange,
  upToDate,
  withChange,
} from './changed-messages.js';
import type { CommandErrorCode } from './command-error.js';

/** An own message on its way. */
export interface PendingMessage {
  clientId: string;
  content: string;
  type: SendableMessageType;
  /** The device's own clock: shown only until the server's time replaces it. */
  createdAt: EpochMs;
  replyTo?: Quote;
  mentions?: Mention[];
  delivery: { state: 'sending' } | { state: 'failed'; code: CommandErrorCode; retryAfter?: number };
}

/** An own message, wherever it is on its way. */
export type OwnWords = Omit<PendingMessage, 'delivery'>;

export interface RoomMessages {
  /** By rising seq, each once. */
  readonly list: readonly Message[];
  /** Nothing was missed between the first of `list` and this seq. */
  readonly syncedSeq: number;
  readonly hasOlder: boolean;
  readonly pending: readonly PendingMessage[];
  readonly changes: KnownChanges;
}

export const noMessages: RoomMessages = {
  list: [],
  syncedSeq: 0,
  hasOlder: false,
  pending: [],
  changes: noChanges,
};

/** Starts with the latest page of a room; what was not sent yet stays. */
export function openMessages(
  messages: RoomMessages,
  page: readonly Message[],
  { hasOlder, chatRevision }: { hasOlder: boolean; chatRevision: number },
): RoomMessages {
  const opened = merge({ ...noMessages, pending: messages.pending }, page);
  const changes = knowChangesUpTo(opened.changes, chatRevision);
  return { ...opened, hasOlder, changes, syncedSeq: opened.list.at(-1)?.seq ?? 0 };
}

export function addLiveMessage(messages: RoomMessages, message: Message): RoomMessages {
  // Late news of before the first known one would hide that others are missing there; it is read together with them.
  if (message.seq < (messages.list[0]?.seq ?? 0))
    return { ...messages, pending: without(messages, [message]) };
  return advance(merge(messages, [message]));
}

/**
 * Takes in what was missed. Numbers that are still absent up to `askedUpToSeq` do not exist (any more): a message
 * may be gone, and asking again would never end.
 */
export function addMissedMessages(
  messages: RoomMessages,
  page: readonly Message[],
  { hasMore, askedUpToSeq }: { hasMore: boolean; askedUpToSeq: number },
): RoomMessages {
  const lastOfPage = page.at(-1)?.seq ?? messages.syncedSeq;
  const syncedSeq = hasMore ? lastOfPage : Math.max(lastOfPage, askedUpToSeq);
  return advance({ ...merge(messages, page), syncedSeq: Math.max(messages.syncedSeq, syncedSeq) });
}

export function addOlderMessages(
  messages: RoomMessages,
  page: readonly Message[],
  hasOlder: boolean,
): RoomMessages {
  return { ...merge(messages, page), hasOlder };
}

/** A message was edited, deleted or reacted to. */
export function addChange(messages: RoomMessages, change: MessageChange): RoomMessages {
  return {
    ...messages,
    list: withChange(messages.list, change),
    changes: noteChange(messages.changes, change),
  };
}

/** Takes in the changes that were missed, all up to `revision`. */
export function addMissedChanges(
  messages: RoomMessages,
  missed: readonly MessageChange[],
  revision: number,
): RoomMessages {
  const changed = missed.reduce(addChange, messages);
  return { ...changed, changes: knowChangesUpTo(changed.changes, revision) };
}

/** Whether a number was skipped, so that something may have been missed. */
export function hasGap(messages: RoomMessages): boolean {
  return latestSeq(messages) > messages.syncedSeq || messages.changes.ahead.length > 0;
}

export function latestSeq({ list, syncedSeq }: RoomMessages): number {
  return Math.max(list.at(-1)?.seq ?? 0, syncedSeq);
}

/** A new own message, or another try of a failed one. */
export function startSending(messages: RoomMessages, message: OwnWords): RoomMessages {
  const started: PendingMessage = { ...message, delivery: { state: 'sending' } };
  const isKnown = messages.pending.some(({ clientId }) => clientId === message.clientId);
  const pending = isKnown
    ? messages.pending.map((other) => (other.clientId === message.clientId ? started : other))
    : [...messages.pending, started];
  return { ...messages, pending };
}

/** What was written before and never sent, but for what has arrived meanwhile after all. */
export function restorePending(messages: RoomMessages, unsent: readonly PendingMessage[]): RoomMessages {
  const known = new Set([...messages.list, ...messages.pending].map(({ clientId }) => clientId));
  const restored = unsent.filter(({ clientId }) => !known.has(clientId));
  return { ...messages, pending: [...restored, ...messages.pending] };
}

interface SendFailure {
  clientId: string;
  code: CommandErrorCode;
  /** Seconds to wait before another try. */
  retryAfter?: number;
}

export function failSending(messages: RoomMessages, failure: SendFailure): RoomMessages {
  const { clientId, code, retryAfter } = failure;
  const delivery = { state: 'failed', code, retryAfter } as const;
  const pending = messages.pending.map((message) =>
    message.clientId === clientId ? { ...message, delivery } : message,
  );
  return { ...messages, pending };
}

export function discardPending(messages: RoomMessages, clientId: string): RoomMessages {
  return { ...messages, pending: messages.pending.filter((message) => message.clientId !== clientId) };
}

/** What is to be sent again after a reconnect: everything that no server has refused. */
export function unsentMessages({ pending }: RoomMessages): readonly PendingMessage[] {
  return pending.filter(({ delivery }) => delivery.state === 'sending' || delivery.code === 'network');
}

function merge(messages: RoomMessages, page: readonly Message[]): RoomMessages {
  if (page.length === 0) return messages;
  const list = mergeBySeq(messages.list, upToDate(page, messages.changes));
  return { ...messages, list, pending: without(messages, page) };
}

function without({ pending }: RoomMessages, page: readonly Message[]): readonly PendingMessage[] {
  const arrived = new Set(page.map(({ clientId }) => clientId));
  return pending.filter(({ clientId }) => !arrived.has(clientId));
}

function mergeBySeq(list: readonly Message[], page: readonly Message[]): readonly Message[] {
  const lastSeq = list.at(-1)?.seq ?? 0;
  const [only] = page;
  if (page.length === 1 && only && only.seq > lastSeq) return [...list, only];
  const bySeq = new Map(list.map((message) => [message.seq, message]));
  for (const message of page) {
    const known = bySeq.get(message.seq);
    // What is read late may be older than what was heard.
    bySeq.set(message.seq, known ? newerOf(known, message) : message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Moves the synced number over what has arrived without a gap. */
function advance(messages: RoomMessages): RoomMessages {
  let { syncedSeq } = messages;
  for (const { seq } of messages.list) if (seq === syncedSeq + 1) syncedSeq = seq;
  return syncedSeq === messages.syncedSeq ? messages : { ...messages, syncedSeq };
}

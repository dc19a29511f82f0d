import type { OwnQueue, Queue, QueueNews, QueueUpdate, SkipVotes } from '../queue.js';

/** A room's queue as this very person knows it. */
export interface RoomQueue {
  readonly queue: Queue;
  /** Ids of the items that they voted for. */
  readonly yourVotes: ReadonlySet<string>;
  readonly hasVotedToSkip: boolean;
  /** Changes that came before the ones before them, by rising version. */
  readonly ahead: readonly QueueUpdate[];
  /** The latest version that is known to exist. */
  readonly latestVersion: number;
}

/** What this person has just said of themselves, beside what everybody hears. */
export type OwnVote = { itemId: string; isOn: boolean } | { skip: boolean };

/** More than a room tells within the patience for what was lost. */
const MAX_AHEAD = 500;

export const noQueue: RoomQueue = {
  queue: { version: 0, items: [], loop: 'none' },
  yourVotes: new Set(),
  hasVotedToSkip: false,
  ahead: [],
  latestVersion: 0,
};

/** Whether something is known to have changed that has not been told. */
export function isQueueBehind({ queue, latestVersion }: RoomQueue): boolean {
  return queue.version < latestVersion;
}

/** The server says that there is this version. */
export function hearOfQueue(known: RoomQueue, version = 0): RoomQueue {
  return version > known.latestVersion ? { ...known, latestVersion: version } : known;
}

/** Takes in the whole queue, as it was asked for. */
export function openQueue(known: RoomQueue, own: OwnQueue): RoomQueue {
  // What came meanwhile says more of this person's votes, too.
  if (own.queue.version < known.queue.version) return known;
  return catchUp({
    ...hearOfQueue(known, own.queue.version),
    queue: own.queue,
    yourVotes: new Set(own.yourVotes),
    hasVotedToSkip: own.hasVotedToSkip,
  });
}

/** Takes in what the room hears. The same may come twice, and in another order. */
export function updateQueue(known: RoomQueue, news: QueueNews): RoomQueue {
  if ('updates' in news) return news.updates.reduce(addUpdate, known);
  const { queue } = news;
  if (queue.version <= known.queue.version) return known;
  const ids = new Set(queue.items.map(({ id }) => id));
  return catchUp({
    ...hearOfQueue(known, queue.version),
    queue,
    yourVotes: new Set([...known.yourVotes].filter((id) => ids.has(id))),
    hasVotedToSkip: known.hasVotedToSkip && isSameSkip(known.queue.skip, queue.skip),
  });
}

/** Takes in the answer to a change of one's own. */
export function ackQueue(known: RoomQueue, update: QueueUpdate, vote?: OwnVote): RoomQueue {
  const next = addUpdate(known, update);
  if (!vote) return next;
  if ('skip' in vote) {
    // A vote about a video that is over changes nothing, and the last one that it took puts on another video.
    return update.skip ? { ...next, hasVotedToSkip: vote.skip && update.skip.votes > 0 } : next;
  }
  const yourVotes = new Set(next.yourVotes);
  if (vote.isOn) yourVotes.add(vote.itemId);
  else yourVotes.delete(vote.itemId);
  return { ...next, yourVotes };
}

function addUpdate(known: RoomQueue, update: QueueUpdate): RoomQueue {
  const heard = hearOfQueue(known, update.version);
  // With nothing but a number it says that nothing changed, and not what once made that number.
  if (Object.keys(update).length === 1 || update.version <= known.queue.version) return heard;
  const ahead = [...heard.ahead.filter(({ version }) => version !== update.version), update];
  return catchUp({ ...heard, ahead });
}

/** Applies what waited for its turn. */
function catchUp(known: RoomQueue): RoomQueue {
  let next = known;
  const rest: QueueUpdate[] = [];
  for (const update of [...known.ahead].sort((a, b) => a.version - b.version)) {
    if (update.version === next.queue.version + 1) next = apply(next, update);
    else if (update.version > next.queue.version) rest.push(update);
  }
  return { ...next, ahead: rest.slice(-MAX_AHEAD) };
}

function apply(known: RoomQueue, update: QueueUpdate): RoomQueue {
  const { added = [], changed = [], removed = [] } = update;
  const renewed = new Set([...removed, ...added.map(({ id }) => id)]);
  const changes = new Map(changed.map((change) => [change.id, change]));
  const items = [...known.queue.items.filter(({ id }) => !renewed.has(id)), ...added].map((item) => {
    const change = changes.get(item.id);
    return change ? { ...item, ...change } : item;
  });
  const skip = update.skip ?? known.queue.skip;
  return {
    ...known,
    queue: {
      ...known.queue,
      version: update.version,
      items: items.sort((a, b) => a.position - b.position),
      loop: update.loop ?? known.queue.loop,
      ...(update.playing && { playing: update.playing }),
      ...(skip && { skip }),
    },
    yourVotes: new Set([...known.yourVotes].filter((id) => !renewed.has(id))),
    hasVotedToSkip: known.hasVotedToSkip && isSameSkip(known.queue.skip, skip),
  };
}

/** Votes of before count no more once there is another video, or the same one again. */
function isSameSkip(before: SkipVotes | undefined, after: SkipVotes | undefined): boolean {
  return after !== undefined && after.votes > 0 && (!before || before.videoUrl === after.videoUrl);
}

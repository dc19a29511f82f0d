import type { OwnQueue, Playback, Queue, QueueLoop, QueueUpdate } from '@watchparty/shared';
import type { ChatService } from '../chat/chat.service.js';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { Database, Queryable } from '../platform/postgres/database.js';
import { toPlayback } from '../platform/postgres/playback-row.js';
import { type LockedRoom, lockRoom, raiseQueueVersion, readRoom } from './locked-room.js';
import type { LateWordsKeeper } from './late-words.js';
import type { LinkReader } from './link-reader.js';
import type { QueueFeed } from './queue-feed.js';
import type { QueueReadingRepository } from './queue-reading.repository.js';
import type { QueueChange, QueueRepository } from './queue.repository.js';
import type { QueueTurns, Turn } from './queue-turns.js';

/** What a change of what plays answers with. */
export interface PlayedUpdate {
  update: QueueUpdate;
  playback: Playback;
}

/**
 * A room's queue. Whoever does not sit in the room is refused with `forbidden`, as is whoever wants what only those may who
 * control the video.
 */
export interface QueueService {
  /** The queue as this person sees it. */
  get(roomId: string, userId: string): Promise<OwnQueue>;
  /** The queue as the room sees it; undefined where there is no such room. */
  read(roomId: string): Promise<Queue | undefined>;
  /** @throws AppError `unsupported_video`, `queue_full` */
  add(roomId: string, userId: string, urls: readonly string[]): Promise<QueueUpdate>;
  /** @throws AppError `not_found` */
  move(roomId: string, userId: string, itemId: string, beforeId?: string): Promise<QueueUpdate>;
  /** @throws AppError `not_found` */
  remove(roomId: string, userId: string, itemId: string): Promise<QueueUpdate>;
  clear(roomId: string, userId: string): Promise<QueueUpdate>;
  setLoop(roomId: string, userId: string, loop: QueueLoop): Promise<QueueUpdate>;
  shuffle(roomId: string, userId: string): Promise<QueueUpdate>;
  /** @throws AppError `not_found` */
  vote(roomId: string, userId: string, vote: { itemId: string; isOn: boolean }): Promise<QueueUpdate>;
  /** Plays an item at once. @throws AppError `not_found` */
  play(roomId: string, userId: string, itemId: string): Promise<PlayedUpdate>;
  /** @throws AppError `conflict` where nothing comes next */
  voteToSkip(roomId: string, userId: string, vote: { isOn: boolean; version: number }): Promise<PlayedUpdate>;
  /**
   * Somebody's player says that a video of unknown length is over.
   *
   * @param version of the timeline that it followed
   */
  reportEnd(roomId: string, userId: string, version: number): Promise<PlayedUpdate>;
  /** Puts on what comes next wherever on this node a video has ended, or enough people want another one. */
  goOn(): Promise<void>;
}

export interface QueueServiceOptions {
  database: Database;
  repository: QueueRepository;
  reading: QueueReadingRepository;
  turns: QueueTurns;
  links: LinkReader;
  lateWords: LateWordsKeeper;
  /** Takes care of work that nobody waits for, and of its failure. */
  inBackground: (work: Promise<unknown>) => void;
  chat: Pick<ChatService, 'note'>;
  feed: QueueFeed;
  /** Rooms with connections on this node: where nobody is, nothing plays. */
  localRooms: () => string[];
  /** A room whose next video could not be put on, which is tried again. */
  onFailure: (roomId: string, error: unknown) => void;
  now: Now;
}

/** What a transaction has done, to be told when it is committed. */
interface Done {
  update: QueueUpdate;
  hasChanged: boolean;
  turn?: Turn;
  playback: Playback;
}

export function createQueueService(options: QueueServiceOptions): QueueService {
  const { database, repository, reading, turns, links, lateWords, inBackground, chat, feed } = options;
  const { localRooms, onFailure, now } = options;

  /** Runs `act` on a room of which somebody holds a seat, while nobody else changes it. */
  const inRoom = async (
    roomId: string,
    userId: string,
    act: (tx: Queryable, room: LockedRoom) => Promise<Omit<Done, 'playback'>>,
  ): Promise<Done> => {
    const done = await database.transaction(async (tx) => {
      const room = await lockRoom(tx, roomId, userId, now());
      if (!room) throw roomNotFound();
      if (!room.is_seated) throw new AppError('forbidden', 'Join the room first.');
      return { ...(await act(tx, room)), playback: toPlayback(room) };
    });
    return tell(roomId, done);
  };

  const tell = (roomId: string, done: Done): Done => {
    if (done.hasChanged) feed.tell(roomId, done.update);
    const playback = done.turn?.tell();
    return playback ? { ...done, playback } : done;
  };

  const kept = async (
    tx: Queryable,
    room: LockedRoom,
    change: QueueChange | undefined,
  ): Promise<Omit<Done, 'playback'>> =>
    change
      ? { update: { version: await raiseQueueVersion(tx, room.id), ...change }, hasChanged: true }
      : unchanged(room);

  /** A change that anybody in the room may make. */
  const change = async (
    roomId: string,
    userId: string,
    act: (tx: Queryable, room: LockedRoom) => Promise<QueueChange | undefined>,
  ): Promise<QueueUpdate> => {
    const { update } = await inRoom(roomId, userId, async (tx, room) => kept(tx, room, await act(tx, room)));
    return update;
  };

  /** A change for those who may control the video. */
  const command = (
    roomId: string,
    userId: string,
    act: (tx: Queryable, room: LockedRoom) => Promise<QueueChange | undefined>,
  ): Promise<QueueUpdate> =>
    change(roomId, userId, (tx, room) => {
      requireControl(room);
      return act(tx, room);
    });

  /** Counts a vote, and goes on where that was the last one that it took. */
  const countVote = async (
    tx: Queryable,
    room: LockedRoom,
    userId: string,
    isOn: boolean,
  ): Promise<Omit<Done, 'playback'>> => {
    const voted = await repository.voteToSkip(tx, room, userId, isOn);
    if (!voted) return unchanged(room);
    const counted = await readRoom(tx, room.id, userId, now());
    const turn = counted?.is_skip_due ? await turns.putOnNext(tx, counted, null) : undefined;
    return turn ? turned(turn) : kept(tx, room, voted);
  };

  const goOnIn = async (roomId: string): Promise<void> => {
    const done = await database.transaction(async (tx) => {
      const room = await lockRoom(tx, roomId, null, now());
      // Another node was faster, or somebody has sought back.
      if (!room || !(room.has_ended || room.is_skip_due)) return undefined;
      const turn = room.has_ended ? await turns.afterEnd(tx, room) : await turns.putOnNext(tx, room, null);
      return turn && { ...turned(turn), playback: toPlayback(room) };
    });
    if (done) tell(roomId, done);
  };

  return {
    async get(roomId, userId) {
      const found = await reading.read(roomId, userId);
      if (!found) throw roomNotFound();
      const { isSeated, ...queue } = found;
      if (!isSeated) throw new AppError('forbidden', 'Join the room first.');
      return queue;
    },

    read: async (roomId) => (await reading.read(roomId, null))?.queue,

    async add(roomId, userId, urls) {
      const videos = await links.read(userId, urls);
      const update = await change(roomId, userId, (tx, room) =>
        repository.add(tx, room, userId, videos, now()),
      );
      // The first of them are in, as many as there was room for.
      inBackground(lateWords.follow(roomId, update.added ?? [], videos));
      return update;
    },

    move: (roomId, userId, itemId, beforeId) =>
      command(roomId, userId, (tx) => repository.move(tx, roomId, itemId, beforeId)),
    remove: (roomId, userId, itemId) =>
      change(roomId, userId, (tx, room) => repository.remove(tx, room, userId, itemId)),
    clear: (roomId, userId) => command(roomId, userId, (tx) => repository.clear(tx, roomId)),
    setLoop: (roomId, userId, loop) => command(roomId, userId, (tx) => repository.setLoop(tx, roomId, loop)),
    shuffle: (roomId, userId) => command(roomId, userId, (tx) => repository.shuffle(tx, roomId)),
    vote: (roomId, userId, vote) => change(roomId, userId, (tx) => repository.vote(tx, roomId, userId, vote)),

    async play(roomId, userId, itemId) {
      const done = await inRoom(roomId, userId, async (tx, room) => {
        requireControl(room);
        if (await repository.isPlaying(tx, roomId, itemId)) return unchanged(room);
        const turn = await turns.putOn(tx, room, itemId, { userId, starts: true });
        if (!turn) throw new AppError('not_found', 'This is not in the queue any more.');
        return turned(turn);
      });
      if (done.turn) await chat.note(roomId, userId, 'video_changed');
      return played(done);
    },

    async voteToSkip(roomId, userId, { isOn, version }) {
      const done = await inRoom(roomId, userId, async (tx, room) => {
        if (room.skip_share === 0) throw new AppError('forbidden', 'Nobody may skip videos by voting here.');
        if (version < room.video_version) return unchanged(room);
        if (isOn && !(await repository.hasNext(tx, room)))
          throw new AppError('conflict', 'Nothing comes next.');
        return countVote(tx, room, userId, isOn);
      });
      return played(done);
    },

    async reportEnd(roomId, userId, version) {
      const done = await inRoom(roomId, userId, async (tx, room) => {
        const isAbout = version === room.version && room.is_playing && room.effective_at.getTime() <= now();
        if (!isAbout || !(room.video_duration === null || room.has_ended)) return unchanged(room);
        if (room.has_ended || room.may_control) {
          const turn = await turns.afterEnd(tx, room);
          return turn ? turned(turn) : unchanged(room);
        }
        if (room.skip_share === 0 || !(await repository.hasNext(tx, room))) return unchanged(room);
        return countVote(tx, room, userId, true);
      });
      return played(done);
    },

    async goOn() {
      const roomIds = localRooms();
      if (roomIds.length === 0) return;
      for (const { id } of await reading.due(roomIds, now())) {
        // A room that fails must not keep the others waiting.
        await goOnIn(id).catch((error: unknown) => onFailure(id, error));
      }
    },
  };
}

function requireControl(room: LockedRoom): void {
  if (!room.may_control) throw new AppError('forbidden', 'You may not control the queue of this room.');
}

function unchanged(room: LockedRoom): Omit<Done, 'playback'> {
  return { update: { version: room.queue_version }, hasChanged: false };
}

function turned(turn: Turn): Omit<Done, 'playback'> {
  return { update: turn.update, hasChanged: true, turn };
}

function played({ update, playback }: Done): PlayedUpdate {
  return { update, playback };
}

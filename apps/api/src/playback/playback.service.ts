import type { ClientPayload, Playback, PlaybackReason, VideoDescription } from '@watchparty/shared';
import { COUNTDOWN_MS, mayControlPlayback } from '@watchparty/shared';
import type { ChatService } from '../chat/chat.service.js';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { Queryable } from '../platform/postgres/database.js';
import { type PlaybackRow, toPlayback } from '../platform/postgres/playback-row.js';
import type { FoundVideo, VideosService } from '../videos/videos.service.js';
import type { CommandLead } from './command-lead.js';
import type { PlaybackFeed } from './playback-feed.js';
import type { HoldObserver } from './holds.service.js';
import type { CommandedRow, CommandKey, PlaybackRepository, VideoRecord } from './playback.repository.js';

/** A room's timeline. Every command is refused with `forbidden` to whom the room's control mode does not admit. */
export interface PlaybackService {
  /**
   * @param start.position seconds; without it the room goes on where it stands
   * @param start.countdown leaves everybody the time to press together
   */
  play(roomId: string, userId: string, start: ClientPayload<'video:play'>): Promise<Playback>;
  pause(roomId: string, userId: string, position?: number): Promise<Playback>;
  seek(roomId: string, userId: string, position: number): Promise<Playback>;
  setRate(roomId: string, userId: string, rate: number): Promise<Playback>;
  /** @throws AppError `unsupported_video` */
  change(roomId: string, userId: string, url: string, position?: number): Promise<Playback>;
  /** Learns what a player found out: the duration, or that it is live. What is known already stays. */
  describe(roomId: string, userId: string, description: VideoDescription): Promise<Playback>;
  /** The video as part of the room's settings, for its host and owner. */
  replaceVideo(roomId: string, userId: string, video: FoundVideo | null): Promise<Playback>;
  /** Tells the room what becomes known of its video only now, should it still be there. Not waited for. */
  describeLater(roomId: string, video: Pick<FoundVideo, 'canonicalUrl' | 'late'>): void;
  /**
   * Puts on what the queue says, inside the transaction of the queue, which holds the room's lock and has decided that this
   * may be.
   *
   * @returns tells the room, once that is committed
   */
  putOn(tx: Queryable, turn: QueueTurn): Promise<() => Playback>;
  /** Stops the timeline of rooms that everybody has left; `leftAt` says when, of somebody who was erased. */
  pauseEmptyRooms(roomIds: readonly string[], leftAt?: number): Promise<void>;
}

/** What comes next in a room. */
export interface QueueTurn {
  roomId: string;
  /** Whose wish it is; null where the video before has ended. */
  userId: string | null;
  video: VideoRecord;
  /** Seconds. */
  position: number;
  /** Whether it plays even if the room was paused. */
  starts: boolean;
}

export interface PlaybackServiceOptions {
  repository: PlaybackRepository;
  videos: Pick<VideosService, 'resolve'>;
  chat: Pick<ChatService, 'note'>;
  feed: PlaybackFeed;
  lead: Pick<CommandLead, 'of'>;
  holds: Pick<HoldObserver, 'holdEnded'>;
  /** Something that the public list shows has changed. */
  touchLobby: (roomId: string) => void;
  /** Takes care of work that nobody waits for, and of its failure. */
  inBackground: (work: Promise<unknown>) => void;
  now: Now;
}

/** A new video has to load before it can start, in milliseconds. */
const CHANGE_LEAD_MS = 1_500;

export function createPlaybackService(options: PlaybackServiceOptions): PlaybackService {
  const { repository, videos, chat, feed, lead, holds, touchLobby, inBackground, now } = options;

  /** @param leadMs how far ahead it takes effect; whoever gets it later jumps to where the room is by then */
  const keyOf = (roomId: string, userId: string, leadMs: number): CommandKey => ({
    roomId,
    userId,
    effectiveAt: now() + leadMs,
  });

  const publish = (roomId: string, row: PlaybackRow, reason: PlaybackReason): Playback => {
    const playback = toPlayback(row);
    feed.tell(roomId, playback, reason);
    if (reason !== 'seek' && reason !== 'rate') touchLobby(roomId);
    return playback;
  };

  const publishCommand = (roomId: string, row: CommandedRow, reason: PlaybackReason): Playback => {
    if (row.was_held && row.waiting_for.length === 0) holds.holdEnded('command');
    return publish(roomId, row, reason);
  };

  /** Says why nothing changed. */
  const refuse = async (roomId: string, userId: string): Promise<never> => {
    const { roomExists, isSeated, role, controlMode } = await repository.standing(roomId, userId);
    if (!roomExists) throw roomNotFound();
    if (!isSeated) throw new AppError('forbidden', 'Join the room first.');
    if (role && controlMode && mayControlPlayback(role, controlMode)) {
      throw new AppError('conflict', 'There is no video in this room yet.');
    }
    throw new AppError('forbidden', 'You may not control the video of this room.');
  };

  const settle = async (
    { roomId, userId }: CommandKey,
    outcome: Promise<CommandedRow | undefined>,
    reason: PlaybackReason,
  ): Promise<Playback> => {
    const row = await outcome;
    return row ? publishCommand(roomId, row, reason) : refuse(roomId, userId);
  };

  const describeLater: PlaybackService['describeLater'] = (roomId, { canonicalUrl, late }) => {
    if (!late) return;
    const fillIn = async (): Promise<void> => {
      const { title, thumbnailUrl } = await late;
      if (title === undefined && thumbnailUrl === undefined) return;
      const row = await repository.fillIn(roomId, { url: canonicalUrl, title, thumbnailUrl });
      if (row) publish(roomId, row, 'sync');
    };
    inBackground(fillIn());
  };

  return {
    describeLater,

    play(roomId, userId, { position, countdown = false }) {
      const leadMs = lead.of(roomId, 'start') + (countdown ? COUNTDOWN_MS : 0);
      const key = keyOf(roomId, userId, leadMs);
      return settle(key, repository.play(key, position), 'play');
    },

    pause(roomId, userId, position) {
      const key = keyOf(roomId, userId, lead.of(roomId, 'go-on'));
      return settle(key, repository.pause(key, position), 'pause');
    },

    seek(roomId, userId, position) {
      const key = keyOf(roomId, userId, lead.of(roomId, 'jump'));
      const pausedEffectiveAt = now();
      const farEffectiveAt = pausedEffectiveAt + lead.of(roomId, 'fetch');
      return settle(key, repository.seek(key, { position, pausedEffectiveAt, farEffectiveAt }), 'seek');
    },

    setRate(roomId, userId, rate) {
      const key = keyOf(roomId, userId, lead.of(roomId, 'go-on'));
      return settle(key, repository.setRate(key, rate), 'rate');
    },

    async change(roomId, userId, url, position) {
      const video = await videos.resolve(url, userId);
      const key = keyOf(roomId, userId, CHANGE_LEAD_MS);
      const outcome = repository.change(key, toRecord(video), position ?? video.startAt ?? 0);
      const playback = await settle(key, outcome, 'change');
      describeLater(roomId, video);
      await chat.note(roomId, userId, 'video_changed');
      return playback;
    },

    async describe(roomId, userId, description) {
      const key = keyOf(roomId, userId, 0);
      const { videoUrl } = description;
      const row = await ('live' in description
        ? repository.describeLive(key, videoUrl, description.live.programTime)
        : repository.describe(key, videoUrl, description.duration));
      if (row) return publish(roomId, row, 'sync');
      const { playback, role, controlMode } = await repository.standing(roomId, userId);
      if (playback && role && controlMode && mayControlPlayback(role, controlMode))
        return toPlayback(playback);
      return refuse(roomId, userId);
    },

    async replaceVideo(roomId, userId, video) {
      const key = keyOf(roomId, userId, CHANGE_LEAD_MS);
      const row = await repository.replace(key, video && toRecord(video), video?.startAt ?? 0);
      if (!row) throw new AppError('forbidden', 'Only the host may change the room.');
      const playback = publishCommand(roomId, row, 'change');
      if (video) describeLater(roomId, video);
      if (video) await chat.note(roomId, userId, 'video_changed');
      return playback;
    },

    async putOn(tx, { roomId, userId, video, position, starts }) {
      const key = { roomId, userId, effectiveAt: now() + CHANGE_LEAD_MS };
      const row = await repository.putOn(tx, key, video, position, starts);
      if (!row) throw roomNotFound();
      return () => publishCommand(roomId, row, 'change');
    },

    async pauseEmptyRooms(roomIds, leftAt) {
      // Somebody may come in at this very moment, and has read the timeline that ran.
      for (const row of await repository.pauseEmpty(roomIds, leftAt)) publish(row.id, row, 'sync');
    },
  };
}

function toRecord(video: FoundVideo): VideoRecord {
  return {
    url: video.canonicalUrl,
    platform: video.platform,
    title: video.title,
    thumbnailUrl: video.thumbnailUrl,
    duration: video.duration,
  };
}

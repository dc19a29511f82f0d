import {
  parseSubtitles,
  type Playback,
  readSubtitlesAddress,
  SUBTITLES_MAX_BYTES,
  type SubtitlesByAddress,
  type SubtitlesDescription,
  type VideoLinkPolicy,
  writeVtt,
} from '@watchparty/shared';
import { AppError, roomNotFound } from '../platform/errors.js';
import { toPlayback } from '../platform/postgres/playback-row.js';
import { consumeOrThrow, type RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import type { NewSubtitles, SubtitlesRepository } from './subtitles.repository.js';

/** Subtitles that somebody brings for everybody in a room. They belong to its video, and go with it. */
export interface SubtitlesService {
  /**
   * Keeps what a file says, written anew as WebVTT.
   *
   * @throws AppError `validation_failed` where it is no subtitles, `payload_too_large`, `forbidden`, `conflict` where the
   * room shows another video by now
   */
  upload(
    roomId: string,
    userId: string,
    file: { bytes: Uint8Array; description: SubtitlesDescription },
  ): Promise<Playback>;
  /** Tells everybody where they are; what is there is nobody's business but the viewers'. @throws AppError as `upload` */
  point(roomId: string, userId: string, subtitles: SubtitlesByAddress): Promise<Playback>;
  /** @throws AppError `forbidden`, `not_found` */
  remove(roomId: string, userId: string): Promise<Playback>;
  /** As WebVTT, for those who sit in the room. @throws AppError `forbidden`, `not_found` */
  content(roomId: string, userId: string, subtitlesId: string): Promise<string>;
}

export interface SubtitlesServiceOptions {
  repository: SubtitlesRepository;
  limiter: RateLimiter;
  policy: VideoLinkPolicy;
  /** Tells the room its timeline, which tells of the subtitles. */
  tell: (roomId: string, playback: Playback) => void;
}

export function createSubtitlesService({
  repository,
  limiter,
  policy,
  tell,
}: SubtitlesServiceOptions): SubtitlesService {
  /** Says why nothing changed, to whoever may change something. */
  const refuse = async (roomId: string, userId: string, otherwise: AppError): Promise<never> => {
    const { roomExists, isSeated, mayControl } = await repository.standing(roomId, userId);
    if (!roomExists) throw roomNotFound();
    if (!isSeated) throw new AppError('forbidden', 'Join the room first.');
    throw mayControl ? otherwise : new AppError('forbidden', 'You may not control the video of this room.');
  };

  const set = async (
    key: { roomId: string; userId: string; videoUrl: string },
    subtitles: NewSubtitles,
  ): Promise<Playback> => {
    const row = await repository.set(key, subtitles);
    if (!row)
      return refuse(key.roomId, key.userId, new AppError('conflict', 'The room shows another video by now.'));
    const playback = toPlayback(row);
    tell(key.roomId, playback);
    return playback;
  };

  return {
    async upload(roomId, userId, { bytes, description: { videoUrl, label, language } }) {
      await consumeOrThrow(limiter, userId);
      const content = normalised(bytes);
      return set(
        { roomId, userId, videoUrl },
        { label, content, ...(language !== undefined && { language }) },
      );
    },

    async point(roomId, userId, { videoUrl, label, language, url }) {
      await consumeOrThrow(limiter, userId);
      const address = readSubtitlesAddress(url, policy);
      if ('refusal' in address) throw new AppError('validation_failed', address.refusal);
      return set(
        { roomId, userId, videoUrl },
        { label, url: address.url, ...(language !== undefined && { language }) },
      );
    },

    async remove(roomId, userId) {
      const row = await repository.remove(roomId, userId);
      if (!row)
        return refuse(roomId, userId, new AppError('not_found', 'This video has no subtitles of the room.'));
      const playback = toPlayback(row);
      tell(roomId, playback);
      return playback;
    },

    async content(roomId, userId, subtitlesId) {
      const content = await repository.content({ roomId, userId, subtitlesId });
      if (content !== undefined) return content;
      const { roomExists, isSeated } = await repository.standing(roomId, userId);
      if (!roomExists) throw roomNotFound();
      if (!isSeated) throw new AppError('forbidden', 'Join the room first.');
      throw new AppError('not_found', 'There are no such subtitles.');
    },
  };
}

function normalised(bytes: Uint8Array): string {
  const { cues } = parseSubtitles(decoded(bytes));
  if (cues.length === 0)
    throw new AppError('validation_failed', 'There is not one line of WebVTT or SubRip in this file.');
  const content = writeVtt(cues);
  // What had to be escaped has grown.
  if (Buffer.byteLength(content) > SUBTITLES_MAX_BYTES)
    throw new AppError('payload_too_large', 'The subtitles are too long.');
  return content;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('validation_failed', 'Subtitles are sent as UTF-8.', { cause });
  }
}

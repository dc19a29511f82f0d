import type { ClientPayload } from '../events.js';
import type { Playback } from '../playback.js';
import type { VideoCommand } from './room-session.js';

interface SentCommand {
  event: VideoCommand;
  payload: ClientPayload<VideoCommand>;
}

/** Seconds that the server may round a position by. */
const SAME_POSITION_S = 0.01;

/**
 * Whether the timeline is what a command asked for, so that it need not be sent again.
 *
 * @param isOwn the timeline's latest change came from the same person after the command was sent
 */
export function hasTakenEffect(command: SentCommand, playback: Playback, isOwn: boolean): boolean {
  const { event, payload } = command;
  switch (event) {
    case 'video:play':
    case 'video:pause':
      return playback.isPlaying === (event === 'video:play') && (isOwn || !('position' in payload));
    case 'video:rate':
      return 'rate' in payload && playback.rate === payload.rate;
    case 'video:seek':
      return (
        isOwn &&
        'position' in payload &&
        Math.abs(playback.position - (payload.position ?? 0)) < SAME_POSITION_S
      );
    case 'video:change':
      return isOwn;
    case 'video:describe':
      return playback.duration !== undefined || playback.liveOrigin !== undefined;
  }
}

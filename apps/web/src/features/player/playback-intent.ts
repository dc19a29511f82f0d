import { positionAt, type EpochMs, type Playback } from '@watchparty/shared';

/** What this person has just asked for and the server has not answered yet. */
export interface Intent {
  id: number;
  isPlaying?: boolean;
  /** Seconds. */
  position?: number;
  rate?: number;
}

/** What the controls show: the truth, with one's own wishes on top. */
export interface ShownPlayback {
  isPlaying: boolean;
  /** Seconds. */
  position: number;
  rate: number;
  /** A wish is on its way. */
  isPending: boolean;
}

/** Adds a wish, or brings one up to date that is not sent yet. */
export function withIntent(intents: readonly Intent[], intent: Intent): readonly Intent[] {
  return [...intents.filter(({ id }) => id !== intent.id), intent];
}

/** The answer is there, whichever it was: from now on the truth speaks. */
export function withoutIntent(intents: readonly Intent[], id: number): readonly Intent[] {
  return intents.filter((intent) => intent.id !== id);
}

export function shownPlayback(playback: Playback, intents: readonly Intent[], atMs: EpochMs): ShownPlayback {
  const wish = intents.reduce<Omit<Intent, 'id'>>((all, intent) => ({ ...all, ...defined(intent) }), {});
  return {
    isPlaying: wish.isPlaying ?? playback.isPlaying,
    position: wish.position ?? positionAt(playback, atMs),
    rate: wish.rate ?? playback.rate,
    isPending: intents.length > 0,
  };
}

function defined(intent: Intent): Partial<Intent> {
  return Object.fromEntries(Object.entries(intent).filter(([, value]) => value !== undefined));
}

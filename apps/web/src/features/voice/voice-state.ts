import type { CommandErrorCode } from '@watchparty/shared/room-client';

import type { LinkState } from './mesh/peer.js';
import type { MicrophoneProblem } from './microphone.js';

export type VoiceRole = 'speaker' | 'listener';

/** What goes on between this person and one other in voice. */
export interface VoiceLink {
  link: LinkState;
  isSpeaking: boolean;
}

export type VoiceProblem =
  | { type: 'microphone'; problem: MicrophoneProblem }
  | { type: 'refused'; code: CommandErrorCode }
  /** Another window of the same person talks now. */
  | { type: 'elsewhere' }
  /** The host or a moderator took the word away. */
  | { type: 'silenced' };

export interface VoiceState {
  /** Out of it, on the way in, or taking part. */
  status: 'out' | 'entering' | 'in';
  role: VoiceRole;
  /** Heard by nobody, by this person's own wish. */
  isMicOff: boolean;
  isSpeaking: boolean;
  /** By user id: those with whom there is a connection, or is to be one. */
  links: ReadonlyMap<string, VoiceLink>;
  /** The browser plays nobody until there is a tap. */
  isSoundBlocked: boolean;
  problem: VoiceProblem | undefined;
}

export const outOfVoice: VoiceState = {
  status: 'out',
  role: 'speaker',
  isMicOff: false,
  isSpeaking: false,
  links: new Map(),
  isSoundBlocked: false,
  problem: undefined,
};

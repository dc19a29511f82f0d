import type { Role } from '@watchparty/shared';

import type { IconName } from '../../ui/icon.js';

/** What others may make of somebody in a room. */
export interface Standing {
  role: Role;
  isMuted: boolean;
}

interface StandingNotice {
  text: 'host' | 'moderator' | 'participant' | 'unmuted';
  icon: IconName;
}

/** What is worth a word; of being muted the chat itself tells, in the place of where one would write. */
export function standingNotice(before: Standing, now: Standing): StandingNotice | undefined {
  if (before.role !== now.role) return { text: now.role, icon: now.role === 'host' ? 'crown' : 'shield' };
  return before.isMuted && !now.isMuted ? { text: 'unmuted', icon: 'chat' } : undefined;
}

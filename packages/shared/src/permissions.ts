import type { ControlMode, Role } from './entities.js';
import type { MemberAct } from './members.js';

const CONTROLLING_ROLES: Record<ControlMode, readonly Role[]> = {
  host: ['host'],
  moderators: ['host', 'moderator'],
  everyone: ['host', 'moderator', 'participant'],
};

/** The roles that may send `video:*` in a room of this mode. */
export function controllingRoles(mode: ControlMode): readonly Role[] {
  return CONTROLLING_ROLES[mode];
}

export function mayControlPlayback(role: Role, mode: ControlMode): boolean {
  return CONTROLLING_ROLES[mode].includes(role);
}

const BY_THE_HOST: Record<Role, readonly Role[]> = {
  host: ['moderator', 'participant'],
  moderator: [],
  participant: [],
};
const BY_THE_HOST_AND_MODERATORS: Record<Role, readonly Role[]> = {
  ...BY_THE_HOST,
  moderator: ['participant'],
};

const TARGETS: Record<MemberAct, Record<Role, readonly Role[]>> = {
  promote: BY_THE_HOST,
  demote: BY_THE_HOST,
  mute: BY_THE_HOST_AND_MODERATORS,
  unmute: BY_THE_HOST_AND_MODERATORS,
  kick: BY_THE_HOST_AND_MODERATORS,
  ban: BY_THE_HOST_AND_MODERATORS,
  transfer: BY_THE_HOST,
};

/** The roles of those whom somebody of this role may do it to; never the room's owner, nor themselves. */
export function targetRoles(act: MemberAct, role: Role): readonly Role[] {
  return TARGETS[act][role];
}

/** Whether somebody moderates at all: sees who is kept out, and lets them in again. */
export function mayModerate(role: Role): boolean {
  return TARGETS.ban[role].length > 0;
}

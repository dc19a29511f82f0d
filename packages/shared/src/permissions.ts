import type { ControlMode, Role } from './entities.js';

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

import { type MemberAct, MEMBER_ACTS, type Participant, targetRoles } from '@watchparty/shared';

/** What one may do, as things stand, to another one in the room. */
export function actsOn(
  target: Participant,
  { self, ownerId }: { self: Participant | undefined; ownerId: string | undefined },
): readonly MemberAct[] {
  if (!self || target.userId === self.userId || target.userId === ownerId) return [];
  return MEMBER_ACTS.filter(
    (act) => targetRoles(act, self.role).includes(target.role) && wouldChange(act, target),
  );
}

function wouldChange(act: MemberAct, { role, isMuted }: Participant): boolean {
  switch (act) {
    case 'promote':
      return role === 'participant';
    case 'demote':
      return role === 'moderator';
    case 'mute':
      return isMuted !== true;
    case 'unmute':
      return isMuted === true;
    default:
      return true;
  }
}

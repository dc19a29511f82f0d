import { type MemberAct, ROLES, targetRoles } from '@watchparty/shared';

/**
 * Whether participant `a` of room `r` may do it to participant `t`. SQL's twin of `targetRoles`, written from it so that the
 * two cannot differ.
 */
export function mayAct(act: MemberAct): string {
  const pairs = ROLES.flatMap((role) => targetRoles(act, role).map((target) => `('${role}', '${target}')`));
  return `(a.left_at IS NULL AND t.user_id NOT IN (a.user_id, r.owner_id) AND (a.role, t.role) IN (${pairs.join(', ')}))`;
}

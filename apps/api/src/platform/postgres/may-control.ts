import { CONTROL_MODES, controllingRoles } from '@watchparty/shared';

/**
 * Whether participant `p` may control the video of room `r`. SQL's twin of `controllingRoles`, written from it so that the
 * two cannot differ.
 */
export const MAY_CONTROL = `p.role = ANY(CASE r.control_mode ${CONTROL_MODES.map(
  (mode) =>
    `WHEN '${mode}' THEN ARRAY[${controllingRoles(mode)
      .map((role) => `'${role}'`)
      .join(', ')}]`,
).join(' ')} END)`;

import { ROOM_MAX_PARTICIPANTS_LIMIT } from '@watchparty/shared';

/** Sizes that people think in: a couple, a family, a class, a crowd, an event. */
export const ROOM_SIZES = [2, 5, 10, 20, 50, 100, 200, 500, ROOM_MAX_PARTICIPANTS_LIMIT] as const;

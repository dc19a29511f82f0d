import type { Queryable } from '../platform/postgres/database.js';
import type { Figures, Retention } from './analytics.service.js';

/** Reads the figures of the product. They may lag a little, so a replica will do. */
export interface FiguresRepository {
  read(now: number): Promise<Figures>;
}

const NOW = 'to_timestamp($1::double precision / 1000)';
const TODAY = `(${NOW} AT TIME ZONE 'UTC')::date`;
/** Days that a figure looks back, today included. */
const SPANS = { day: 1, week: 7, month: 30 } as const;

/** One aggregate over each span, as columns `<name>_day` and so on. */
function overSpans(name: string, aggregate: string): string {
  return Object.entries(SPANS)
    .map(
      ([span, days]) =>
        `coalesce(${aggregate} FILTER (WHERE day > ${TODAY} - ${days}), 0) AS ${name}_${span}`,
    )
    .join(', ');
}

const ROOMS = `
  SELECT count(*)::int AS total,
    count(*) FILTER (WHERE EXISTS (
      SELECT 1 FROM room_participants p WHERE p.room_id = r.id AND p.left_at IS NULL AND p.away_since IS NULL
    ))::int AS live,
    count(*) FILTER (WHERE r.is_playing)::int AS playing
  FROM rooms r`;

const PEOPLE = `
  SELECT count(*)::int AS total, count(banned_at)::int AS banned,
    (SELECT count(DISTINCT user_id)::int FROM room_participants WHERE left_at IS NULL AND away_since IS NULL) AS online
  FROM users`;

const ACTIVITY = `
  SELECT
    ${overSpans('active', 'count(DISTINCT user_id)')},
    ${overSpans('rooms', 'sum(rooms_created)')},
    ${overSpans('joins', 'sum(rooms_joined)')},
    ${overSpans('messages', 'sum(messages_sent)')},
    ${overSpans('watched', 'sum(watch_seconds)')}
  FROM activity_days WHERE day > ${TODAY} - 30`;

const PEAKS = `
  SELECT ${overSpans('peak', 'max(people)')} FROM peak_days WHERE day > ${TODAY} - 30`;

/**
 * Of those who first came n days before a day that is over, the share that came again on that very day. The cohorts
 * of thirty days together: of one day there are too few people to tell anything.
 */
const RETENTION = `
  SELECT after.days, count(u.id)::int AS cohort, count(a.user_id)::int AS returned
  FROM unnest(ARRAY[1, 7, 30]) AS after(days)
  LEFT JOIN users u ON (u.created_at AT TIME ZONE 'UTC')::date + after.days
    BETWEEN ${TODAY} - 30 AND ${TODAY} - 1
  LEFT JOIN activity_days a
    ON a.user_id = u.id AND a.day = (u.created_at AT TIME ZONE 'UTC')::date + after.days
  GROUP BY after.days ORDER BY after.days`;

type SpanColumns<Name extends string> = Record<`${Name}_${keyof typeof SPANS}`, number>;
type ActivityRow = SpanColumns<'active' | 'rooms' | 'joins' | 'messages' | 'watched'>;

export function createFiguresRepository(reads: Queryable): FiguresRepository {
  const one = async <Row>(text: string, values: unknown[] = []): Promise<Row> => {
    const [row] = await reads.query<Row>({ text, values });
    if (!row) throw new Error('a count returned no row');
    return row;
  };

  return {
    async read(now) {
      const [rooms, people, activity, peaks, retention] = await Promise.all([
        one<{ total: number; live: number; playing: number }>(ROOMS),
        one<{ total: number; banned: number; online: number }>(PEOPLE),
        one<ActivityRow>(ACTIVITY, [now]),
        one<SpanColumns<'peak'>>(PEAKS, [now]),
        reads.query<{ days: number; cohort: number; returned: number }>({ text: RETENTION, values: [now] }),
      ]);
      return {
        rooms: { ...rooms, created: spansOf('rooms', activity), joins: spansOf('joins', activity) },
        people: {
          ...people,
          active: spansOf('active', activity),
          peakOnline: spansOf('peak', peaks),
        },
        retention: retention.map(({ days, cohort, returned }): Retention => ({
          afterDays: days,
          cohort,
          returned,
          share: cohort === 0 ? null : returned / cohort,
        })),
        watchSeconds: spansOf('watched', activity),
        messages: spansOf('messages', activity),
      };
    },
  };
}

function spansOf<Name extends string>(
  name: Name,
  row: SpanColumns<Name>,
): Record<keyof typeof SPANS, number> {
  return { day: row[`${name}_day`], week: row[`${name}_week`], month: row[`${name}_month`] };
}

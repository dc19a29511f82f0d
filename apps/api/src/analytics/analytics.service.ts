import type { ExclusiveOutcome, ExclusiveRuns } from '../platform/jobs/exclusive-runs.js';
import type { Now } from '../platform/now.js';
import type { Queryable } from '../platform/postgres/database.js';
import type { PresenceLease } from '../platform/presence/presence.js';
import type { ActivityRepository, Watcher } from './activity.repository.js';
import type { FiguresRepository } from './figures.repository.js';
import type { PagesRepository } from './pages.repository.js';

/** One number over the last 1, 7 and 30 days of UTC, today included. */
export interface OverSpans {
  day: number;
  week: number;
  month: number;
}

/** Of those who came for the first time, how many came again so many days later. */
export interface Retention {
  afterDays: number;
  cohort: number;
  returned: number;
  /** 0 to 1; null where there was nobody who could have come again. */
  share: number | null;
}

/** How the product is used, in numbers about nobody in particular. */
export interface Figures {
  rooms: { total: number; live: number; playing: number; created: OverSpans; joins: OverSpans };
  people: { total: number; banned: number; online: number; active: OverSpans; peakOnline: OverSpans };
  retention: Retention[];
  watchSeconds: OverSpans;
  messages: OverSpans;
}

export interface AnalyticsService {
  /** Counts, for the whole installation, the time since the last count to everybody who is watching now. */
  countWatching(): Promise<ExclusiveOutcome<{ people: number; seconds: number }>>;
  figures(): Promise<Figures>;
}

export interface AnalyticsServiceOptions {
  exclusive: ExclusiveRuns;
  activity: ActivityRepository;
  figures: FiguresRepository;
  pages: Pick<PagesRepository, 'renew' | 'forgetDead'>;
  /** The connections of this node that are in a room. */
  localPages: () => readonly PresenceLease[];
  /** Remembers what each of them watches, in the same transaction. */
  recordWatched: (tx: Queryable, now: number, watchers: readonly Watcher[]) => Promise<void>;
  /** Is told, once it is kept, whose figures have grown. */
  onWatched: (userIds: readonly string[]) => Promise<void>;
  now: Now;
}

const EVERY_MS = 60_000;
/** Nobody knows who was watching while nobody counted, so a longer pause gives no more than this. */
const LONGEST_MS = 90_000;

export function createAnalyticsService(options: AnalyticsServiceOptions): AnalyticsService {
  const { exclusive, activity, figures, pages, localPages, recordWatched, onWatched, now } = options;
  return {
    async countWatching() {
      // Of every node, whoever of them counts.
      const here = localPages();
      if (here.length > 0) await pages.renew(here, now());
      const outcome = await exclusive.run({
        name: 'watch-time',
        everyMs: EVERY_MS,
        async work(session, lastRanAt) {
          const elapsedMs = lastRanAt === undefined ? EVERY_MS : now() - lastRanAt;
          const seconds = Math.min(elapsedMs, LONGEST_MS) / 1000;
          const at = now();
          const watchers = await session.transaction(async (tx) => {
            const watching = await activity.countWatching(tx, at, seconds);
            await recordWatched(tx, at, watching);
            await activity.countCompany(tx, at, watching);
            await pages.forgetDead(tx, at);
            return watching;
          });
          return { userIds: watchers.map(({ userId }) => userId), seconds };
        },
      });
      if (outcome.status !== 'done') return outcome;
      const { userIds, seconds } = outcome.result;
      await onWatched(userIds);
      return { status: 'done', result: { people: userIds.length, seconds } };
    },

    figures: () => figures.read(now()),
  };
}

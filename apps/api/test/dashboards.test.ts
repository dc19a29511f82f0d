import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createInstallation, type Installation } from './kit/installation.js';
import { type Scrape, scrape } from './kit/metrics.js';

const MONITORING = path.resolve(import.meta.dirname, '../../../monitoring');

/** What the bot's own process tells. */
const OF_THE_BOT = [
  'watchparty_bot_updates_total',
  'watchparty_bot_api_calls_total',
  'watchparty_bot_last_poll_age_seconds',
  'watchparty_bot_outages_total',
  'watchparty_bot_reminders_total',
];

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
}

/** What the expressions name, without what a histogram adds. */
function metricsIn(text: string, histograms: ReadonlySet<string>): Set<string> {
  const named = text.match(/watchparty_\w+/g) ?? [];
  return new Set(
    named.map((name) => {
      const base = name.replace(/_(?:bucket|sum|count)$/, '');
      return histograms.has(base) ? base : name;
    }),
  );
}

describe('what is shown and what wakes somebody', () => {
  let installation: Installation;
  let live: Scrape;
  let histograms: Set<string>;
  let dashboards: string;
  const alerts = readFileSync(path.join(MONITORING, 'alerts.yml'), 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(?:summary|description):/.test(line))
    .join('\n');

  beforeAll(async () => {
    installation = await createInstallation({ METRICS_PORT: '0' }, { withRedis: true });
    // Out of reach, a replica is measured all the same.
    const replica = 'postgres://nobody:x@127.0.0.1:1/none';
    live = await scrape(await installation.bootNode({ DATABASE_REPLICA_URL: replica }));
    histograms = new Set([...live.text.matchAll(/^# TYPE (\w+) histogram$/gm)].map(([, name]) => name!));
    const folder = path.join(MONITORING, 'grafana/dashboards');
    dashboards = readdirSync(folder)
      .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Dashboard)
      .flatMap(({ panels }) => panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)))
      .join('\n');
  });
  afterAll(() => installation.dispose());

  it('every metric of a node is on a dashboard', () => {
    const shown = metricsIn(dashboards, histograms);
    expect(live.names.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('every metric on a dashboard or in an alert exists', () => {
    const known = new Set([...live.names, ...OF_THE_BOT]);
    const used = metricsIn(`${dashboards}\n${alerts}`, histograms);
    expect(used.size).toBeGreaterThan(live.names.length);
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
  });
});

// Grafana's dashboards: what is shown is written here once, briefly; scripts/make-dashboards.mjs makes the JSON of it.

/**
 * @typedef {object} Panel
 * @property {string} title
 * @property {string} about one sentence for whoever wonders what they see
 * @property {Record<string, string>} queries PromQL by legend
 * @property {string} [unit] Grafana's name of it
 * @property {'timeseries' | 'stat' | 'heatmap' | 'table'} [type]
 * @property {number} [width] of 24
 * @property {{ value: number, color: string }[]} [limits] colours from a value on
 *
 * @typedef {{ uid: string, title: string, rows: Record<string, Panel[]> }} Dashboard
 */

const SOURCE = { type: 'prometheus', uid: 'watchparty-prometheus' };
const COLUMNS = 24;
const ROW_HEIGHT = 1;
const STAT_HEIGHT = 4;
const PANEL_HEIGHT = 8;
const DEFAULT_WIDTH = 12;

/** Of the nodes that the viewer picked. */
const NODE = 'node=~"$node"';
const rate = (metric, by, filter = '') =>
  `sum by (${by}) (rate(${metric}{${NODE}${filter && `, ${filter}`}}[$__rate_interval]))`;
const sum = (metric, by = '') => `sum by (${by}) (${metric}{${NODE}})`.replace(' by ()', '');
const each = (metric, filter = '') => `${metric}{${NODE}${filter && `, ${filter}`}}`;
const quantile = (q, metric, by = '') =>
  `histogram_quantile(${q}, sum by (le${by && `, ${by}`}) (rate(${metric}_bucket{${NODE}}[$__rate_interval])))`;
const quantiles = (metric) => ({
  p50: quantile(0.5, metric),
  p95: quantile(0.95, metric),
  p99: quantile(0.99, metric),
});
/** What the installation has of something: every node tells the same. */
const once = (metric) => `max(${metric})`;
const HTTP = 'watchparty_http_request_duration_seconds';
const EVENT = 'watchparty_socket_event_duration_seconds';
const DRIFT = 'watchparty_client_drift_seconds';
const OFFSET = 'watchparty_client_clock_offset_error_seconds';
const RTT = 'watchparty_client_rtt_seconds';
const LOOKUP = 'watchparty_video_lookup_duration_seconds';
const LEAD = 'watchparty_playback_lead_seconds';
const SERVER_ERRORS = `sum(rate(${HTTP}_count{${NODE}, status=~"5.."}[$__rate_interval])) or vector(0)`;
const withinDrift = (seconds) =>
  `sum(rate(${DRIFT}_bucket{${NODE}, le="${seconds}"}[$__rate_interval])) / sum(rate(${DRIFT}_count{${NODE}}[$__rate_interval]))`;

/** @type {Record<string, Dashboard>} by the name of the file */
export const DASHBOARDS = {
  overview: {
    uid: 'watchparty-overview',
    title: 'WatchParty: Overview',
    rows: {
      Now: [
        stat('Nodes up', 'API processes that answer Prometheus.', 'sum(up{job="api"})', {
          limits: [red(0), green(1)],
        }),
        stat('Connections', 'Sockets on all nodes.', sum('watchparty_connections')),
        stat(
          'People connected',
          'Whoever is connected to two nodes counts twice.',
          sum('watchparty_connected_users'),
        ),
        stat('Seats online', 'Seats of all rooms whose holders are there.', once('watchparty_seats_online')),
        stat('Rooms', 'All rooms that there are.', once('watchparty_rooms')),
        stat(
          'People',
          'Everybody who ever signed in and did not erase themselves.',
          once('watchparty_users'),
        ),
        stat('Server errors', 'Answers 5xx of all.', `(${SERVER_ERRORS}) / sum(${rateAll(HTTP)})`, {
          unit: 'percentunit',
          limits: [green(0), orange(0.005), red(0.02)],
        }),
        stat('Drift p95', 'What 95 of 100 reports stay below.', quantile(0.95, DRIFT), {
          unit: 's',
          limits: [green(0), orange(0.08), red(0.3)],
        }),
      ],
      Parties: [
        graph('Connections by node', 'A deploy moves them, a crash drops them.', {
          '{{node}}': each('watchparty_connections'),
        }),
        graph('Rooms with somebody in them, by node', 'A room may be on several nodes at once.', {
          '{{node}}': each('watchparty_connected_rooms'),
        }),
        graph(
          'Messages',
          'Kept and told, by type.',
          { '{{type}}': rate('watchparty_messages_sent_total', 'type') },
          'cps',
        ),
        graph(
          'Playback commands',
          'What people do to timelines.',
          {
            '{{event}}': rate('watchparty_playback_commands_total', 'event'),
          },
          'cps',
        ),
      ],
      Trouble: [
        graph(
          'Trouble in the log',
          'Lines at warn and error.',
          {
            '{{level}} {{node}}': rate('watchparty_log_lines_total', 'level, node'),
          },
          'cps',
        ),
        graph(
          'Refused by a limit',
          'Which limit, and how often.',
          {
            '{{limit}}': rate('watchparty_rate_limit_hits_total', 'limit'),
          },
          'cps',
        ),
        table('What runs where', 'A release is done when all nodes tell the same version.', {
          version: each('watchparty_build_info'),
          'Node.js': each('watchparty_nodejs_version_info'),
        }),
        graph(
          'Up since',
          'How long each node has been running.',
          {
            '{{node}}': `time() - ${each('watchparty_process_start_time_seconds')}`,
          },
          's',
        ),
      ],
    },
  },

  sync: {
    uid: 'watchparty-sync',
    title: 'WatchParty: Sync quality',
    rows: {
      'What people see': [
        graph('Drift', 'How far players are from their room, ahead or behind.', quantiles(DRIFT), 's'),
        graph(
          'Together',
          'Share of reports within a frame, and within what is noticed.',
          {
            'within 20 ms': withinDrift('0.02'),
            'within 40 ms': withinDrift('0.04'),
            'within 150 ms': withinDrift('0.15'),
          },
          'percentunit',
        ),
        heatmap(
          'Drift, all of it',
          'Where the reports lie.',
          `sum by (le) (increase(${DRIFT}_bucket{${NODE}}[$__rate_interval]))`,
        ),
        graph(
          'Reports',
          'Mini Apps that tell how they do; none means that nobody watches or none arrives.',
          {
            '{{node}}': rate('watchparty_client_reports_total', 'node'),
          },
          'cps',
        ),
      ],
      'What it rests on': [
        graph(
          'Clock error',
          'How far Mini Apps may be wrong about the time of the server.',
          quantiles(OFFSET),
          's',
        ),
        graph('Round trips', 'Of clock pings, as Mini Apps measure them.', quantiles(RTT), 's'),
        graph(
          'Lead of commands',
          'How far ahead they take effect, so that they reach everybody in the room before.',
          quantiles(LEAD),
          's',
        ),
        graph(
          'Waits for buffering',
          'Rooms that wait for somebody who ran out of video, and what ends that; what is left has run out.',
          {
            'begun on {{node}}': rate('watchparty_holds_begun_total', 'node'),
            'ended by {{by}}': rate('watchparty_holds_ended_total', 'by'),
          },
          'cps',
        ),
        graph(
          'Commands by outcome',
          'Refused ones are people without the right, or in the wrong room.',
          {
            '{{event}} {{outcome}}': rate('watchparty_playback_commands_total', 'event, outcome'),
          },
          'cps',
        ),
        graph(
          'Missed and healed',
          'What a node told its people because they had missed it elsewhere.',
          {
            '{{event}}': rate('watchparty_broadcasts_total', 'event', 'reach="here"'),
          },
          'cps',
        ),
      ],
    },
  },

  api: {
    uid: 'watchparty-api',
    title: 'WatchParty: API & sockets',
    rows: {
      HTTP: [
        graph(
          'Requests by route',
          'Patterns of routes; web is the Mini App, none what no route took.',
          {
            '{{method}} {{route}}': rate(`${HTTP}_count`, 'method, route'),
          },
          'reqps',
        ),
        graph(
          'Answers by status',
          'Of the API and the Mini App.',
          { '{{status}}': rate(`${HTTP}_count`, 'status') },
          'reqps',
        ),
        graph(
          'Latency',
          'Of the API, without the files of the Mini App.',
          {
            p50: apiQuantile(0.5),
            p95: apiQuantile(0.95),
            p99: apiQuantile(0.99),
          },
          's',
        ),
        graph(
          'Latency by route, p95',
          'Which route is slow.',
          { '{{method}} {{route}}': quantile(0.95, HTTP, 'method, route') },
          's',
        ),
      ],
      'What others tell of videos': [
        graph(
          'Questions to platforms',
          'How they end; what is remembered is not asked again.',
          { '{{platform}} {{outcome}}': rate(`${LOOKUP}_count`, 'platform, outcome') },
          'cps',
        ),
        graph(
          'Time to an answer, p95',
          'After two seconds nobody waits for it any more, after five it is given up.',
          { '{{platform}}': quantile(0.95, LOOKUP, 'platform') },
          's',
        ),
      ],
      Sockets: [
        graph(
          'Events',
          'What clients send.',
          { '{{event}}': rate('watchparty_socket_events_total', 'event') },
          'cps',
        ),
        graph(
          'Events that failed',
          'By the code that the client got.',
          {
            '{{event}} {{outcome}}': rate(
              'watchparty_socket_events_total',
              'event, outcome',
              'outcome!="ok"',
            ),
          },
          'cps',
        ),
        graph(
          'Time to the ack, p95',
          'Waiting for earlier events of the connection included.',
          {
            '{{event}}': quantile(0.95, EVENT, 'event'),
          },
          's',
        ),
        graph(
          'Broadcasts',
          'Events told by nodes, however many hear each.',
          {
            '{{event}}': rate('watchparty_broadcasts_total', 'event'),
          },
          'cps',
        ),
      ],
    },
  },

  infrastructure: {
    uid: 'watchparty-infrastructure',
    title: 'WatchParty: Infrastructure',
    rows: {
      'Event loop': [
        graph(
          'How late the event loop is, p99',
          'Above 0.1 s people feel it.',
          {
            '{{node}}': each('watchparty_nodejs_eventloop_lag_p99_seconds'),
          },
          's',
        ),
        graph(
          'The same in all its numbers',
          'Between two scrapes.',
          {
            '{{node}} now': each('watchparty_nodejs_eventloop_lag_seconds'),
            '{{node}} min': each('watchparty_nodejs_eventloop_lag_min_seconds'),
            '{{node}} mean': each('watchparty_nodejs_eventloop_lag_mean_seconds'),
            '{{node}} deviation': each('watchparty_nodejs_eventloop_lag_stddev_seconds'),
            '{{node}} p50': each('watchparty_nodejs_eventloop_lag_p50_seconds'),
            '{{node}} p90': each('watchparty_nodejs_eventloop_lag_p90_seconds'),
            '{{node}} max': each('watchparty_nodejs_eventloop_lag_max_seconds'),
          },
          's',
        ),
        graph(
          'Garbage collection',
          'Time spent on it, by kind.',
          {
            '{{node}} {{kind}}': rate('watchparty_nodejs_gc_duration_seconds_sum', 'node, kind'),
          },
          'percentunit',
        ),
        graph('What the event loop waits for', 'A number that only rises is a leak.', {
          '{{node}} {{type}}': each('watchparty_nodejs_active_resources'),
          '{{node}} resources': each('watchparty_nodejs_active_resources_total'),
          '{{node}} handles {{type}}': each('watchparty_nodejs_active_handles'),
          '{{node}} handles': each('watchparty_nodejs_active_handles_total'),
          '{{node}} requests {{type}}': each('watchparty_nodejs_active_requests'),
          '{{node}} requests': each('watchparty_nodejs_active_requests_total'),
        }),
      ],
      Process: [
        graph(
          'Processor',
          'One core is 100 %.',
          {
            '{{node}}': rate('watchparty_process_cpu_seconds_total', 'node'),
            '{{node}} own code': rate('watchparty_process_cpu_user_seconds_total', 'node'),
            '{{node}} system': rate('watchparty_process_cpu_system_seconds_total', 'node'),
          },
          'percentunit',
        ),
        graph(
          'Memory',
          'Resident is what the container is killed for.',
          {
            '{{node}} resident': each('watchparty_process_resident_memory_bytes'),
            '{{node}} virtual': each('watchparty_process_virtual_memory_bytes'),
            '{{node}} data': each('watchparty_process_heap_bytes'),
            '{{node}} external': each('watchparty_nodejs_external_memory_bytes'),
          },
          'bytes',
        ),
        graph(
          'Heap of JavaScript',
          'A used part that only rises is a leak.',
          {
            '{{node}} used': each('watchparty_nodejs_heap_size_used_bytes'),
            '{{node}} total': each('watchparty_nodejs_heap_size_total_bytes'),
          },
          'bytes',
        ),
        graph(
          'Heap by space',
          'Where V8 keeps it.',
          {
            '{{node}} {{space}} used': each('watchparty_nodejs_heap_space_size_used_bytes'),
            '{{node}} {{space}} total': each('watchparty_nodejs_heap_space_size_total_bytes'),
            '{{node}} {{space}} free': each('watchparty_nodejs_heap_space_size_available_bytes'),
          },
          'bytes',
        ),
        graph('Open files and sockets', 'Of those that the system allows.', {
          '{{node}} open': each('watchparty_process_open_fds'),
          '{{node}} allowed': each('watchparty_process_max_fds'),
        }),
      ],
      Stores: [
        graph('Connections to the database', 'Of those that a pool may open.', {
          '{{node}} {{pool}} open': each('watchparty_db_pool_connections'),
          '{{node}} {{pool}} idle': each('watchparty_db_pool_idle'),
          '{{node}} {{pool}} most': each('watchparty_db_pool_max'),
        }),
        graph(
          'Who waits for a connection',
          'Anything but 0 for long means that the database is the bottleneck.',
          {
            '{{node}} {{pool}}': each('watchparty_db_pool_waiting'),
          },
        ),
        graph('Redis within reach', 'Without it a node serves its own people alone.', {
          '{{node}}': each('watchparty_redis_up'),
        }),
        graph('Replica in use', 'At 0 it is away or too far behind, and the primary answers instead.', {
          '{{node}}': each('watchparty_db_replica_in_use'),
        }),
        graph(
          'Memory of Redis',
          'Of what each server may use; 0 is no bound.',
          {
            '{{server}} used': 'max by (server) (watchparty_redis_memory_used_bytes)',
            '{{server}} most': 'max by (server) (watchparty_redis_memory_max_bytes)',
          },
          'bytes',
        ),
      ],
    },
  },

  jobs: {
    uid: 'watchparty-jobs',
    title: 'WatchParty: Jobs',
    rows: {
      'Periodic work': [
        graph(
          'Runs',
          'Every node runs them.',
          { '{{job_name}} {{outcome}}': rate('watchparty_job_runs_total', 'job_name, outcome') },
          'cps',
        ),
        graph(
          'Runs that failed',
          'By node: one alone has trouble of its own.',
          {
            '{{job_name}} {{node}}': rate('watchparty_job_runs_total', 'job_name, node', 'outcome="failed"'),
          },
          'cps',
        ),
        graph(
          'Duration, p95',
          'A run that takes longer than its pause falls behind.',
          {
            '{{job_name}}': quantile(0.95, 'watchparty_job_duration_seconds', 'job_name'),
          },
          's',
        ),
        graph(
          'Since the last success',
          'Of the node that is worst.',
          {
            '{{job_name}}': `time() - min by (job_name) (${each('watchparty_job_last_success_timestamp_seconds')})`,
          },
          's',
        ),
        graph(
          'Cleaned up',
          'Idle rooms and old messages that were deleted.',
          { '{{kind}}': rate('watchparty_cleaned_up_total', 'kind') },
          'cps',
        ),
      ],
      Bot: [
        graph(
          'Updates',
          'What people ask the bot for.',
          {
            '{{kind}} {{outcome}}':
              'sum by (kind, outcome) (rate(watchparty_bot_updates_total[$__rate_interval]))',
          },
          'cps',
        ),
        graph(
          'Calls to Telegram',
          'By method and how they ended.',
          {
            '{{method}} {{outcome}}':
              'sum by (method, outcome) (rate(watchparty_bot_api_calls_total[$__rate_interval]))',
          },
          'cps',
        ),
        graph(
          'Since Telegram last answered',
          'Above a minute the bot is deaf.',
          {
            bot: 'max(watchparty_bot_last_poll_age_seconds)',
          },
          's',
        ),
        graph('Reminders', 'Of parties: sent, put off because Telegram took none, or failed.', {
          '{{kind}} {{outcome}}':
            'sum by (kind, outcome) (increase(watchparty_bot_reminders_total[$__rate_interval]))',
        }),
        graph('Outages', 'Telegram out of reach, or another process that takes the updates.', {
          '{{kind}}': 'sum by (kind) (increase(watchparty_bot_outages_total[$__rate_interval]))',
        }),
      ],
    },
  },
};

function green(value) {
  return { value, color: 'green' };
}
function orange(value) {
  return { value, color: 'orange' };
}
function red(value) {
  return { value, color: 'red' };
}

function rateAll(histogram) {
  return `rate(${histogram}_count{${NODE}}[$__rate_interval])`;
}

function apiQuantile(q) {
  return `histogram_quantile(${q}, sum by (le) (rate(${HTTP}_bucket{${NODE}, route!="web"}[$__rate_interval])))`;
}

/** @returns {Panel} */
function graph(title, about, queries, unit = 'short') {
  return { title, about, queries, unit, type: 'timeseries' };
}

/** @returns {Panel} */
function stat(title, about, query, { unit = 'short', limits } = {}) {
  return { title, about, queries: { '': query }, unit, limits, type: 'stat', width: 3 };
}

/** @returns {Panel} */
function table(title, about, queries) {
  return { title, about, queries, type: 'table' };
}

/** @returns {Panel} */
function heatmap(title, about, query) {
  return { title, about, queries: { '{{le}}': query }, unit: 's', type: 'heatmap' };
}

/**
 * @param {Dashboard} dashboard
 * @returns {object} what Grafana reads
 */
export function buildDashboard({ uid, title, rows }) {
  const panels = [];
  let top = 0;
  for (const [rowTitle, rowPanels] of Object.entries(rows)) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title: rowTitle,
      collapsed: false,
      gridPos: { h: ROW_HEIGHT, w: COLUMNS, x: 0, y: top },
      panels: [],
    });
    top += ROW_HEIGHT;
    let left = 0;
    let height = 0;
    for (const panel of rowPanels) {
      const width = panel.width ?? DEFAULT_WIDTH;
      if (left + width > COLUMNS) {
        top += height;
        left = 0;
      }
      height = panel.type === 'stat' ? STAT_HEIGHT : PANEL_HEIGHT;
      panels.push(buildPanel(panel, panels.length + 1, { h: height, w: width, x: left, y: top }));
      left += width;
    }
    top += height;
  }
  return {
    uid,
    title,
    tags: ['watchparty'],
    schemaVersion: 39,
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    timezone: '',
    links: [
      {
        type: 'dashboards',
        tags: ['watchparty'],
        title: 'WatchParty',
        asDropdown: true,
        keepTime: true,
        includeVars: true,
      },
    ],
    templating: {
      list: [
        {
          name: 'node',
          label: 'Node',
          type: 'query',
          datasource: SOURCE,
          query: { query: 'label_values(watchparty_build_info, node)', refId: 'node' },
          refresh: 2,
          sort: 1,
          multi: true,
          includeAll: true,
          allValue: '.*',
          current: { text: ['All'], value: ['$__all'] },
        },
      ],
    },
    panels,
  };
}

/** @param {Panel} panel */
function buildPanel({ title, about, queries, unit, type = 'timeseries', limits }, id, gridPos) {
  const isTable = type === 'table';
  return {
    id,
    type,
    title,
    description: about,
    datasource: SOURCE,
    gridPos,
    targets: Object.entries(queries).map(([legend, expr], index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource: SOURCE,
      expr,
      legendFormat: legend,
      ...(isTable && { instant: true, format: 'table' }),
      ...(type === 'heatmap' && { format: 'heatmap' }),
    })),
    fieldConfig: {
      defaults: {
        ...(unit && { unit }),
        ...(type === 'timeseries' && { min: 0, custom: { fillOpacity: 10, showPoints: 'never' } }),
        ...(limits && {
          color: { mode: 'thresholds' },
          thresholds: {
            mode: 'absolute',
            steps: limits.map(({ value, color }, index) => ({ value: index === 0 ? null : value, color })),
          },
        }),
      },
      overrides: [],
    },
    options: {
      ...(type === 'timeseries' && {
        legend: { displayMode: 'list', placement: 'bottom' },
        tooltip: { mode: 'multi', sort: 'desc' },
      }),
      ...(type === 'stat' && {
        reduceOptions: { calcs: ['lastNotNull'] },
        colorMode: limits ? 'value' : 'none',
      }),
      ...(type === 'heatmap' && { calculate: false, yAxis: { unit }, color: { scheme: 'Oranges' } }),
    },
  };
}

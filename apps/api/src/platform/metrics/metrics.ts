import type {
  ClientEventName,
  ClientPayload,
  MessageType,
  Platform,
  ServerEventName,
} from '@watchparty/shared';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HandledRequest } from '../http/request-log.js';
import type { JobRun } from '../jobs/job.js';
import type { BroadcastReach } from '../socket/broadcaster.js';
import type { HandledEvent } from '../socket/dispatch.js';

/**
 * What a node counts about itself. Each label has a small, closed set of values: routes are patterns, events come from
 * the table, codes from the closed list. Durations are seconds, sizes bytes.
 */
export interface Metrics {
  readonly registry: Registry;
  requestHandled(request: HandledRequest): void;
  eventHandled(event: HandledEvent): void;
  messageKept(type: MessageType): void;
  broadcastSent(event: ServerEventName, reach: BroadcastReach): void;
  limitHit(limit: string): void;
  videoLookedUp(lookup: { platform: Platform; outcome: string; durationS: number }): void;
  jobRan(run: JobRun): void;
  cleanedUp(kind: 'rooms' | 'messages', deleted: number): void;
  /** @param leadMs how far ahead a command took effect, in milliseconds */
  leadTaken(leadMs: number): void;
  holdBegan(): void;
  holdEnded(by: string): void;
  clientReported(report: ClientPayload<'sync:report'>): void;
  voiceEntered(as: 'speaker' | 'listener'): void;
  voiceReported(report: ClientPayload<'voice:report'>): void;
  lineLogged(line: { level: string }): void;
  /** Measures the process itself, from now on: memory, CPU, garbage, and how late the event loop is. */
  watchProcess(): void;
}

export interface MetricsOptions {
  nodeId: string;
  version: string;
}

const HTTP_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const EVENT_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const JOB_BUCKETS_S = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 30, 120];
const RTT_BUCKETS_S = [0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5];
/** Up to what is waited for at most. */
const LOOKUP_BUCKETS_S = [0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5];
/** From the shortest lead to the longest. */
const LEAD_BUCKETS_S = [0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];
/** Around what people see: a frame is 0.04 s, and 0.02 s is the aim for 95 of 100. */
const FIRST_SOUND_BUCKETS_S = [0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30];
const JITTER_BUCKETS_S = [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5];
const LOSS_BUCKETS = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
const SYNC_BUCKETS_S = [0.002, 0.005, 0.008, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1, 3, 10];

export function createMetrics({ nodeId, version }: MetricsOptions): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ node: nodeId });
  const registers = [registry];

  const buildInfo = new Gauge({
    name: 'watchparty_build_info',
    help: 'Which version this node runs; always 1',
    labelNames: ['version'],
    registers,
  });
  buildInfo.set({ version }, 1);
  const requests = new Histogram({
    name: 'watchparty_http_request_duration_seconds',
    help: 'HTTP requests, from their head to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_BUCKETS_S,
    registers,
  });
  const eventDurations = new Histogram({
    name: 'watchparty_socket_event_duration_seconds',
    help: 'Socket events, from their coming in to their ack, the wait for earlier ones included',
    labelNames: ['event'],
    buckets: EVENT_BUCKETS_S,
    registers,
  });
  const events = new Counter({
    name: 'watchparty_socket_events_total',
    help: 'Socket events by how they ended: ok or a code of the closed list',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const commands = new Counter({
    name: 'watchparty_playback_commands_total',
    help: 'Commands to a timeline by how they ended',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const messages = new Counter({
    name: 'watchparty_messages_sent_total',
    help: 'Messages kept and told to their room',
    labelNames: ['type'],
    registers,
  });
  const broadcasts = new Counter({
    name: 'watchparty_broadcasts_total',
    help: 'Events told by this node, however many hear them: everywhere, or here to people who had missed them',
    labelNames: ['event', 'reach'],
    registers,
  });
  const limitHits = new Counter({
    name: 'watchparty_rate_limit_hits_total',
    help: 'What was refused because there was too much of it',
    labelNames: ['limit'],
    registers,
  });
  const lookups = new Histogram({
    name: 'watchparty_video_lookup_duration_seconds',
    help: 'Questions to others about a video, by platform and by how they ended',
    labelNames: ['platform', 'outcome'],
    buckets: LOOKUP_BUCKETS_S,
    registers,
  });
  // Not `job`, which Prometheus gives to every series.
  const jobRuns = new Counter({
    name: 'watchparty_job_runs_total',
    help: 'Runs of periodic work',
    labelNames: ['job_name', 'outcome'],
    registers,
  });
  const jobDurations = new Histogram({
    name: 'watchparty_job_duration_seconds',
    help: 'How long runs of periodic work take',
    labelNames: ['job_name'],
    buckets: JOB_BUCKETS_S,
    registers,
  });
  const jobSuccess = new Gauge({
    name: 'watchparty_job_last_success_timestamp_seconds',
    help: 'When periodic work last ended well',
    labelNames: ['job_name'],
    registers,
  });
  const cleanedUp = new Counter({
    name: 'watchparty_cleaned_up_total',
    help: 'What cleaning up has deleted, by the node that did it',
    labelNames: ['kind'],
    registers,
  });
  const lead = new Histogram({
    name: 'watchparty_playback_lead_seconds',
    help: 'How far ahead commands to a timeline took effect, by the round trips of their room',
    buckets: LEAD_BUCKETS_S,
    registers,
  });
  const holdsBegun = new Counter({
    name: 'watchparty_holds_begun_total',
    help: 'Times that a room began to wait for somebody who ran out of video',
    registers,
  });
  const holdsEnded = new Counter({
    name: 'watchparty_holds_ended_total',
    help: 'Such waits that ended before their time, and by what; the others have run out',
    labelNames: ['by'],
    registers,
  });
  const reports = new Counter({
    name: 'watchparty_client_reports_total',
    help: 'Reports of Mini Apps about their sync',
    registers,
  });
  const rtt = new Histogram({
    name: 'watchparty_client_rtt_seconds',
    help: 'Round trips of clock pings as Mini Apps measured them',
    buckets: RTT_BUCKETS_S,
    registers,
  });
  const offsetError = new Histogram({
    name: 'watchparty_client_clock_offset_error_seconds',
    help: 'How far Mini Apps may be wrong about the server clock',
    buckets: SYNC_BUCKETS_S,
    registers,
  });
  const drift = new Histogram({
    name: 'watchparty_client_drift_seconds',
    help: 'How far players were from their room, ahead or behind',
    buckets: SYNC_BUCKETS_S,
    registers,
  });
  const voiceEntries = new Counter({
    name: 'watchparty_voice_entries_total',
    help: 'Times that somebody went into voice, or changed how they take part',
    labelNames: ['as'],
    registers,
  });
  const voiceConnections = new Counter({
    name: 'watchparty_voice_connections_total',
    help: 'Connections between two people in voice as Mini Apps saw them, and how they came about',
    labelNames: ['outcome'],
    registers,
  });
  const firstSound = new Histogram({
    name: 'watchparty_voice_first_sound_seconds',
    help: 'From pressing the button to the first sound of somebody else',
    buckets: FIRST_SOUND_BUCKETS_S,
    registers,
  });
  const voiceLoss = new Histogram({
    name: 'watchparty_voice_loss_ratio',
    help: 'Share of the packets of voice that were lost on the way',
    buckets: LOSS_BUCKETS,
    registers,
  });
  const voiceJitter = new Histogram({
    name: 'watchparty_voice_jitter_seconds',
    help: 'How unsteadily packets of voice arrived',
    buckets: JITTER_BUCKETS_S,
    registers,
  });
  const lines = new Counter({
    name: 'watchparty_log_lines_total',
    help: 'Log lines that tell of trouble',
    labelNames: ['level'],
    registers,
  });
  // Known from the start, so that a first error is a rise and not the birth of a series.
  for (const level of ['error', 'warn']) lines.inc({ level }, 0);

  return {
    registry,

    requestHandled({ method, route, status, durationS }) {
      requests.observe({ method, route, status: String(status) }, durationS);
    },
    eventHandled({ event, outcome, durationS }) {
      eventDurations.observe({ event }, durationS);
      events.inc({ event, outcome });
      if (isCommand(event)) commands.inc({ event, outcome });
    },
    messageKept: (type) => messages.inc({ type }),
    broadcastSent: (event, reach) => broadcasts.inc({ event, reach }),
    limitHit: (limit) => limitHits.inc({ limit }),
    videoLookedUp({ platform, outcome, durationS }) {
      lookups.observe({ platform, outcome }, durationS);
    },
    jobRan({ job, outcome, durationS }) {
      jobRuns.inc({ job_name: job, outcome });
      jobDurations.observe({ job_name: job }, durationS);
      if (outcome === 'ok') jobSuccess.setToCurrentTime({ job_name: job });
    },
    cleanedUp(kind, deleted) {
      cleanedUp.inc({ kind }, deleted);
    },
    leadTaken: (leadMs) => lead.observe(leadMs / 1_000),
    holdBegan: () => holdsBegun.inc(),
    holdEnded: (by) => holdsEnded.inc({ by }),
    clientReported({ rttMs, offsetErrorMs, driftMs }) {
      reports.inc();
      rtt.observe(rttMs / 1_000);
      offsetError.observe(offsetErrorMs / 1_000);
      if (driftMs !== undefined) drift.observe(Math.abs(driftMs) / 1_000);
    },
    voiceEntered(as) {
      voiceEntries.inc({ as });
    },
    voiceReported({ firstSoundMs, direct, relayed, failed, lossShare, jitterMs }) {
      if (firstSoundMs !== undefined) firstSound.observe(firstSoundMs / 1_000);
      voiceConnections.inc({ outcome: 'direct' }, direct);
      voiceConnections.inc({ outcome: 'relayed' }, relayed);
      voiceConnections.inc({ outcome: 'failed' }, failed);
      if (lossShare !== undefined) voiceLoss.observe(lossShare);
      if (jitterMs !== undefined) voiceJitter.observe(jitterMs / 1_000);
    },
    lineLogged({ level }) {
      if (level === 'error' || level === 'warn') lines.inc({ level });
    },
    watchProcess() {
      collectDefaultMetrics({ register: registry, prefix: 'watchparty_' });
    },
  };
}

function isCommand(event: ClientEventName | 'unknown'): boolean {
  return event.startsWith('video:');
}

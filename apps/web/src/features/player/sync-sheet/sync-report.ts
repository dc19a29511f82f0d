import type { Platform } from '@watchparty/shared';

import type { Correction } from '../sync/sync-details.js';
import type { SyncStatus } from '../sync/sync-status.js';
import type { SyncSnapshot } from './sync-snapshot.js';

/** On what it runs; nothing that says who watches, or what. */
export interface ReportSurroundings {
  /** The release that the page comes from. */
  appVersion: string;
  telegram: { platform: string; version: string };
  userAgent: string;
  language: string;
  /** The kind of player, not its address; absent without a video. */
  player: Platform | undefined;
}

/**
 * A text for a bug report, in English for those who read such reports. It names no person, no room and no address, so
 * that it may be posted anywhere.
 */
export function syncReport(snapshot: SyncSnapshot, surroundings: ReportSurroundings): string {
  const { atMs, status, clock, deviceClockMs, details } = snapshot;
  const { appVersion, telegram, userAgent, language, player } = surroundings;
  const lines = [
    'WatchParty sync report',
    `time: ${new Date(atMs).toISOString()}`,
    `app: ${appVersion}`,
    `telegram: ${telegram.platform} ${telegram.version}`,
    `browser: ${userAgent}`,
    `language: ${language}`,
    `player: ${player ?? 'none'}`,
    `state: ${stateOf(status)}`,
    `difference (player - room): ${ms(details?.differenceMs)}`,
    `clock (device - server): ${ms(deviceClockMs)}`,
    `clock error: ${ms(clock?.errorMs)}`,
    `round trip: ${ms(clock?.rttMs)}`,
    `jitter: ${ms(clock?.jitterMs)}`,
    `skew: ${figure(clock?.skewPpm, 'ppm')}`,
  ];
  if (!details) return lines.join('\n');
  return [
    ...lines,
    `rate: ${details.rate} (room ${details.roomRate})`,
    `seek latency: ${ms(details.seekLatencyMs)}`,
    `fetch latency: ${ms(details.fetchLatencyMs)}`,
    `start latency: ${ms(details.startLatencyMs)}`,
    `corrections: ${details.corrections.length}`,
    ...details.corrections.map((correction) => `  ${correctionAt(correction, atMs)}`),
  ].join('\n');
}

function stateOf(status: SyncStatus): string {
  return status.type === 'failed' ? `failed (${status.problem})` : status.type;
}

function correctionAt(correction: Correction, atMs: number): string {
  const ageS = (correction.atMs - atMs) / 1000;
  return `${ageS.toFixed(2)} s: ${whatOf(correction)}`;
}

function whatOf(correction: Correction): string {
  switch (correction.type) {
    case 'rate':
      return `rate ${correction.rate}`;
    case 'seek':
      return `seek by ${correction.byS.toFixed(3)} s`;
    case 'start':
      return 'start';
  }
}

function ms(value: number | undefined): string {
  return figure(value, 'ms');
}

function figure(value: number | undefined, unit: string): string {
  return value === undefined ? 'unknown' : `${value.toFixed(1)} ${unit}`;
}

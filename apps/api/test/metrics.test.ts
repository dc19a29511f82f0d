import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createInstallation,
  type Installation,
  type InstallationOptions,
  type TestNode,
} from './kit/installation.js';
import { scrape } from './kit/metrics.js';
import { redisServer } from './kit/redis-server.js';
import { createRoom, enter } from './kit/room.js';
import { request } from './kit/test-person.js';
import { until } from './kit/until.js';

const MEASURED = { METRICS_PORT: '0', NODE_ID: 'node-a' };

describe('what the operator sees of a node', () => {
  let installation: Installation;
  afterEach(() => installation.dispose());

  async function boot(
    environment: Record<string, string> = {},
    options: InstallationOptions = {},
  ): Promise<TestNode> {
    installation = await createInstallation({ ...MEASURED, ...environment }, options);
    return installation.bootNode();
  }

  it('is on a port of its own, and on no other', async () => {
    const node = await boot();
    const { text } = await scrape(node);
    expect(text).toContain('watchparty_build_info{version="test",node="node-a"} 1');
    for (const path of ['/metrics', '/api/metrics', '/metrics/', '//metrics', '/api/../metrics']) {
      const { status, body } = await request(node.url, 'GET', path);
      expect([path, status]).toEqual([path, 404]);
      expect(JSON.stringify(body)).not.toContain('watchparty_');
    }
    const internal = `http://127.0.0.1:${node.app.metricsPort}`;
    for (const path of ['/', '/api/health', '/api/config', '/metrics/x']) {
      expect((await fetch(`${internal}${path}`)).status).toBe(404);
    }
    expect((await fetch(`${internal}/metrics`, { method: 'POST' })).status).toBe(404);
    await node.stop();
    await expect(scrape(node)).rejects.toThrow();
  });

  it('is nowhere unless it is asked for', async () => {
    installation = await createInstallation();
    const node = await installation.bootNode();
    expect(node.app.metricsPort).toBeUndefined();
  });

  it('counts an evening', async () => {
    const node = await boot({ RATE_LIMIT_MESSAGES: '3/1m' });
    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!);
    await createRoom(anna!);
    const host = await enter(anna!, room);
    const guest = await enter(boris!, room);
    await boris!.connect();
    await host.do('video:play', {});
    await host.do('video:seek', { position: 5 });
    await guest.hears('video:state_changed', ({ reason }) => reason === 'seek');
    await guest.refused('video:pause', {});
    await guest.refused('video:pause', { position: -1 });
    for (const content of ['a', 'b']) await guest.do('chat:message', { content });
    await guest.do('chat:message', { content: '🎉', type: 'emoji' });
    await guest.refused('chat:message', { content: 'too many' });
    await guest.refused('made:up');
    await anna!.call('GET', `/api/rooms/${room.id}`);
    await anna!.request('GET', '/api/rooms/none');
    await anna!.request('GET', '/api/no/such/path');
    // Nobody knows this host, and that is remembered.
    for (let turn = 1; turn <= 2; turn++)
      await anna!.call('POST', '/api/videos/resolve', { url: 'media.example/film.mp4' });
    await request(node.url, 'GET', '/somewhere');
    await until('all requests are noted', async () => {
      const { sum } = await scrape(node);
      return sum('watchparty_http_request_duration_seconds_count', { route: 'web' }) === 1;
    });

    const { sum, samples } = await scrape(node);
    const counts = {
      connections: sum('watchparty_connections'),
      users: sum('watchparty_connected_users'),
      rooms: sum('watchparty_connected_rooms'),
      texts: sum('watchparty_messages_sent_total', { type: 'text' }),
      emoji: sum('watchparty_messages_sent_total', { type: 'emoji' }),
      plays: sum('watchparty_playback_commands_total', { event: 'video:play', outcome: 'ok' }),
      forbidden: sum('watchparty_playback_commands_total', { event: 'video:pause', outcome: 'forbidden' }),
      invalid: sum('watchparty_playback_commands_total', { outcome: 'validation_failed' }),
      commands: sum('watchparty_playback_commands_total'),
      joins: sum('watchparty_socket_event_duration_seconds_count', { event: 'room:join' }),
      unknown: sum('watchparty_socket_events_total', { event: 'unknown', outcome: 'validation_failed' }),
      states: sum('watchparty_broadcasts_total', { event: 'video:state_changed' }),
      limited: sum('watchparty_rate_limit_hits_total', { limit: 'messages' }),
      lookups: sum('watchparty_video_lookup_duration_seconds_count', { platform: 'file', outcome: 'failed' }),
      installationRooms: sum('watchparty_rooms'),
      installationUsers: sum('watchparty_users'),
      seats: sum('watchparty_seats_online'),
      poolMax: sum('watchparty_db_pool_max', { pool: 'primary' }),
    };
    expect(counts).toEqual({
      connections: 3,
      users: 2,
      rooms: 1,
      texts: 2,
      emoji: 1,
      plays: 1,
      forbidden: 1,
      invalid: 1,
      commands: 4,
      joins: 2,
      unknown: 1,
      states: 2,
      limited: 1,
      lookups: 1,
      // Counted at the first scrape at the latest, and then no more for a while.
      installationRooms: 2,
      installationUsers: 2,
      seats: 2,
      poolMax: 20,
    });
    const requests = 'watchparty_http_request_duration_seconds_count';
    const api = { method: 'GET', route: '/api/rooms/:id' };
    expect(sum(requests, { ...api, status: '200' })).toBe(1);
    expect(sum(requests, { ...api, status: '400' })).toBe(1);
    expect(sum(requests, { route: 'none', status: '404' })).toBe(1);
    expect(sum(requests, { method: 'POST', route: '/api/rooms', status: '201' })).toBe(2);
    expect(sum('watchparty_db_pool_connections')).toBeGreaterThan(0);
    expect(sum('watchparty_process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    // Ids would make a series for every room and person.
    for (const { labels } of samples) {
      expect(Object.values(labels).join()).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
      expect(labels.node).toBe('node-a');
    }
  });

  it('names every metric by the product, with a base unit', async () => {
    const node = await boot({}, { withRedis: true });
    const { names } = await scrape(node);
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      expect(name).toMatch(/^watchparty_[a-z\d_]+$/);
      expect(name).not.toMatch(/_(?:ms|milliseconds|kb|mb|percent)(?:_|$)/);
    }
  });

  it('[CL2] takes what Mini Apps measured of their sync, from each connection now and then', async () => {
    const node = await boot();
    const [anna, boris] = await installation.people(2);
    const first = await anna!.connect();
    const second = await boris!.connect();
    const report = { rttMs: 120, offsetErrorMs: 4, driftMs: -30 };
    expect(await first.do('sync:report', report)).toEqual({});
    for (let turn = 0; turn < 5; turn++) expect(await first.do('sync:report', report)).toEqual({});
    await second.do('sync:report', { rttMs: 60_000, offsetErrorMs: 0 });
    const before = await scrape(node);
    expect(before.sum('watchparty_client_reports_total')).toBe(2);
    expect(before.sum('watchparty_client_rtt_seconds_sum')).toBeCloseTo(60.12);
    expect(before.sum('watchparty_client_clock_offset_error_seconds_sum')).toBeCloseTo(0.004);
    expect(before.sum('watchparty_client_drift_seconds_count')).toBe(1);
    expect(before.sum('watchparty_client_drift_seconds_sum')).toBeCloseTo(0.03);
    installation.clock.advance(30_000);
    await first.do('sync:report', report);
    expect((await scrape(node)).sum('watchparty_client_reports_total')).toBe(3);
  });

  it('[VO10] takes at most one report of voice in half a minute from a connection, and counts who went in', async () => {
    const node = await boot();
    const [anna] = await installation.people(1);
    const socket = await enter(anna!, await createRoom(anna!));
    await socket.do('voice:toggle', { enabled: true });
    await socket.do('voice:toggle', { enabled: true, isListener: true });
    const report = { firstSoundMs: 500, direct: 2, relayed: 1, failed: 1, lossShare: 0.02, jitterMs: 12 };
    for (let turn = 0; turn < 3; turn++) expect(await socket.do('voice:report', report)).toEqual({});
    const before = await scrape(node);
    expect(before.sum('watchparty_voice_entries_total')).toBe(2);
    expect(before.sum('watchparty_voice_connections_total')).toBe(4);
    expect(before.sum('watchparty_voice_first_sound_seconds_sum')).toBeCloseTo(0.5);
    expect(before.sum('watchparty_voice_loss_ratio_sum')).toBeCloseTo(0.02);
    expect(before.sum('watchparty_voice_jitter_seconds_sum')).toBeCloseTo(0.012);
    installation.clock.advance(30_000);
    await socket.do('voice:report', { direct: 0, relayed: 0, failed: 1 });
    expect((await scrape(node)).sum('watchparty_voice_connections_total')).toBe(5);
  });

  it('[BF3] counts waits for those who ran out of video, and what ended them', async () => {
    const node = await boot();
    const [anna, boris] = await installation.people(2);
    const room = await createRoom(anna!, { bufferWait: 10 });
    const host = await enter(anna!, room);
    const guest = await enter(boris!, room);
    const play = async (): Promise<number> => {
      const { playback } = await host.do('video:play', {});
      installation.clock.advance(1_000);
      return playback.version;
    };
    const stall = async (version: number): Promise<void> => {
      const { playback } = await guest.do('video:stalled', { isStalled: true, version });
      expect(playback.waitingFor).toHaveLength(1);
      // Another one joins in, and that is the same wait.
      await host.do('video:stalled', { isStalled: true, version });
    };
    const ready = { isStalled: false, version: 1_000 };

    await stall(await play());
    await guest.do('video:stalled', ready);
    await host.do('video:stalled', ready);
    await stall(await play());
    await host.do('video:pause', {});
    installation.clock.advance(70_000);
    await stall(await play());
    await anna!.call('PATCH', `/api/rooms/${room.id}`, { bufferWait: 0 });
    await anna!.call('PATCH', `/api/rooms/${room.id}`, { bufferWait: 3 });
    installation.clock.advance(70_000);
    const { playback } = await host.do('video:play', {});
    installation.clock.advance(1_000);
    await guest.do('video:stalled', { isStalled: true, version: playback.version });
    await guest.do('room:leave', {});

    const { sum } = await scrape(node);
    expect(sum('watchparty_holds_begun_total')).toBe(4);
    for (const by of ['ready', 'command', 'setting', 'gone']) {
      expect([by, sum('watchparty_holds_ended_total', { by })]).toEqual([by, 1]);
    }
    const leads = sum('watchparty_playback_lead_seconds_count');
    expect(leads).toBeGreaterThan(10);
    // A pause's is 0.2 s, as nobody here tells a round trip; a start and the end of a wait take more.
    expect(sum('watchparty_playback_lead_seconds_sum')).toBeGreaterThan(leads * 0.2);
    expect(sum('watchparty_playback_lead_seconds_sum')).toBeLessThan(leads * 0.51);
  });

  it('counts refused calls and events under the name of the limit', async () => {
    const node = await boot({ RATE_LIMIT_API: '5/15m', RATE_LIMIT_EVENTS: '3/1m' });
    const anna = await installation.person('Anna');
    const socket = await anna.connect();
    for (let turn = 0; turn < 5; turn++) await socket.ask('clock:ping', { clientTime: 1 });
    for (let turn = 0; turn < 7; turn++) await anna.request('GET', '/api/users/me');
    const { sum } = await scrape(node);
    expect(sum('watchparty_rate_limit_hits_total', { limit: 'events' })).toBe(2);
    expect(sum('watchparty_rate_limit_hits_total', { limit: 'api' })).toBe(2);
    expect(sum('watchparty_socket_events_total', { event: 'clock:ping', outcome: 'rate_limited' })).toBe(2);
  });

  it('counts what cleaning up has deleted', async () => {
    const node = await boot();
    const anna = await installation.person('Anna');
    const socket = await enter(anna, await createRoom(anna));
    for (const content of ['one', 'two']) await socket.do('chat:message', { content });
    await installation.database.query({ text: `UPDATE messages SET created_at = now() - interval '1 year'` });
    await node.app.cleanup.messages({ isForced: true });
    expect((await scrape(node)).sum('watchparty_cleaned_up_total', { kind: 'messages' })).toBe(2);
  });

  it('measures jobs, and counts lines of trouble', async () => {
    const node = await boot();
    await until('a job has run', async () => (await scrape(node)).sum('watchparty_job_runs_total') > 0);
    const { sum } = await scrape(node);
    expect(sum('watchparty_job_runs_total', { job_name: 'grace', outcome: 'ok' })).toBeGreaterThan(0);
    expect(sum('watchparty_job_last_success_timestamp_seconds', { job_name: 'grace' })).toBeGreaterThan(
      1.7e9,
    );
    expect(sum('watchparty_log_lines_total')).toBe(0);
  });

  it('comes without what is out of reach, and soon', async () => {
    const redis = await redisServer();
    await redis.start();
    const node = await boot({ REDIS_URL: redis.url });
    await until('Redis is there', async () => (await scrape(node)).sum('watchparty_redis_up') === 1);
    expect((await scrape(node)).sum('watchparty_redis_memory_used_bytes')).toBeGreaterThan(100_000);
    redis.freeze();
    const startedAt = performance.now();
    expect((await scrape(node)).text).not.toMatch(/^watchparty_redis_memory_used_bytes\{/m);
    expect(performance.now() - startedAt).toBeLessThan(4_500);
    await redis.kill();
    await until('Redis is missed', async () => (await scrape(node)).sum('watchparty_redis_up') === 0);

    const lost = await installation.bootNode({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' });
    const { text, sum } = await scrape(lost);
    expect(text).not.toMatch(/^watchparty_rooms\{/m);
    expect(text).toMatch(/^watchparty_connections\{.*\} 0$/m);
    expect(sum('watchparty_log_lines_total', { level: 'warn' })).toBeGreaterThan(0);
  });

  it('asks the database for totals at most every 15 seconds', async () => {
    const node = await boot();
    expect((await scrape(node)).sum('watchparty_users')).toBe(0);
    await installation.people(2);
    expect((await scrape(node)).sum('watchparty_users')).toBe(0);
    installation.clock.advance(15_000);
    expect((await scrape(node)).sum('watchparty_users')).toBe(2);
  });
});

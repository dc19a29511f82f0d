import { createServer } from 'node:http';
import {
  CLOCK_SAMPLE_PATH,
  parseVideoLink,
  type PublicConfig,
  type ServerEventName,
  type ServerEvents,
  TELEGRAM_WEB,
} from '@watchparty/shared';
import express, { Router } from 'express';
import { accountRoutes } from './account/account.routes.js';
import { createAccountService } from './account/account.service.js';
import { identify, requireSession } from './auth/auth.guard.js';
import { activityRepository } from './analytics/activity.repository.js';
import { type AnalyticsService, createAnalyticsService } from './analytics/analytics.service.js';
import { createFiguresRepository } from './analytics/figures.repository.js';
import { createPagesRepository } from './analytics/pages.repository.js';
import { presenceEvents } from './analytics/presence.events.js';
import { authRoutes } from './auth/auth.routes.js';
import { createAuthService } from './auth/auth.service.js';
import { createSessionTokens } from './auth/session-tokens.js';
import { createSessionsRepository } from './auth/sessions.repository.js';
import { authenticateHandshake } from './auth/socket-handshake.js';
import { createUsersRepository } from './auth/users.repository.js';
import { chatEvents } from './chat/chat.events.js';
import { chatRoutes } from './chat/chat.routes.js';
import { typingEvents } from './chat/typing.events.js';
import { createChatService } from './chat/chat.service.js';
import { messageChangesRepository } from './chat/message-changes.repository.js';
import { createMessageChangesService } from './chat/message-changes.service.js';
import { createMessagesRepository } from './chat/messages.repository.js';
import { type CleanupService, createCleanupService } from './cleanup/cleanup.service.js';
import type { Config } from './config.js';
import { healthRoutes } from './health/health.routes.js';
import { createHistoryRepository } from './history/history.repository.js';
import { historyRoutes } from './history/history.routes.js';
import { createHistoryService } from './history/history.service.js';
import { createCardPainter } from './invites/card-painter.js';
import { createCardsRepository } from './invites/cards.repository.js';
import { createFetchPicture } from './invites/fetch-picture.js';
import { invitesRoutes } from './invites/invites.routes.js';
import { createInvitesService } from './invites/invites.service.js';
import { createPrepareMessage } from './invites/prepared-messages.js';
import { createModerationRepository } from './moderation/moderation.repository.js';
import { createModerationService } from './moderation/moderation.service.js';
import type { Operations } from './operator/operations.js';
import { createOffersRepository } from './parties/offers.repository.js';
import { createPartiesService, type PartiesService } from './parties/parties.service.js';
import { partiesRoutes } from './parties/parties.routes.js';
import { createUpdatesRepository } from './parties/updates.repository.js';
import { createMemoryCache } from './platform/cache/memory-cache.js';
import { createRedisCache } from './platform/cache/redis-cache.js';
import type { ErrorReporter, ReportFields } from './platform/error-reporter.js';
import { wireHttpApp } from './platform/http/http-app.js';
import { createInternalServer } from './platform/http/internal-server.js';
import { listen } from './platform/http/listen.js';
import { logUser, requestLog } from './platform/http/request-log.js';
import { createExclusiveRuns } from './platform/jobs/exclusive-runs.js';
import { createJob, type Job } from './platform/jobs/job.js';
import type { Logger } from './platform/logger.js';
import { createLogContext } from './platform/logging/log-context.js';
import { createNodeLogger, type LogLine } from './platform/logging/node-logger.js';
import { createMetrics } from './platform/metrics/metrics.js';
import { watchNode } from './platform/metrics/node-gauges.js';
import type { Now } from './platform/now.js';
import { createInFlight } from './platform/in-flight.js';
import { createOutboundHttp, type OutboundHttpOptions } from './platform/outbound/outbound-http.js';
import { createDatabase } from './platform/postgres/database.js';
import { createReads, primaryReads, type Reads } from './platform/postgres/reads.js';
import { createMemoryPresence } from './platform/presence/memory-presence.js';
import type { PresenceLease } from './platform/presence/presence.js';
import { createRedisPresence } from './platform/presence/redis-presence.js';
import { createRateLimiter } from './platform/rate-limits/create-rate-limiter.js';
import type { RateLimit } from './platform/rate-limits/rate-limit.js';
import { type RateLimiter, watchRefusals } from './platform/rate-limits/rate-limiter.js';
import { choosePubSubKind } from './platform/redis/pub-sub-kind.js';
import { connectRedis } from './platform/redis/redis-clients.js';
import { readRedisMemory } from './platform/redis/redis-memory.js';
import { createMemoryRoundTrips } from './platform/round-trips/memory-round-trips.js';
import { createRedisRoundTrips } from './platform/round-trips/redis-round-trips.js';
import { createSocketAdapter } from './platform/socket/adapter.js';
import { createBroadcaster, watchBroadcasts } from './platform/socket/broadcaster.js';
import { isAnyConnected } from './platform/socket/any-connected.js';
import { channels } from './platform/socket/channels.js';
import { dispatchEvents, type HandledEvent } from './platform/socket/dispatch.js';
import { createLocalRooms } from './platform/socket/local-rooms.js';
import type { EventTable } from './platform/socket/event-table.js';
import { createSharedJson } from './platform/socket/shared-json.js';
import { type AppSocket, createSocketServer } from './platform/socket/socket-server.js';
import { stopServers } from './platform/stop-servers.js';
import { createTurns } from './platform/turns.js';
import { clockEvents } from './playback/clock.events.js';
import { type CommandLead, createCommandLead } from './playback/command-lead.js';
import { createConnectionRtts } from './playback/connection-rtts.js';
import { createHoldsRepository } from './playback/holds.repository.js';
import { createHoldsService } from './playback/holds.service.js';
import { lagEvents } from './playback/lag.events.js';
import { playbackEvents } from './playback/playback.events.js';
import { pauseAskEvents } from './playback/pause-asks.events.js';
import { createPauseAsksRepository } from './playback/pause-asks.repository.js';
import { createPauseAsksService } from './playback/pause-asks.service.js';
import { createPlaybackFeed } from './playback/playback-feed.js';
import { createPlaybackRepository } from './playback/playback.repository.js';
import { createPlaybackService } from './playback/playback.service.js';
import { createRoomRtts } from './playback/room-rtts.js';
import { syncReportEvents } from './playback/sync-report.events.js';
import { createLateWords } from './queue/late-words.js';
import { createLinkReader } from './queue/link-reader.js';
import { queueEvents } from './queue/queue.events.js';
import { createQueueFeed } from './queue/queue-feed.js';
import { createQueueReadingRepository } from './queue/queue-reading.repository.js';
import { createQueueRepository } from './queue/queue.repository.js';
import { createQueueService, type QueueService } from './queue/queue.service.js';
import { createQueueTurns } from './queue/queue-turns.js';
import { createReactionFeed } from './reactions/reaction-feed.js';
import { reactionEvents } from './reactions/reactions.events.js';
import { createReactionsService } from './reactions/reactions.service.js';
import { createRemindersRepository } from './reminders/reminders.repository.js';
import { remindersRoutes } from './reminders/reminders.routes.js';
import { createRemindersService, type RemindersService } from './reminders/reminders.service.js';
import { createAdmissions } from './rooms/admissions.js';
import { createAdmissionsRepository } from './rooms/admissions.repository.js';
import { createBansRepository } from './rooms/bans.repository.js';
import { bansRoutes } from './rooms/bans.routes.js';
import { createHealingRepository } from './rooms/healing.repository.js';
import { createHostsRepository } from './rooms/hosts.repository.js';
import { createLobbyFeed } from './rooms/lobby-feed.js';
import { memberEvents } from './rooms/members.events.js';
import { membersRepository } from './rooms/members.repository.js';
import { createMembersService } from './rooms/members.service.js';
import { createParticipantsFeed } from './rooms/participants-feed.js';
import { createParticipantsRepository, toParticipant } from './rooms/participants.repository.js';
import { createRoomCards } from './rooms/room-cards.js';
import { roomCardsRoutes } from './rooms/room-cards.routes.js';
import { createRoomHealer, type RoomHealer } from './rooms/room-healer.js';
import { createRoomKeeper, type RoomKeeper } from './rooms/room-keeper.js';
import { createRoomPasswords } from './rooms/room-passwords.js';
import { leaseOf, roomEvents, takeOut } from './rooms/rooms.events.js';
import { previewForRobots } from './rooms/room-preview.js';
import { createRoomReader } from './rooms/room-reader.js';
import { createRoomReadingRepository } from './rooms/room-reading.repository.js';
import { toRoom } from './rooms/room-row.js';
import { createRoomsRepository } from './rooms/rooms.repository.js';
import { roomsRoutes } from './rooms/rooms.routes.js';
import { createRoomsService } from './rooms/rooms.service.js';
import { createSeatsService } from './rooms/seats.service.js';
import { createToldRooms } from './rooms/told-rooms.js';
import { createSettingsRepository } from './settings/settings.repository.js';
import { settingsRoutes } from './settings/settings.routes.js';
import { createSettingsService } from './settings/settings.service.js';
import { createAchievementsRepository } from './stats/achievements.repository.js';
import { type AchievementsService, createAchievementsService } from './stats/achievements.service.js';
import { countInstallation } from './stats/installation-totals.js';
import { statsRoutes } from './stats/stats.routes.js';
import { createStatsService } from './stats/stats.service.js';
import { createSubtitlesRepository } from './subtitles/subtitles.repository.js';
import { subtitlesRoutes } from './subtitles/subtitles.routes.js';
import { createSubtitlesService } from './subtitles/subtitles.service.js';
import { createMetadataLookup } from './videos/metadata-lookup.js';
import { createMetadataSources } from './videos/sources/metadata-sources.js';
import { videosRoutes } from './videos/videos.routes.js';
import { createVideosService } from './videos/videos.service.js';
import { voiceEvents } from './voice/voice.events.js';
import { createVoiceRepository } from './voice/voice.repository.js';
import { voiceRoutes } from './voice/voice.routes.js';
import { createVoiceService } from './voice/voice.service.js';

export interface AppOptions {
  config: Config;
  logger: Logger;
  version: string;
  /** Hears of every error that the log calls an error. */
  errorReporter?: ErrorReporter;
  now?: Now;
  /** How the node reaches the hosts of videos, where that is not by the machine's own network. */
  internet?: Pick<OutboundHttpOptions, 'resolveHost' | 'connect'>;
  /** Called when this node has to end and be started anew, which it cannot do by itself. */
  onUnfit?: () => void;
  /** Keeps installations, or tests, that share a database or a Redis apart. */
  isolation?: { schema: string; redisNamespace: string };
}

/** A whole node. */
export interface App {
  /** Starts to listen and to look after the rooms. @returns the port */
  start(): Promise<number>;
  /** Ends everything in order; what is under way is finished first. */
  stop(): Promise<void>;
  /** The port of the metrics while the node runs, where they are served. */
  readonly metricsPort: number | undefined;
  /** What the jobs do, for tests that set the time themselves. */
  readonly keeper: RoomKeeper;
  readonly healer: RoomHealer;
  readonly refreshLeads: CommandLead['refresh'];
  readonly sweepSessions: () => Promise<void>;
  readonly goOnInQueues: QueueService['goOn'];
  readonly countWatching: AnalyticsService['countWatching'];
  readonly giveAchievements: AchievementsService['giveTouched'];
  readonly cleanup: CleanupService;
  /** Lets go of what the bot needed for a while. */
  readonly forget: () => Promise<void>;
  readonly reads: Reads;
  /** Waits a little for what it depends on. `start` does so too. */
  ready(): Promise<void>;
  /** What the operator may do, be the node started or not. */
  readonly operations: Operations;
  /** What the bot does for people, in a process of its own with a node that is never started. */
  readonly parties: PartiesService;
  readonly reminders: RemindersService;
}

/** Of one person, for a pause. */
const PAUSE_ASKS: RateLimit = { points: 2, windowMs: 30_000 };
/**
 * Longer than the 60 s for which nginx keeps a connection that nobody uses: whichever of the two ends it first must be the
 * one that sends, or a request meets a connection that is being closed, and one that changes something is not sent again.
 */
const KEEP_ALIVE_MS = 75_000;
const REDIS_PATIENCE_MS = 2_000;
const PRESENCE_TTL_MS = 30_000;
const RECONCILE_EVERY_MS = 10_000;
const GRACE_EVERY_MS = 1_000;
/** With the healer's own pause a lost broadcast is made good within two seconds. */
const HEAL_EVERY_MS = 1_750;
/** A video that has ended is followed by the next one within this time. */
const GO_ON_EVERY_MS = 1_000;
const SWEEP_SESSIONS_EVERY_MS = 15_000;
const EXCHANGE_ROUND_TRIPS_EVERY_MS = 10_000;
/** Three exchanges: a node that missed one or two is still counted. */
const ROUND_TRIPS_TTL_MS = 30_000;
const CHECK_REPLICA_EVERY_MS = 2_000;
/** How often a node asks whether something is due that only one node at a time does. */
const ASK_EVERY_MS = 60_000;
/** Each draws a picture, and asks Telegram. */
const INVITES_A_PERSON = { points: 20, windowMs: 60_000 };
const FORGET_EVERY_MS = 3_600_000;
const ASK_FOR_WATCH_TIME_EVERY_MS = 10_000;
/** As long as somebody may wait for the praise of what they have just done. */
const GIVE_ACHIEVEMENTS_EVERY_MS = 2_000;
/** What achievements are given for, beside the time at the screen. A room's maker comes in to be praised. */
const COUNTED_EVENTS: ReadonlySet<HandledEvent['event']> = new Set(['room:join', 'chat:message']);

/** The composition root: the only place that knows every part. */
export function createApp(options: AppOptions): App {
  const { config, version, errorReporter, now = Date.now, onUnfit = () => undefined, isolation } = options;
  let isStopping = false;
  const ending = new AbortController();
  const inFlight = createInFlight();

  // What the operator sees
  const metrics = createMetrics({ nodeId: config.nodeId, version });
  const context = createLogContext();
  const logger = createNodeLogger(options.logger, {
    nodeId: config.nodeId,
    context,
    onLine: (line) => {
      metrics.lineLogged(line);
      if (line.level === 'error' && line.error !== undefined) errorReporter?.report(line.error, idsOf(line));
    },
  });
  const part = (name: string): Logger => logger.child({ part: name });

  // Ports
  const database = createDatabase({
    url: config.database.url,
    poolSize: config.database.poolSize,
    logger: part('postgres'),
    ...(isolation && { schema: isolation.schema }),
  });
  const reads =
    config.database.replicaUrl === undefined
      ? primaryReads(database)
      : createReads({
          primary: database,
          replica: {
            url: config.database.replicaUrl,
            poolSize: config.database.poolSize,
            ...(isolation && { schema: isolation.schema }),
          },
          logger: part('replica'),
          now,
        });
  const exclusive = createExclusiveRuns({ database, now });
  const redis =
    config.redis &&
    connectRedis({
      target: config.redis,
      logger: part('redis'),
      ...(isolation && { namespace: isolation.redisNamespace }),
    });
  const limiterOf = (name: string, limit: RateLimit): RateLimiter =>
    watchRefusals(createRateLimiter({ name, limit, redis, logger: part('rate-limits') }), metrics.limitHit);
  const cache = redis ? createRedisCache({ redis, logger: part('cache') }) : createMemoryCache({ now });
  const presence = redis
    ? createRedisPresence({ redis, ttlMs: PRESENCE_TTL_MS, now, logger: part('presence') })
    : createMemoryPresence({ ttlMs: PRESENCE_TTL_MS, now });

  const roundTrips = redis
    ? createRedisRoundTrips({ redis, ttlMs: ROUND_TRIPS_TTL_MS, now, logger: part('round-trips') })
    : createMemoryRoundTrips();

  // Servers
  const http = express();
  const httpServer = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, http);
  const sharedJson = createSharedJson();
  const io = createSocketServer({
    httpServer,
    logger: part('socket'),
    context,
    sharedJson,
    authenticate: (socket) => authenticateHandshake(auth, socket),
  });
  const localRooms = createLocalRooms(() => io.of('/').adapter);
  const localSocketsIn = (roomId: string): AppSocket[] =>
    [...(io.of('/').adapter.rooms.get(channels.room(roomId)) ?? [])].flatMap(
      (socketId) => io.of('/').sockets.get(socketId) ?? [],
    );
  const countListeners = (roomId: string): number =>
    io.of('/').adapter.rooms.get(channels.room(roomId))?.size ?? 0;
  const broadcaster = createParticipantsFeed({
    broadcaster: watchBroadcasts(createBroadcaster(io), metrics.broadcastSent),
    countListeners,
  });

  // Features
  const users = createUsersRepository(database);
  const auth = createAuthService({
    tokens: createSessionTokens({ secret: config.auth.jwtSecret, now }),
    users,
    sessions: createSessionsRepository(database),
    disconnectSession: broadcaster.disconnectSession,
    botToken: config.auth.botToken,
    initDataMaxAgeMs: config.auth.initDataMaxAgeMs,
    now,
  });
  const stats = createStatsService({ database, now });
  const achievements = createAchievementsService({
    achievements: createAchievementsRepository(database),
    broadcaster,
    now,
  });
  const historyRepository = createHistoryRepository(database);
  const history = createHistoryService({ history: historyRepository });
  const bans = createBansRepository(database);
  const messageLimiter = limiterOf('messages', config.limits.messages);
  const reactionLimiter = limiterOf('reactions', config.limits.reactions);
  const chat = createChatService({
    messages: createMessagesRepository(database, reads),
    limiter: messageLimiter,
    broadcaster,
    isBanned: bans.isBanned,
    onKept: metrics.messageKept,
  });
  const messageChanges = createMessageChangesService({
    database,
    repository: messageChangesRepository,
    limiter: messageLimiter,
    reactionLimiter,
    broadcaster,
  });
  const policy = {
    ownOrigins: ownOriginsOf(config.http.publicUrl),
    allowPrivate: config.media.allowPrivate,
  };
  const outbound = createOutboundHttp({
    ...options.internet,
    allowPrivate: config.media.allowPrivate,
    userAgent: `WatchParty/${version}`,
  });
  const videos = createVideosService({
    policy,
    sources: createMetadataSources({
      http: outbound,
      policy,
      ancestors: [new URL(config.http.publicUrl), new URL(TELEGRAM_WEB)],
    }),
    lookup: createMetadataLookup({
      cache,
      logger: part('videos'),
      onLookup: metrics.videoLookedUp,
      ending: ending.signal,
    }),
    limiter: limiterOf('videos', config.limits.videos),
  });
  const roomsRepository = createRoomsRepository(database, reads);
  const participants = createParticipantsRepository(database);
  const hosts = createHostsRepository(database);
  const turns = createTurns();
  const lobby = createLobbyFeed({ rooms: roomsRepository, broadcaster, logger: part('lobby') });
  const playbackFeed = createPlaybackFeed({ broadcaster });
  const rtts = createConnectionRtts(now);
  const lead = createCommandLead({
    roundTrips,
    localRooms,
    localRtts: createRoomRtts({
      read: (roomId) => rtts.of(localSocketsIn(roomId)),
      count: countListeners,
      now,
    }),
    onLead: metrics.leadTaken,
  });
  const playbackRepository = createPlaybackRepository(database);
  const holds = createHoldsService({
    repository: createHoldsRepository(database),
    standing: playbackRepository.standing,
    feed: playbackFeed,
    lead,
    observer: metrics,
    now,
  });
  const fillInLater = (work: Promise<unknown>): void =>
    void inFlight
      .track(work)
      .catch((error: unknown) => part('videos').warn('a title came too late for its room', { error }));
  const playback = createPlaybackService({
    repository: playbackRepository,
    videos,
    chat,
    feed: playbackFeed,
    lead,
    holds: metrics,
    touchLobby: lobby.touch,
    inBackground: fillInLater,
    now,
  });
  const pauseAsks = createPauseAsksService({
    repository: createPauseAsksRepository(database),
    limiter: limiterOf('asks', PAUSE_ASKS),
    broadcaster,
  });
  const subtitles = createSubtitlesService({
    repository: createSubtitlesRepository(database),
    limiter: limiterOf('subtitles', config.limits.videos),
    policy,
    tell: (roomId, told) => playbackFeed.tell(roomId, told, 'sync'),
  });
  const queueFeed = createQueueFeed({ broadcaster });
  const queueRepository = createQueueRepository();
  const queue = createQueueService({
    database,
    repository: queueRepository,
    reading: createQueueReadingRepository(database),
    turns: createQueueTurns({ playback }),
    links: createLinkReader({ parse: (url) => parseVideoLink(url, policy), describe: videos.resolve }),
    lateWords: createLateWords({ database, repository: queueRepository, feed: queueFeed, playback, now }),
    inBackground: fillInLater,
    chat,
    feed: queueFeed,
    localRooms,
    onFailure: (roomId, error) => part('queue').warn('the next video was not put on', { roomId, error }),
    now,
  });
  const passwords = createRoomPasswords(limiterOf('password', config.limits.password));
  const roomsDeps = {
    rooms: roomsRepository,
    participants,
    passwords,
    videos,
    playback,
    endUnwantedHold: holds.endUnwanted,
    isBanned: bans.isBanned,
    chat,
    broadcaster,
    lobby,
    turns,
    now,
  };
  const rooms = createRoomsService({ ...roomsDeps, creations: limiterOf('rooms', config.limits.rooms) });
  const roomDeps = {
    database,
    rooms: roomsRepository,
    participants,
    hosts,
    presence,
    chat,
    playback,
    releaseGone: holds.releaseGone,
    isBanned: bans.isBanned,
    broadcaster,
    lobby,
  };
  const members = createMembersService({ ...roomDeps, repository: membersRepository, bans, turns, now });
  const told = createToldRooms();
  const seats = createSeatsService({
    ...roomDeps,
    told,
    admissions: createAdmissions({ repository: createAdmissionsRepository(database), hosts, turns, now }),
    reader: createRoomReader({
      repository: createRoomReadingRepository(database),
      chat,
      share: sharedJson.share,
      now,
    }),
    passwords,
    turns,
    countLocalConnections: ({ roomId, userId }) =>
      io.of('/').adapter.rooms.get(channels.member(roomId, userId))?.size ?? 0,
    // Without Redis the other nodes cannot be asked.
    isAnyConnected: async (socketIds) => redis?.isReady() === false || isAnyConnected(io, socketIds),
    logger: part('rooms'),
    now,
  });
  const localLeases = (): PresenceLease[] =>
    [...io.of('/').sockets.values()].flatMap((socket) =>
      socket.data.roomId === undefined ? [] : [leaseOf(socket, socket.data.roomId)],
    );
  const keeper = createRoomKeeper({
    ...roomDeps,
    ...config.rooms,
    localLeases,
    // Not `disconnect`, after which a client would stay away: a broken line makes it come back.
    cutConnection: (socketId) => io.of('/').sockets.get(socketId)?.conn.close(),
    logger: part('rooms'),
    now,
  });
  const healer = createRoomHealer({
    ...roomDeps,
    repository: createHealingRepository(database),
    told,
    readQueue: queue.read,
    localRooms,
    logger: part('rooms'),
    now,
  });
  const reactions = createReactionsService({
    isSeated: participants.isSeated,
    limiter: reactionLimiter,
    feed: createReactionFeed({ broadcaster }),
  });
  const voice = createVoiceService({
    database,
    voice: createVoiceRepository(database),
    findParticipant: async (roomId, userId) => {
      const row = await participants.find({ roomId, userId });
      return row && toParticipant(row);
    },
    findRoom: async (roomId) => {
      const row = await roomsRepository.find(roomId);
      return row && toRoom(row);
    },
    broadcaster,
    ...config.voice,
    // In memory: with signals a person's connection is what is flooded, and that is here.
    signals: watchRefusals(
      createRateLimiter({ name: 'signals', limit: config.limits.signals, logger: part('rate-limits') }),
      metrics.limitHit,
    ),
    onEntered: metrics.voiceEntered,
  });
  const settings = createSettingsService({
    settings: createSettingsRepository(database),
    touchLobby: lobby.touch,
  });
  const account = createAccountService({
    database,
    lockRooms: hosts.lockRoomsOf,
    lockUser: users.lock,
    deleteUser: users.delete,
    disownRooms: hosts.disown,
    announceErasure: keeper.announceErasure,
    broadcaster,
  });

  const parties = createPartiesService({
    rooms,
    videos,
    people: users,
    offers: createOffersRepository(database),
    updates: createUpdatesRepository(database),
    now,
  });

  const reminders = createRemindersService({
    reminders: createRemindersRepository(database),
    findRoom: rooms.summary,
    now,
  });
  const invites = createInvitesService({
    findRoom: rooms.summary,
    isMember: async (roomId, userId) => (await participants.find({ roomId, userId })) !== undefined,
    cards: createCardsRepository(database),
    paint: createCardPainter(),
    fetchPicture: createFetchPicture(outbound),
    prepareMessage: createPrepareMessage({ botToken: config.auth.botToken, apiRoot: config.bot.apiRoot }),
    limiter: limiterOf('invites', INVITES_A_PERSON),
    publicUrl: config.http.publicUrl,
    bot: config.bot,
    now,
  });

  // What nobody asks for over the network
  const cleanup = createCleanupService({
    ...config.cleanup,
    exclusive,
    touchLobby: lobby.touch,
    onDone: metrics.cleanedUp,
    ending: ending.signal,
    logger: part('cleanup'),
    now,
  });
  const pages = createPagesRepository(database);
  const analytics = createAnalyticsService({
    exclusive,
    activity: activityRepository,
    pages,
    localPages: localLeases,
    recordWatched: historyRepository.record,
    onWatched: achievements.give,
    figures: createFiguresRepository(reads),
    now,
  });
  const moderation = createModerationService({
    database,
    repository: createModerationRepository(database),
    lockRooms: hosts.lockRoomsOf,
    lockUser: users.lock,
    announceDeparture: (userId, seatedIn) =>
      keeper.announceErasure(userId, { seatedIn, inherited: [], deleted: [] }),
    broadcaster,
    now,
  });
  const operations: Operations = {
    // The owner has not asked for it, so it takes none of the owner's rooms of this hour.
    rooms: createRoomsService(roomsDeps),
    moderation,
    cleanup,
    analytics,
  };

  // HTTP
  const guard = requireSession(auth);
  const publicConfig = Router().get('/config', (_req, res) => {
    const answer: PublicConfig = {
      botUsername: config.bot.username,
      appName: config.bot.appName,
      sampleVideoUrl: CLOCK_SAMPLE_PATH,
      voice: config.voice,
      sentryDsn: config.sentry.webDsn,
    };
    res.json(answer);
  });
  wireHttpApp({
    app: http,
    trustProxy: config.http.trustProxy,
    security: {
      publicUrl: config.http.publicUrl,
      allowPrivateMedia: config.media.allowPrivate,
      ...(config.sentry.webDsn !== undefined && {
        connectOrigins: [new URL(config.sentry.webDsn).origin],
      }),
    },
    requestLog: requestLog({ logger: part('http'), context, onHandled: metrics.requestHandled }),
    rewrites: [previewForRobots()],
    unlimited: healthRoutes({
      isDatabaseReady: database.isReady,
      ...(redis && { isRedisReady: redis.isReady }),
      isWebsocketReady: () => httpServer.listening,
      isDraining: () => isStopping,
      version,
      nodeId: config.nodeId,
      uptime: () => process.uptime(),
    }),
    identify: [
      identify({ auth, ...(config.auth.cookie && { cookieOrigin: new URL(config.http.publicUrl).origin }) }),
      logUser(context),
    ],
    limiter: limiterOf('api', config.limits.api),
    routers: [
      publicConfig,
      authRoutes({ auth, guard, cookie: config.auth.cookie }),
      accountRoutes({ account, guard }),
      statsRoutes({ stats, achievements, guard }),
      settingsRoutes({ settings, guard }),
      historyRoutes({ history, guard }),
      chatRoutes({ chat, guard }),
      // Before what asks for a session on every address of rooms.
      roomCardsRoutes({
        cards: createRoomCards({ rooms: roomsRepository, cache }),
        links: {
          publicUrl: config.http.publicUrl,
          botUsername: config.bot.username,
          appName: config.bot.appName,
        },
      }),
      invitesRoutes({ invites, guard }),
      partiesRoutes({ parties, guard }),
      remindersRoutes({ reminders, guard }),
      roomsRoutes({ rooms, guard }),
      bansRoutes({ members, guard }),
      subtitlesRoutes({ subtitles, guard }),
      videosRoutes({ videos, guard }),
      voiceRoutes({ rtc: config.rtc, guard, now }),
    ],
    webRoot: config.http.webRoot,
    logger: part('http'),
  });

  // Sockets
  const signs = { isSeated: participants.isSeated, countListeners, now };
  const table: EventTable = {
    ...roomEvents(seats, broadcaster),
    ...memberEvents(members),
    ...playbackEvents(playback, holds),
    ...lagEvents(broadcaster, signs),
    ...pauseAskEvents(pauseAsks),
    ...clockEvents({ rtts, now }),
    ...syncReportEvents({ onReport: metrics.clientReported, now }),
    ...queueEvents(queue),
    ...chatEvents(chat, messageChanges),
    ...typingEvents(broadcaster, signs),
    ...reactionEvents(reactions),
    ...voiceEvents({ voice, onReport: metrics.voiceReported, now }),
    ...presenceEvents({ pages, now }),
  };
  const eventLimiter = watchRefusals(
    createRateLimiter({ name: 'events', limit: config.limits.events, logger: part('rate-limits') }),
    metrics.limitHit,
  );
  io.on('connection', (socket) => {
    const { userId, sessionId } = socket.data;
    void socket.join([channels.user(userId), channels.session(sessionId)]);
    dispatchEvents(socket, {
      table,
      limiter: eventLimiter,
      inFlight,
      logger: part('socket'),
      context,
      onHandled(handled) {
        metrics.eventHandled(handled);
        if (handled.outcome === 'ok' && COUNTED_EVENTS.has(handled.event)) achievements.touch(userId);
      },
      now,
    });
    socket.onAnyOutgoing(<E extends ServerEventName>(event: E, payload: ServerEvents[E]) => {
      if (socket.data.roomId !== undefined) told.note(socket.data.roomId, event, payload);
      if (event === 'member:removed') {
        const { roomId } = payload as ServerEvents['member:removed'];
        inFlight
          .track(takeOut(seats, socket, roomId))
          .catch((error: unknown) => part('rooms').warn('a connection was not taken out', { error }));
      }
    });
    socket.on('disconnect', () => {
      const { roomId } = socket.data;
      if (roomId === undefined) return;
      const vanish = async (): Promise<void> => {
        await seats.vanish(leaseOf(socket, roomId));
        await pages.forget(socket.id);
      };
      inFlight
        .track(context.run({ userId, roomId, event: 'disconnect' }, vanish))
        .catch((error: unknown) => part('rooms').warn('a departure was not noted', { error }));
    });
  });

  const sweepSessions = async (): Promise<void> => {
    const sockets = [...io.of('/').sockets.values()];
    for (const socket of sockets) if (socket.data.expiresAt <= now()) socket.disconnect(true);
    await auth.sweep(sockets.map((socket) => socket.data));
  };

  const forget = async (): Promise<void> => {
    await parties.forget();
    await invites.forget();
  };

  const repeated: [name: string, everyMs: number, run: () => Promise<unknown>][] = [
    ['reconcile', RECONCILE_EVERY_MS, keeper.reconcile],
    ['heal', HEAL_EVERY_MS, healer.heal],
    ['grace', GRACE_EVERY_MS, keeper.enforceGrace],
    ['queue', GO_ON_EVERY_MS, queue.goOn],
    ['round-trips', EXCHANGE_ROUND_TRIPS_EVERY_MS, lead.refresh],
    ['sessions', SWEEP_SESSIONS_EVERY_MS, sweepSessions],
    ['watch-time', ASK_FOR_WATCH_TIME_EVERY_MS, analytics.countWatching],
    ['achievements', GIVE_ACHIEVEMENTS_EVERY_MS, achievements.giveTouched],
    ['cleanup-rooms', Math.min(ASK_EVERY_MS, config.cleanup.roomsEveryMs), cleanup.rooms],
    ['forget', FORGET_EVERY_MS, forget],
    ['cleanup-messages', Math.min(ASK_EVERY_MS, config.cleanup.messagesEveryMs), cleanup.messages],
  ];
  if (config.database.replicaUrl !== undefined)
    repeated.push(['replica', CHECK_REPLICA_EVERY_MS, reads.check]);
  const jobs: Job[] = repeated.map(([name, everyMs, run]) =>
    createJob({ name, everyMs, run, logger: part('jobs'), onRun: metrics.jobRan }),
  );

  const ready = async (): Promise<void> => {
    // The first requests should be counted where all the others are.
    if (redis) {
      await redis.settle(REDIS_PATIENCE_MS);
      const kind = await choosePubSubKind({ redis, logger: part('redis'), onMismatch: onUnfit });
      io.adapter(createSocketAdapter(redis, kind));
    }
    await reads.check();
  };
  watchNode({
    registry: metrics.registry,
    connections: () => [...io.of('/').sockets.values()].map((socket) => socket.data),
    pools: { primary: database.poolUse, ...(reads.poolUse && { replica: reads.poolUse }) },
    ...(reads.poolUse && { isReplicaInUse: reads.isReplicaInUse }),
    ...(redis && { redis: { isReady: redis.isReady, memory: () => readRedisMemory(redis.commands) } }),
    totals: () => countInstallation(reads),
    logger: part('metrics'),
    now,
  });
  const internal =
    config.metrics &&
    createInternalServer({ ...config.metrics, registry: metrics.registry, logger: part('metrics') });
  let metricsPort: number | undefined;

  return {
    keeper,
    healer,
    refreshLeads: lead.refresh,
    sweepSessions,
    goOnInQueues: queue.goOn,
    countWatching: analytics.countWatching,
    giveAchievements: achievements.giveTouched,
    cleanup,
    forget,
    reads,
    ready,
    operations,
    parties,
    reminders,

    get metricsPort() {
      return metricsPort;
    },

    async start() {
      await ready();
      if (internal) {
        metricsPort = await internal.start();
        metrics.watchProcess();
      }
      const port = await listen(httpServer, config.http.host, config.http.port);
      for (const job of jobs) job.start();
      return port;
    },

    async stop() {
      ending.abort();
      isStopping = true;
      const resting = Promise.all(jobs.map((job) => job.stop()));
      await stopServers({ httpServer, io, broadcaster, inFlight, meanwhile: resting });
      // Their departures are told to the people on the other nodes.
      playbackFeed.flush();
      queueFeed.flush();
      broadcaster.flush();
      await lobby
        .flush()
        .catch((error: unknown) => part('lobby').warn('the last changes were not told', { error }));
      // Last of the servers, so that the end is measured as well.
      await internal?.stop();
      await redis?.close();
      await reads.close();
      await database.close();
    },
  };
}

/** What of a line says what it is about. */
function idsOf({ nodeId, requestId, userId, roomId, event }: LogLine): ReportFields {
  return { nodeId, requestId, userId, roomId, event };
}

/** Locally, 127.0.0.1 and localhost are the same installation. */
function ownOriginsOf(publicUrl: string): string[] {
  const own = new URL(publicUrl);
  if (own.hostname !== 'localhost' && own.hostname !== '127.0.0.1') return [own.origin];
  const port = own.port === '' ? '' : `:${own.port}`;
  return [own.origin, ...['localhost', '127.0.0.1'].map((host) => `${own.protocol}//${host}${port}`)];
}

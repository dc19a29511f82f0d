import {
  type AchievementKey,
  type AchievementsResponse,
  ApiError,
  type CreateRoomRequest,
  type IceServersResponse,
  type InviteCardResponse,
  type Language,
  type ListBansQuery,
  type ListBansResponse,
  type ListMessagesQuery,
  type ListMessagesResponse,
  type ListParticipantsQuery,
  type ListParticipantsResponse,
  type ListRoomsQuery,
  type ListRoomsResponse,
  type OpenOfferResponse,
  type PublicConfig,
  type ReminderResponse,
  type ResolvedVideo,
  type Room,
  type RoomCard,
  type SignInResponse,
  type SubtitlesByAddress,
  type SubtitlesDescription,
  type SubtitlesResponse,
  type UpdateRoomRequest,
  type UpdateSettingsRequest,
  type User,
  type UserSettings,
  type UserStats,
  type WatchHistoryQuery,
  type WatchHistoryResponse,
} from '@watchparty/shared';

import { abortAfter } from './abort-after.js';
import { readApiError } from './read-api-error.js';

const REQUEST_TIMEOUT_MS = 15_000;

interface ApiClientOptions {
  /** Without a trailing slash; '' for the page's own origin. */
  baseUrl: string;
  getToken: () => string | undefined;
  /**
   * The token was refused. Gets another one, if that can be had.
   *
   * @returns whether the request is worth repeating
   */
  onUnauthorized: () => Promise<boolean>;
  fetch?: typeof fetch;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface CallOptions {
  signal?: AbortSignal;
}

interface Call extends CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  /** JSON, or the text of a file of subtitles. */
  body?: object | string;
  /** Works without a token, and a 401 is its own answer. */
  isPublic?: boolean;
}

export interface ApiClient {
  signIn(initData: string, timeZone?: string): Promise<SignInResponse>;
  logout(): Promise<void>;
  me(options?: CallOptions): Promise<User>;
  deleteMe(): Promise<void>;
  stats(options?: CallOptions): Promise<UserStats>;
  achievements(options?: CallOptions): Promise<AchievementsResponse>;
  markAchievementsSeen(keys: AchievementKey[]): Promise<void>;
  settings(options?: CallOptions): Promise<UserSettings>;
  updateSettings(changes: UpdateSettingsRequest): Promise<UserSettings>;
  clearWatchHistory(): Promise<void>;
  watchHistory(query?: WatchHistoryQuery, options?: CallOptions): Promise<WatchHistoryResponse>;
  listRooms(query?: ListRoomsQuery, options?: CallOptions): Promise<ListRoomsResponse>;
  listParticipants(
    roomId: string,
    query?: ListParticipantsQuery,
    options?: CallOptions,
  ): Promise<ListParticipantsResponse>;
  /** Who is kept out of a room; for those who lead it. */
  listBans(roomId: string, query?: ListBansQuery, options?: CallOptions): Promise<ListBansResponse>;
  getRoom(roomId: string, options?: CallOptions): Promise<Room>;
  /** What a link to the room tells to whoever has not signed in. */
  roomCard(roomId: string, options?: CallOptions): Promise<RoomCard>;
  createRoom(room: CreateRoomRequest): Promise<Room>;
  updateRoom(roomId: string, changes: UpdateRoomRequest): Promise<Room>;
  deleteRoom(roomId: string): Promise<void>;
  /** Has Telegram prepare an invitation for the caller to send. */
  prepareInvite(roomId: string, language: Language): Promise<InviteCardResponse>;
  /** Whether the bot reminds the caller of the room's party. */
  reminder(roomId: string, options?: CallOptions): Promise<ReminderResponse>;
  setReminder(roomId: string, isOn: boolean): Promise<ReminderResponse>;
  /** Begins a party that was offered in a chat, or finds it begun. */
  openOffer(offerId: string): Promise<OpenOfferResponse>;
  listMessages(
    roomId: string,
    query?: ListMessagesQuery,
    options?: CallOptions,
  ): Promise<ListMessagesResponse>;
  resolveVideo(url: string, options?: CallOptions): Promise<ResolvedVideo>;
  /** The text of subtitles that the server keeps. */
  subtitles(roomId: string, subtitlesId: string, options?: CallOptions): Promise<string>;
  uploadSubtitles(
    roomId: string,
    description: SubtitlesDescription,
    text: string,
  ): Promise<SubtitlesResponse>;
  pointSubtitles(roomId: string, subtitles: SubtitlesByAddress): Promise<SubtitlesResponse>;
  removeSubtitles(roomId: string): Promise<SubtitlesResponse>;
  iceServers(options?: CallOptions): Promise<IceServersResponse>;
  config(options?: CallOptions): Promise<PublicConfig>;
}

/** Every REST call of the contract. Throws `ApiError` and nothing else, but for the caller's own abort. */
export function createApiClient({
  baseUrl,
  getToken,
  onUnauthorized,
  fetch: send = (input, init) => fetch(input, init),
}: ApiClientOptions): ApiClient {
  async function attempt(call: Call): Promise<Response> {
    const token = call.isPublic ? undefined : getToken();
    const { signal, release } = abortAfter(REQUEST_TIMEOUT_MS, call.signal);
    try {
      return await send(`${baseUrl}/api${call.path}${queryString(call.query)}`, {
        method: call.method ?? 'GET',
        headers: {
          Accept: 'application/json',
          ...(call.body !== undefined && {
            'Content-Type': typeof call.body === 'string' ? 'text/vtt' : 'application/json',
          }),
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        },
        body: typeof call.body === 'string' ? call.body : call.body && JSON.stringify(call.body),
        // Nothing of ours lives in cookies; in Telegram Web they would be third-party ones.
        credentials: 'omit',
        signal,
      });
    } catch (cause) {
      if (call.signal?.aborted) throw cause;
      throw new ApiError({ code: 'network', message: 'The server could not be reached' }, { cause });
    } finally {
      release();
    }
  }

  async function request(call: Call): Promise<Response> {
    const response = await attempt(call);
    if (response.ok) return response;
    const error = await readApiError(response);
    const isSessionLost = error.code === 'unauthorized' || error.code === 'token_expired';
    if (!isSessionLost || call.isPublic || !(await onUnauthorized())) throw error;

    const repeated = await attempt(call);
    if (!repeated.ok) throw await readApiError(repeated);
    return repeated;
  }

  async function read<T>(call: Call, body: (response: Response) => Promise<T>): Promise<T> {
    const response = await request(call);
    try {
      return await body(response);
    } catch (cause) {
      if (call.signal?.aborted) throw cause;
      throw new ApiError({ code: 'network', message: 'The answer broke off' }, { cause });
    }
  }

  const ask = <T>(call: Call): Promise<T> => read(call, async (response) => (await response.json()) as T);

  async function tell(call: Call): Promise<void> {
    await request(call);
  }

  return {
    signIn: (initData, timeZone) =>
      ask({ method: 'POST', path: '/auth/telegram', body: { initData, timeZone }, isPublic: true }),
    logout: () => tell({ method: 'POST', path: '/auth/logout' }),
    me: (options) => ask({ path: '/users/me', ...options }),
    deleteMe: () => tell({ method: 'DELETE', path: '/users/me' }),
    stats: (options) => ask({ path: '/users/me/stats', ...options }),
    achievements: (options) => ask({ path: '/users/me/achievements', ...options }),
    markAchievementsSeen: (keys) =>
      tell({ method: 'POST', path: '/users/me/achievements/seen', body: { achievements: keys } }),
    settings: (options) => ask({ path: '/users/me/settings', ...options }),
    updateSettings: (changes) => ask({ method: 'PATCH', path: '/users/me/settings', body: changes }),
    clearWatchHistory: () => tell({ method: 'DELETE', path: '/users/me/history' }),
    watchHistory: (query, options) => ask({ path: '/users/me/history', query: { ...query }, ...options }),
    listParticipants: (roomId, query, options) =>
      ask({ path: `/rooms/${roomId}/participants`, query: { ...query }, ...options }),
    listBans: (roomId, query, options) =>
      ask({ path: `${roomPath(roomId)}/bans`, query: { ...query }, ...options }),
    listRooms: (query, options) => ask({ path: '/rooms', query: { ...query }, ...options }),
    getRoom: (roomId, options) => ask({ path: roomPath(roomId), ...options }),
    roomCard: (roomId, options) => ask({ path: `${roomPath(roomId)}/card`, isPublic: true, ...options }),
    createRoom: (room) => ask({ method: 'POST', path: '/rooms', body: room }),
    updateRoom: (roomId, changes) => ask({ method: 'PATCH', path: roomPath(roomId), body: changes }),
    deleteRoom: (roomId) => tell({ method: 'DELETE', path: roomPath(roomId) }),
    prepareInvite: (roomId, language) =>
      ask({ method: 'POST', path: `${roomPath(roomId)}/invite-card`, body: { language } }),
    reminder: (roomId, options) => ask({ path: `${roomPath(roomId)}/reminder`, ...options }),
    setReminder: (roomId, isOn) =>
      ask({ method: 'PUT', path: `${roomPath(roomId)}/reminder`, body: { isOn } }),
    openOffer: (offerId) => ask({ method: 'POST', path: `/offers/${encodeURIComponent(offerId)}` }),
    listMessages: (roomId, query, options) =>
      ask({ path: `${roomPath(roomId)}/messages`, query: { ...query }, ...options }),
    resolveVideo: (url, options) =>
      ask({ method: 'POST', path: '/videos/resolve', body: { url }, ...options }),
    subtitles: (roomId, subtitlesId, options) =>
      read(
        { path: `${roomPath(roomId)}/subtitles/${encodeURIComponent(subtitlesId)}`, ...options },
        (response) => response.text(),
      ),
    uploadSubtitles: (roomId, description, text) =>
      ask({ method: 'PUT', path: `${roomPath(roomId)}/subtitles`, query: { ...description }, body: text }),
    pointSubtitles: (roomId, subtitles) =>
      ask({ method: 'PUT', path: `${roomPath(roomId)}/subtitles`, body: subtitles }),
    removeSubtitles: (roomId) => ask({ method: 'DELETE', path: `${roomPath(roomId)}/subtitles` }),
    iceServers: (options) => ask({ path: '/rtc/ice-servers', ...options }),
    config: (options) => ask({ path: '/config', isPublic: true, ...options }),
  };
}

function roomPath(roomId: string): string {
  return `/rooms/${encodeURIComponent(roomId)}`;
}

function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

import {
  ApiError,
  isErrorCode,
  type CreateRoomRequest,
  type ListRoomsResponse,
  type Room,
  type SignInResponse,
} from '@watchparty/shared';
import { signInitData } from '../../../scripts/lib/init-data.mjs';

const REQUEST_TIMEOUT_MS = 10_000;

/** REST as one person on one address. Throws `ApiError` and nothing else. */
export interface Rest {
  signIn(): Promise<SignInResponse>;
  createRoom(room: CreateRoomRequest): Promise<Room>;
  /** @param at asks this node rather than the installation */
  listRooms(at?: string): Promise<ListRoomsResponse['rooms']>;
}

export interface RestOptions {
  /** Without a trailing slash. */
  url: string;
  botToken: string;
  telegramId: number;
  name: string;
  /** Who a proxy in front takes this person for. */
  address: string;
  /** Told of every call that failed. */
  onFailure?: (what: string, error: ApiError) => void;
}

export function createRest(options: RestOptions): Rest {
  const { url, botToken, telegramId, name, address, onFailure = () => undefined } = options;
  let token: string | undefined;

  async function call(method: string, path: string, body?: object, at = url): Promise<unknown> {
    try {
      return await attempt(at, method, path, body);
    } catch (error) {
      if (error instanceof ApiError) onFailure(`${method} ${path}`, error);
      throw error;
    }
  }

  async function attempt(at: string, method: string, path: string, body?: object): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${at}/api${path}`, {
        method,
        headers: {
          ...(body && { 'Content-Type': 'application/json' }),
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          'X-Forwarded-For': address,
          // As many people as there are come over as many connections; and one that a proxy closes while the next
          // request is on its way makes a browser ask again, but not Node.
          Connection: 'close',
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      text = await response.text();
    } catch (cause) {
      throw new ApiError({ code: 'network', message: `no answer to ${method} ${path}` }, { cause });
    }
    const answer = parse(text);
    if (response.ok) return answer;
    const error = (answer as { error?: { code?: unknown } } | undefined)?.error;
    // A proxy in front knows no codes.
    const code = isErrorCode(error?.code) ? error.code : 'unavailable';
    throw new ApiError({ code, message: `${response.status} ${text.slice(0, 200)}` });
  }

  return {
    async signIn() {
      const user = { id: telegramId, first_name: name, language_code: 'ru' };
      const launch = { user: JSON.stringify(user), auth_date: String(Math.floor(Date.now() / 1000)) };
      const initData = signInitData(launch, botToken);
      const answer = (await call('POST', '/auth/telegram', { initData })) as SignInResponse;
      token = answer.token;
      return answer;
    },
    createRoom: async (room) => (await call('POST', '/rooms', room)) as Room,
    async listRooms(at) {
      const rooms: ListRoomsResponse['rooms'] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = (await call('GET', `/rooms?limit=50${query}`, undefined, at)) as ListRoomsResponse;
        rooms.push(...page.rooms);
        cursor = page.nextCursor;
      }
      return rooms;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { CreateRoomRequest, JoinedRoom, ListMessagesResponse, Room } from '@watchparty/shared';
import type { TestPerson } from './test-person.js';
import type { TestSocket } from './test-socket.js';

export const SAMPLE_URL = '/samples/clock.mp4';

/** A room with the sample, made over REST. */
export async function createRoom(
  person: TestPerson,
  request: Partial<CreateRoomRequest> = {},
): Promise<Room> {
  const body = { name: 'Party', videoUrl: SAMPLE_URL, ...request };
  return (await person.call('POST', '/api/rooms', body)) as Room;
}

export async function readRoom(person: TestPerson, roomId: string): Promise<Room> {
  return (await person.call('GET', `/api/rooms/${roomId}`)) as Room;
}

/** @param query such as `after=3&limit=2` */
export async function readMessages(
  person: TestPerson,
  roomId: string,
  query = '',
): Promise<ListMessagesResponse> {
  return (await person.call('GET', `/api/rooms/${roomId}/messages?${query}`)) as ListMessagesResponse;
}

/** Connects somebody and has them join. */
export async function enter(
  person: TestPerson,
  room: Pick<Room, 'id'>,
  { password, url }: { password?: string; url?: string } = {},
): Promise<TestSocket> {
  const socket = await person.connect(url);
  await socket.do('room:join', { roomId: room.id, password });
  return socket;
}

/** The whole room as somebody who sits in it gets it; joining again tells nobody anything. */
export async function snapshotOf(
  socket: TestSocket,
  roomId: string,
): Promise<Omit<JoinedRoom, 'serverTime'>> {
  const { serverTime: _, ...room } = await socket.do('room:join', { roomId });
  return room;
}

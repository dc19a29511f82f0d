import { createRest } from '@watchparty/load/rest.js';
import type { Contender } from './contenders.js';
import type { Guest } from './crowd-messages.js';

/** People who are signed in at the product; the bare servers let in anybody. */
export interface Audience {
  /** Makes rooms of so many people, who are not in them yet: the first of each is its host. */
  invite(rooms: number, peopleInRoom: number): Promise<Guest[][]>;
}

const FIRST_TELEGRAM_ID = 900_000_000;
const AT_ONCE = 20;
/** No duration is known of it, so any position will do. */
const VIDEO_URL = 'https://media.example.org/film.mp4';

export function createAudience({ url }: Contender, botToken: string): Audience {
  const people: { rest: ReturnType<typeof createRest>; token: string }[] = [];

  const signIn = async (index: number): Promise<void> => {
    const rest = createRest({
      url,
      botToken,
      telegramId: FIRST_TELEGRAM_ID + index,
      name: `Viewer ${index}`,
      address: '127.0.0.1',
    });
    people[index] = { rest, token: (await rest.signIn()).token };
  };

  return {
    async invite(rooms, peopleInRoom) {
      const count = rooms * peopleInRoom;
      await inTurns(
        Array.from({ length: Math.max(0, count - people.length) }, (_, index) => people.length + index),
        signIn,
      );
      const guests: Guest[][] = [];
      await inTurns([...Array(rooms).keys()], async (room) => {
        const inRoom = people.slice(room * peopleInRoom, (room + 1) * peopleInRoom);
        const created = await inRoom[0]?.rest.createRoom({
          name: `Bench ${room}`,
          videoUrl: VIDEO_URL,
          maxParticipants: peopleInRoom,
        });
        if (!created) throw new Error('a room needs somebody');
        guests[room] = inRoom.map(({ token }) => ({ token, roomId: created.id }));
      });
      return guests;
    },
  };
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

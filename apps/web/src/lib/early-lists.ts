import type { ListRoomsQuery, ListRoomsResponse } from '@watchparty/shared';

import type { ApiClient } from './api-client.js';

type ListRooms = ApiClient['listRooms'];

/** Lists of rooms that are asked for before the code that shows them is there. */
export interface EarlyLists {
  ask(queries: readonly ListRoomsQuery[]): void;
  /** The same as the API's, but that the first who wants one of those lists gets the answer that is on its way. */
  listRooms: ListRooms;
}

/** @param onAnswer hears of each that was asked for early, when it is there */
export function createEarlyLists(
  listRooms: ListRooms,
  onAnswer: (answer: ListRoomsResponse) => void,
): EarlyLists {
  const answers = new Map<string, ReturnType<ListRooms>>();
  return {
    ask(queries) {
      for (const query of queries) {
        const answer = listRooms(query);
        // Whoever takes it hears of a failure.
        answer.then(onAnswer, () => undefined);
        answers.set(keyOf(query), answer);
      }
    },
    listRooms(query = {}, options) {
      const key = keyOf(query);
      const answer = answers.get(key);
      answers.delete(key);
      return answer ?? listRooms(query, options);
    },
  };
}

function keyOf(query: ListRoomsQuery): string {
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined);
  return JSON.stringify(wanted.sort(([a], [b]) => a.localeCompare(b)));
}

import { expect, it, jest } from '@jest/globals';

import type { ApiClient } from './api-client.js';
import { createEarlyLists } from './early-lists.js';

const EMPTY = { rooms: [], nextCursor: null };

function stage() {
  const listRooms = jest.fn<ApiClient['listRooms']>(async () => EMPTY);
  const onAnswer = jest.fn();
  return { listRooms, onAnswer, lists: createEarlyLists(listRooms, onAnswer) };
}

it('hands out an answer that is on its way, once', async () => {
  const { listRooms, onAnswer, lists } = stage();
  lists.ask([{}, { mine: true, limit: 20 }]);
  expect(listRooms).toHaveBeenCalledTimes(2);

  await expect(lists.listRooms({ limit: 20, mine: true })).resolves.toBe(EMPTY);
  expect(onAnswer).toHaveBeenCalledTimes(2);
  await lists.listRooms({ search: undefined });
  expect(listRooms).toHaveBeenCalledTimes(2);

  await lists.listRooms({});
  expect(listRooms).toHaveBeenCalledTimes(3);
});

it('asks for everything else when it is wanted', async () => {
  const { listRooms, lists } = stage();
  lists.ask([{}]);
  const { signal } = new AbortController();
  await lists.listRooms({ search: 'кино' }, { signal });
  expect(listRooms).toHaveBeenLastCalledWith({ search: 'кино' }, { signal });
});

it('tells of a failure whoever takes it, and nobody else', async () => {
  const { listRooms, lists } = stage();
  listRooms.mockRejectedValueOnce(new Error('gone'));
  lists.ask([{}]);
  await expect(lists.listRooms()).rejects.toThrow('gone');
  await expect(lists.listRooms()).resolves.toBe(EMPTY);
});

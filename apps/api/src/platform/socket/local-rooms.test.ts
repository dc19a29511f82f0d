import { beforeEach, expect, it } from '@jest/globals';
import { type Namespace, Server } from 'socket.io';
import { channels } from './channels.js';
import { createLocalRooms } from './local-rooms.js';

let adapter: Namespace['adapter'];
let localRooms: () => string[];

beforeEach(() => {
  adapter = newAdapter();
  localRooms = createLocalRooms(() => adapter);
});

function newAdapter(): Namespace['adapter'] {
  return new Server().of('/').adapter;
}

it('knows the rooms that were there before it was asked, and nothing but rooms', () => {
  void adapter.addAll('s1', new Set(['s1', channels.lobby, channels.user('u1'), channels.room('r1')]));
  expect(localRooms()).toEqual(['r1']);
});

it('follows who comes and goes', () => {
  expect(localRooms()).toEqual([]);
  void adapter.addAll('s1', new Set([channels.room('r1'), channels.member('r1', 'u1')]));
  void adapter.addAll('s2', new Set([channels.room('r1'), channels.room('r2')]));
  expect(localRooms()).toEqual(['r1', 'r2']);
  adapter.delAll('s1');
  expect(localRooms()).toEqual(['r1', 'r2']);
  void adapter.del('s2', channels.room('r1'));
  expect(localRooms()).toEqual(['r2']);
});

it('turns to the adapter that takes the place of the first one', () => {
  void adapter.addAll('s1', new Set([channels.room('r1')]));
  expect(localRooms()).toEqual(['r1']);
  adapter = newAdapter();
  expect(localRooms()).toEqual([]);
  void adapter.addAll('s2', new Set([channels.room('r2')]));
  expect(localRooms()).toEqual(['r2']);
});

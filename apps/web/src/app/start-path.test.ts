import { beforeEach, describe, expect, it } from '@jest/globals';

import { createSafeStorage } from '../lib/safe-storage.js';
import { startPathOf } from './start-path.js';

const ROOM = '11111111-2222-4333-8444-555555555555';
const storage = createSafeStorage(() => sessionStorage);
const launch = { pathname: '/', startParam: `room_${ROOM}`, launchId: 'launch one', storage };

beforeEach(() => {
  sessionStorage.clear();
});

describe('startPathOf', () => {
  it('leads to the room of an invitation', () => {
    expect(startPathOf(launch)).toBe(`/rooms/${ROOM}`);
  });

  it('leads to a party that was offered', () => {
    expect(startPathOf({ ...launch, startParam: `offer_${ROOM}` })).toBe(`/offers/${ROOM}`);
  });

  it('does so once: a reload stays where it was', () => {
    startPathOf(launch);
    expect(startPathOf(launch)).toBeUndefined();
    expect(startPathOf({ ...launch, launchId: 'launch two' })).toBe(`/rooms/${ROOM}`);
  });

  it.each([undefined, '', 'room_', 'room_../profile', 'other'])('leads nowhere with %j', (startParam) => {
    expect(startPathOf({ ...launch, startParam })).toBeUndefined();
  });

  it('leaves an address alone that says where to go', () => {
    expect(startPathOf({ ...launch, pathname: '/profile' })).toBeUndefined();
  });

  it('keeps no launch data in storage', () => {
    startPathOf({ ...launch, launchId: 'hash=secret' });
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('secret');
  });
});

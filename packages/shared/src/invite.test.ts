import { describe, expect, it } from '@jest/globals';
import { inviteLink, isUuid, roomIdOfStartParam, roomStartParam } from './invite.js';

const ROOM_ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';

describe('invites', () => {
  it('open the room that they were made for', () => {
    expect(roomIdOfStartParam(roomStartParam(ROOM_ID))).toBe(ROOM_ID);
    expect(roomIdOfStartParam(`room_${ROOM_ID.toUpperCase()}`)).toBe(ROOM_ID);
  });

  it('have the form of the contract', () => {
    expect(inviteLink('party_bot', 'watch', ROOM_ID)).toBe(
      `https://t.me/party_bot/watch?startapp=room_${ROOM_ID}`,
    );
    expect(roomStartParam(ROOM_ID)).toMatch(/^[\w-]{1,512}$/);
  });

  it.each([
    '',
    'room_',
    'room_x',
    ROOM_ID,
    `ROOM_${ROOM_ID}`,
    `room_${ROOM_ID}0`,
    `room_${ROOM_ID}\n`,
    `xroom_${ROOM_ID}`,
  ])('"%s" opens nothing', (startParam) => expect(roomIdOfStartParam(startParam)).toBeUndefined());
});

describe('isUuid', () => {
  it.each([ROOM_ID, ROOM_ID.toUpperCase(), '00000000-0000-0000-0000-000000000000'])('%s', (text) =>
    expect(isUuid(text)).toBe(true),
  );
  it.each([`{${ROOM_ID}}`, ROOM_ID.replaceAll('-', ''), ` ${ROOM_ID}`, `${ROOM_ID} `, '', 'g'.repeat(36)])(
    'not "%s"',
    (text) => expect(isUuid(text)).toBe(false),
  );
});

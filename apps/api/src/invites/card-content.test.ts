import { describe, expect, it } from '@jest/globals';
import type { RoomSummary } from '@watchparty/shared';
import { cardContentOf, drawable, fingerprintOf } from './card-content.js';

const ROOM = {
  id: 'r',
  name: 'Кино 🍿 в пятницу',
  videoTitle: 'Clock',
  participantCount: 5,
  faces: [{ userId: 'a', firstName: 'Anna' }],
} as unknown as RoomSummary;

describe('what an invitation shows', () => {
  it('is the room, its people, and words in the language of who invites', () => {
    expect(cardContentOf(ROOM, 'ru')).toEqual({
      roomId: 'r',
      title: 'Кино в пятницу',
      heading: 'Смотрим вместе',
      faces: ROOM.faces,
      others: 4,
    });
    expect(cardContentOf(ROOM, 'en').heading).toBe('Watch together');
  });

  it('is named after the video where the name cannot be drawn', () => {
    expect(cardContentOf({ ...ROOM, name: '🍿🍿' }, 'en').title).toBe('Clock');
    expect(cardContentOf({ ...ROOM, name: '🍿', videoTitle: '映画' }, 'en').title).toBe('WatchParty');
  });

  it.each([
    ['Ёлка — «Ой», 5 $ + ½', 'Ёлка — «Ой», 5 $ +'],
    ['  a \n b  ', 'a b'],
    ['שלום', ''],
  ])('draws %s as %s', (text, drawn) => {
    expect(drawable(text)).toBe(drawn);
  });

  it('has another fingerprint when anything of it changes', () => {
    const content = cardContentOf(ROOM, 'ru');
    expect(fingerprintOf(content)).toBe(fingerprintOf({ ...content }));
    expect(fingerprintOf(content)).not.toBe(fingerprintOf({ ...content, others: 5 }));
    expect(fingerprintOf(content)).not.toBe(fingerprintOf(cardContentOf(ROOM, 'en')));
  });
});

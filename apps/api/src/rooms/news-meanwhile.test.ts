import { describe, expect, it } from '@jest/globals';
import type { JoinedRoom, Participant, Room } from '@watchparty/shared';
import { listenMeanwhile } from './news-meanwhile.js';

function person(userId: string, isOnline = true): Participant {
  return { userId, firstName: userId, role: 'participant', isVoiceEnabled: false, isOnline, joinedAt: 1 };
}

/** The room as the database showed it when Anya and Borya sat in it. */
const READ = {
  room: { id: 'room', hostId: 'anya' } as Room,
  participants: [person('anya'), person('borya')],
  you: person('borya'),
} as JoinedRoom;

function socketThatHears(): {
  socket: Parameters<typeof listenMeanwhile>[0];
  hears: (event: string, payload: unknown) => void;
} {
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const socket = {
    onAnyOutgoing: (listener: (event: string, payload: unknown) => void) => listeners.add(listener),
    offAnyOutgoing: (listener: (event: string, payload: unknown) => void) => listeners.delete(listener),
  } as unknown as Parameters<typeof listenMeanwhile>[0];
  return { socket, hears: (event, payload) => listeners.forEach((listener) => listener(event, payload)) };
}

describe('listenMeanwhile', () => {
  it('[SE5] keeps whoever was announced after the room was read', () => {
    const { socket, hears } = socketThatHears();
    const news = listenMeanwhile(socket);
    hears('room:participants', { joined: [person('vera')] });
    hears('room:participants', { changed: [person('borya', false)], left: ['anya'] });
    const { participants, you } = news.addTo(READ);
    expect(participants).toEqual([person('borya', false), person('vera')]);
    expect(you.isOnline).toBe(false);
  });

  it('takes the answer to an earlier question for no news', () => {
    const { socket, hears } = socketThatHears();
    const news = listenMeanwhile(socket);
    hears('room:participants', { participants: [person('anya')] });
    expect(news.addTo(READ)).toEqual(READ);
  });

  it('keeps settings that were told after the room was read', () => {
    const { socket, hears } = socketThatHears();
    const news = listenMeanwhile(socket);
    hears('room:update', { room: { id: 'room', hostId: 'borya' } });
    expect(news.addTo(READ).room.hostId).toBe('borya');
  });

  it('leaves a room alone of which there was no news, and hears nothing any more when it has stopped', () => {
    const { socket, hears } = socketThatHears();
    const news = listenMeanwhile(socket);
    news.stop();
    hears('room:participants', { left: ['anya'] });
    expect(news.addTo(READ)).toEqual(READ);
  });
});

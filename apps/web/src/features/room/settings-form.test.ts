import type { Room } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { settingsChanges, settingsFormOf } from './settings-form.js';

const room: Room = {
  id: 'r',
  name: 'Кино',
  hostId: 'h',
  isPublic: true,
  hasPassword: true,
  maxParticipants: 50,
  participantCount: 2,
  controlMode: 'host',
  video: {
    videoUrl: null,
    platform: null,
    isPlaying: false,
    position: 0,
    rate: 1,
    effectiveAt: 0,
    version: 1,
  },
  createdAt: 0,
  updatedAt: 0,
};

describe('room settings', () => {
  it('sends nothing when nothing was changed', () => {
    expect(settingsChanges(room, settingsFormOf(room))).toEqual({});
  });

  it('sends only what was changed', () => {
    const form = { ...settingsFormOf(room), name: ' Кино и чай ', controlMode: 'everyone' } as const;
    expect(settingsChanges(room, form)).toEqual({ name: 'Кино и чай', controlMode: 'everyone' });
  });

  it('sends another patience with those who buffer, also to a room that has not told its own', () => {
    const form = settingsFormOf(room);
    expect(form.bufferWait).toBe(3);
    expect(settingsChanges(room, { ...form, bufferWait: 0 })).toEqual({ bufferWait: 0 });
    const patient = { ...room, bufferWait: 10 } as const;
    expect(settingsChanges(patient, settingsFormOf(patient))).toEqual({});
    expect(settingsChanges(patient, { ...form, bufferWait: 3 })).toEqual({ bufferWait: 3 });
  });

  it('sends another share that skips a video, and leaves one alone that the sheet does not offer', () => {
    const form = settingsFormOf(room);
    expect(form.skipShare).toBe(0.5);
    expect(settingsChanges(room, { ...form, skipShare: 0 })).toEqual({ skipShare: 0 });
    const fromElsewhere = { ...room, skipShare: 0.4 };
    expect(settingsChanges(fromElsewhere, settingsFormOf(fromElsewhere))).toEqual({});
  });

  it('plans, moves and drops the start', () => {
    const form = settingsFormOf(room);
    const startsAt = new Date('2026-12-03T21:00').getTime();
    expect(settingsChanges(room, { ...form, startsAt: '2026-12-03T21:00' })).toEqual({ startsAt });
    // Seconds that the field does not show are no change.
    const planned = { ...room, startsAt: startsAt + 5_000 };
    expect(settingsChanges(planned, settingsFormOf(planned))).toEqual({});
    expect(settingsChanges(planned, { ...settingsFormOf(planned), startsAt: '' })).toEqual({
      startsAt: null,
    });
  });

  it('keeps, changes and takes away a password', () => {
    const form = settingsFormOf(room);
    expect(settingsChanges(room, { ...form, password: 'new' })).toEqual({ password: 'new' });
    expect(settingsChanges(room, { ...form, hasPassword: false })).toEqual({ password: null });
    expect(settingsChanges({ ...room, hasPassword: false }, { ...form, hasPassword: false })).toEqual({});
  });
});

import '../../testing/browser-globals.js';

import { ApiError, ROOM_NAME_MAX_LENGTH } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { emptyForm, faultsOf, faultsOfError, hasFaults, nameOf, requestOf } from './create-form.js';

const ORIGIN = 'https://party.test';

describe('nameOf', () => {
  it('follows the video until somebody types', () => {
    const form = emptyForm();
    expect(nameOf(form, undefined, 'Evening')).toBe('Evening');
    expect(nameOf(form, { title: '  ' }, 'Evening')).toBe('Evening');
    expect(nameOf(form, { title: 'Hedgehog in the fog' }, 'Evening')).toBe('Hedgehog in the fog');
    expect(nameOf({ ...form, name: '' }, { title: 'Hedgehog' }, 'Evening')).toBe('');
  });

  it('cuts a long title between emoji, never through one', () => {
    const name = nameOf(emptyForm(), { title: '👩‍👩‍👧‍👦'.repeat(20) }, 'Evening');
    expect(name.length).toBeLessThanOrEqual(ROOM_NAME_MAX_LENGTH);
    expect(name.replaceAll('👩‍👩‍👧‍👦', '')).toBe('…');
  });
});

describe('faultsOf', () => {
  it('is content with a name alone', () => {
    expect(faultsOf(emptyForm(), 'Evening', ORIGIN, 0)).toEqual({});
    expect(hasFaults({})).toBe(false);
  });

  it('finds what the server would refuse', () => {
    expect(faultsOf(emptyForm('what?'), ' ', ORIGIN, 0)).toEqual({ url: 'not-a-link', name: 'empty' });
    expect(faultsOf(emptyForm('https://www.youtube.com/about'), 'x', ORIGIN, 0)).toEqual({
      url: 'unsupported',
    });
    expect(faultsOf(emptyForm('https://www.youtube.com/@NASA'), 'x', ORIGIN, 0)).toEqual({ url: 'channel' });
    // 72 bytes are 36 letters of Cyrillic.
    expect(faultsOf({ ...emptyForm(), password: 'п'.repeat(36) }, 'x', ORIGIN, 0)).toEqual({});
    expect(faultsOf({ ...emptyForm(), password: 'п'.repeat(37) }, 'x', ORIGIN, 0)).toEqual({
      password: 'too-long',
    });
  });
});

describe('a later start', () => {
  const NOW = new Date('2026-12-03T18:30').getTime();
  const at = (startsAt: string) => ({ ...emptyForm(), startsAt });

  it('lies ahead, by the clock of the device', () => {
    expect(faultsOf(at('2026-12-03T18:30'), 'x', ORIGIN, NOW)).toEqual({ startsAt: 'past' });
    expect(faultsOf(at('2026-12-03T18:31'), 'x', ORIGIN, NOW)).toEqual({});
    expect(requestOf(at('2026-12-03T18:31'), 'x').startsAt).toBe(NOW + 60_000);
    expect(requestOf(at(''), 'x')).not.toHaveProperty('startsAt');
  });
});

describe('requestOf', () => {
  it('sends what was filled in and leaves out the rest', () => {
    expect(requestOf(emptyForm(), ' Evening ')).toEqual({
      name: 'Evening',
      isPublic: true,
      maxParticipants: 50,
      controlMode: 'host',
    });
    const form = { ...emptyForm(' /samples/clock.mp4 '), isPublic: false, password: ' 1 ' };
    expect(requestOf(form, 'x')).toMatchObject({
      videoUrl: '/samples/clock.mp4',
      isPublic: false,
      password: ' 1 ',
    });
  });
});

describe('faultsOfError', () => {
  const invalid = (...paths: string[]) =>
    new ApiError({
      code: 'validation_failed',
      message: '',
      details: paths.map((path) => ({ path, message: 'bad' })),
    });

  it('points at the fields that the server means', () => {
    expect(faultsOfError(invalid('name', 'password'))).toEqual({ name: 'refused', password: 'refused' });
    expect(faultsOfError(invalid('videoUrl'))).toEqual({ url: 'refused' });
    expect(faultsOfError(new ApiError({ code: 'unsupported_video', message: '' }))).toEqual({
      url: 'refused',
    });
  });

  it('points nowhere for anything else', () => {
    expect(faultsOfError(invalid('controlMode'))).toEqual({});
    expect(faultsOfError(new ApiError({ code: 'rate_limited', message: '' }))).toEqual({});
    expect(faultsOfError(new Error('?'))).toEqual({});
  });
});

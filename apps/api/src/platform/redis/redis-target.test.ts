import { describe, expect, it } from '@jest/globals';
import { parseRedisTarget } from './redis-target.js';

describe('parseRedisTarget', () => {
  it.each([
    'redis://localhost',
    'rediss://ann:s%20cret@redis.example:6380/3?family=6',
    ' redis://[::1]:7000 ',
  ])('leaves one URL as it is: %s', (url) => {
    expect(parseRedisTarget({ url })).toEqual({ kind: 'single', url: url.trim() });
  });

  it.each([
    'redis://a:7000,redis://b,redis://[::1]:7002',
    'redis://a:7000 redis://b/0 , redis://[::1]:7002/',
    '\nredis://a:7000,\nredis://b,\nredis://[::1]:7002,\n',
  ])('takes a list for the seeds of a cluster: %j', (url) => {
    expect(parseRedisTarget({ url })).toEqual({
      kind: 'cluster',
      seeds: [
        { host: 'a', port: 7000 },
        { host: 'b', port: 6379 },
        { host: '::1', port: 7002 },
      ],
      access: { tls: false },
    });
  });

  it('takes one URL with a comma for a list of one', () => {
    expect(parseRedisTarget({ url: 'rediss://:p%40ss@cluster.example,' })).toEqual({
      kind: 'cluster',
      seeds: [{ host: 'cluster.example', port: 6379 }],
      access: { password: 'p@ss', tls: true },
    });
  });

  it('signs in everywhere with what any URL of the list says', () => {
    const { access } = parseRedisTarget({ url: 'redis://a,redis://ann:secret@b' }) as {
      access: unknown;
    };
    expect(access).toEqual({ username: 'ann', password: 'secret', tls: false });
  });

  it('takes them for sentinels when it is told the name of a master', () => {
    const sentinels = parseRedisTarget({
      url: 'redis://:secret@a/2,redis://b:5000',
      sentinelMaster: 'party',
      sentinelPassword: 'guard',
    });
    expect(sentinels).toEqual({
      kind: 'sentinel',
      sentinels: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 5000 },
      ],
      masterName: 'party',
      database: 2,
      access: { password: 'secret', tls: false },
      sentinelPassword: 'guard',
    });
    expect(parseRedisTarget({ url: 'redis://a', sentinelMaster: 'party' })).toMatchObject({
      kind: 'sentinel',
      sentinels: [{ host: 'a', port: 26_379 }],
      database: 0,
    });
  });

  it.each([
    ['http://topsecret', /redis:\/\/ or rediss:\/\/ URLs/],
    ['redis://a,topsecret', /redis:\/\/ or rediss:\/\/ URLs/],
    ['redis://a:topsecret@', /redis:\/\/ or rediss:\/\/ URLs/],
    ['redis:///0,redis://b', /a host in each/],
    ['redis://a,redis://b?password=topsecret', /without options/],
    ['redis://a,rediss://b', /one scheme/],
    ['redis://:topsecret@a,redis://:another@b', /one scheme, user, password/],
    ['redis://a/1,redis://b/1', /only number 0/],
    ['redis://a/topsecret,redis://b', /nothing but the number of a database/],
    ['redis://:topsecret%@a,redis://b', /%25/],
  ])('refuses %s without telling it', (url, message) => {
    const refusal = (): unknown => parseRedisTarget({ url });
    expect(refusal).toThrow(message);
    expect(refusal).not.toThrow(/topsecret/);
  });
});

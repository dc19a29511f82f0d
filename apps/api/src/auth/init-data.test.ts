import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signInitData } from '../../../../scripts/lib/init-data.mjs';
import { AppError } from '../platform/errors.js';
import { readInitData } from './init-data.js';

const DAY_MS = 86_400_000;

/** Both are published: tma.js's own test, and the example of its documentation. */
const VECTORS = [
  {
    name: 'with signature, escaped slashes and a plus in the name',
    botToken: '7342037359:AAFZehRPBRs8Seg40oDjTMIW8uTGPuW1zfQ',
    initData:
      'user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%20%2B%20-%20%3F%20%5C%2F%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%2C%22allows_write_to_pm%22%3Atrue%2C%22photo_url%22%3A%22https%3A%5C%2F%5C%2Ft.me%5C%2Fi%5C%2Fuserpic%5C%2F320%5C%2F4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg%22%7D&chat_instance=8134722200314281151&chat_type=private&auth_date=1733584787&signature=zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ&hash=2174df5b000556d044f3f020384e879c8efcab55ddea2ced4eb752e93e7080d6',
    authDate: 1_733_584_787_000,
    user: {
      id: 279058397,
      firstName: 'Vladislav + - ? /',
      lastName: 'Kibenko',
      username: 'vdkfrost',
      photoUrl: 'https://t.me/i/userpic/320/4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg',
      language: 'ru',
      mayBotWrite: true,
    },
  },
  {
    name: 'from before there was a signature',
    botToken: '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8',
    initData:
      'query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2',
    authDate: 1_662_771_648_000,
    user: {
      id: 279058397,
      firstName: 'Vladislav',
      lastName: 'Kibenko',
      username: 'vdkfrost',
      photoUrl: undefined,
      language: 'ru',
    },
  },
];

const NOW = 1_800_000_000_000;
const BOT_TOKEN = '123456789:AAtestTokenOfTheTestBotAAAAAAAAAAAA';
const FIELDS = {
  user: JSON.stringify({ id: 5, first_name: 'Anna' }),
  auth_date: String(NOW / 1000),
  query_id: 'AAtest',
};

const read = (initData: string, now = NOW): ReturnType<typeof readInitData> =>
  readInitData(initData, { botToken: BOT_TOKEN, maxAgeMs: DAY_MS, now });

const signed = (fields: Record<string, string> = {}): string =>
  signInitData({ ...FIELDS, ...fields }, BOT_TOKEN);

function refusalOf(initData: string, now = NOW): string {
  try {
    read(initData, now);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe.each(VECTORS)('the published launch $name', ({ botToken, initData, authDate, user }) => {
  const options = { botToken, maxAgeMs: DAY_MS, now: authDate + 1000 };

  it('[AU1] is genuine', () => {
    expect(readInitData(initData, options)).toEqual({ user, authDate });
  });

  it('[AU1] is refused once any of it is changed', () => {
    const params = new URLSearchParams(initData);
    for (const key of params.keys()) {
      const changed = new URLSearchParams(initData);
      changed.set(key, `${params.get(key)!.slice(0, -1)}~`);
      expect(() => readInitData(changed.toString(), options)).toThrow(AppError);
      const without = new URLSearchParams(initData);
      without.delete(key);
      expect(() => readInitData(without.toString(), options)).toThrow(AppError);
    }
    expect(() => readInitData(initData, { ...options, botToken: BOT_TOKEN })).toThrow(AppError);
  });

  it('[AU2] has its time', () => {
    expect(() => readInitData(initData, { ...options, now: authDate + DAY_MS + 1 })).toThrow('too old');
    expect(() => readInitData(initData, { ...options, now: authDate - 61_000 })).toThrow('future');
  });
});

describe('a launch', () => {
  it('[AU1] keeps fields that nobody knows yet under its signature', () => {
    const launch = signed({ zz_future: 'new', a_first: 'x=y&z', chat_join_request_query_id: '1' });
    expect(refusalOf(launch)).toBe('accepted');
    expect(refusalOf(launch.replace('zz_future=new', 'zz_future=old'))).toBe('unauthorized');
    expect(refusalOf(launch.replace('&zz_future=new', ''))).toBe('unauthorized');
    expect(refusalOf(`${signed()}&unsigned=1`)).toBe('unauthorized');
  });

  it('[AU1] is refused when a field stands twice', () => {
    for (const key of ['hash', 'user', 'auth_date', 'query_id']) {
      const value = new URLSearchParams(signed()).get(key)!;
      expect(refusalOf(`${signed()}&${key}=${encodeURIComponent(value)}`)).toBe('unauthorized');
      expect(refusalOf(`${key}=x&${signed()}`)).toBe('unauthorized');
    }
  });

  it('[AU1] is refused with a hash of another form', () => {
    const hash = new URLSearchParams(signed()).get('hash')!;
    for (const other of [
      hash.toUpperCase(),
      hash.slice(1),
      hash.slice(0, -2),
      `${hash}00`,
      `${hash} `,
      '',
      '0'.repeat(64),
      'g'.repeat(64),
      Buffer.from(hash, 'hex').toString('base64'),
    ]) {
      expect(refusalOf(signed().replace(hash, encodeURIComponent(other)))).toBe('unauthorized');
    }
    expect(refusalOf(signed().replace(/&?hash=\w+/, ''))).toBe('unauthorized');
  });

  it('[AU1] is refused when it is signed as the Login Widget signs', () => {
    const text = Object.entries(FIELDS)
      .map((pair) => pair.join('='))
      .sort()
      .join('\n');
    const hash = createHmac('sha256', createHmac('sha256', BOT_TOKEN).update('').digest())
      .update(text)
      .digest('hex');
    expect(refusalOf(new URLSearchParams({ ...FIELDS, hash }).toString())).toBe('unauthorized');
  });

  it.each(['', '&', '=', 'hash', '%', 'a=b', '?', '\0', JSON.stringify(FIELDS), 'x'.repeat(8192)])(
    '[AU1] is not "%s"',
    (text) => expect(refusalOf(text)).toBe('unauthorized'),
  );

  it.each([
    ['of this moment', 0, 'accepted'],
    ['of almost a day ago', -86_400, 'accepted'],
    ['of more than a day ago', -86_401, 'unauthorized'],
    ['of a clock that goes a minute ahead', 60, 'accepted'],
    ['of the future', 61, 'unauthorized'],
  ])('[AU2] %s', (_, offsetS, expected) => {
    expect(refusalOf(signed({ auth_date: String(NOW / 1000 + offsetS) }))).toBe(expected);
  });

  it.each(['', 'now', '-1', '1e9', '1800000000.5', ' 1800000000', '0x6b49d200', '9'.repeat(13)])(
    '[AU2] "%s" is no auth_date',
    (authDate) => expect(refusalOf(signed({ auth_date: authDate }))).toBe('unauthorized'),
  );

  it.each([
    '',
    'null',
    '5',
    '"x"',
    '[]',
    '{}',
    '{',
    '{"id":"5"}',
    '{"id":0}',
    '{"id":-5}',
    '{"id":5.5}',
    '{"id":1e400}',
    '{"id":4503599627370496}',
    '{"id":null}',
  ])('[AU1] %s is no user', (user) => expect(refusalOf(signed({ user }))).toBe('unauthorized'));

  it('[AU3] carries the largest id that Telegram may give, and the signed start_param', () => {
    const user = JSON.stringify({ id: 2 ** 52 - 1, first_name: 'Max' });
    expect(read(signed({ user, start_param: 'room_1' }))).toEqual({
      user: { id: 2 ** 52 - 1, firstName: 'Max' },
      authDate: NOW,
      startParam: 'room_1',
    });
  });

  it('[IN2] carries names that can be stored', () => {
    const user = `{"id":5,"first_name":"A\\u0000nna","last_name":"\\ud800","username":"","photo_url":7}`;
    expect(read(signed({ user })).user).toEqual({ id: 5, firstName: 'Anna', lastName: '\ufffd' });
    expect(read(signed({ user: '{"id":5}' })).user).toEqual({ id: 5, firstName: '' });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ErrorEvent } from '@sentry/browser';

import { scrubReport, scrubText } from './scrub-report.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const ROOM_ID = '0a1b2c3d-0000-4000-8000-000000000010';

describe('scrubbed text', () => {
  it.each([
    ['a session token', `refused ${JWT} twice`, 'refused <secret> twice'],
    ['a header', `Authorization: Bearer abc.def`, 'Authorization: <secret>'],
    ['a bot token', 'bot 1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawq', 'bot <secret>'],
    [
      'launch data',
      'query_id=AA&user=%7B%22id%22%3A1%7D&auth_date=1&hash=ff',
      '<secret>&<secret>&<secret>&<secret>',
    ],
    ['encoded launch data', 'x tgWebAppData%3Dquery_id%253DAA', 'x <secret>'],
    [
      'the hash of an address',
      'at https://app.example/rooms#tgWebAppData=user',
      'at https://app.example/rooms',
    ],
    ['the query of an address', 'GET /api/rooms?search=секрет failed', 'GET /api/rooms failed'],
    ['a room', `no ${ROOM_ID} here`, 'no <id> here'],
    [
      'what somebody wrote',
      `Unexpected token 'п', "привет всем" is not valid JSON`,
      'Unexpected token <text>, <text> is not valid JSON',
    ],
    ['what somebody wrote without quotes', 'cannot send: до встречи', 'cannot send: <text>'],
    ['a long text', 'x'.repeat(1_000), 'x'.repeat(300)],
  ])('holds nothing of %s', (_what, text, scrubbed) => {
    expect(scrubText(text)).toBe(scrubbed);
  });

  it('still says what broke', () => {
    const message = "Cannot read properties of undefined (reading 'playback')";
    expect(scrubText(message)).toBe(message);
  });
});

describe('scrubbed report', () => {
  it('is what was picked, and nothing that came along', () => {
    const event: ErrorEvent = {
      type: undefined,
      event_id: 'e1',
      level: 'error',
      message: `failed in ${ROOM_ID}`,
      request: { url: 'https://app.example/#tgWebAppData=secret', headers: { Referer: 'https://t.me' } },
      breadcrumbs: [{ category: 'fetch', data: { body: '{"content":"привет"}' } }],
      user: { id: '7', ip_address: '10.0.0.1' },
      extra: { draft: 'привет' },
      contexts: { state: { state: { type: 'redux', value: { text: 'привет' } } } },
      tags: { room: ROOM_ID },
      exception: {
        values: [
          {
            type: 'TypeError',
            value: `token ${JWT}`,
            mechanism: { type: 'onerror', handled: false, data: { url: 'https://app.example/#secret' } },
            stacktrace: {
              frames: [
                {
                  filename: 'https://app.example/assets/room-route.js?v=1#tgWebAppData=secret',
                  function: 'step',
                  lineno: 3,
                  colno: 14,
                  vars: { text: 'привет' },
                  pre_context: ['привет'],
                },
              ],
            },
          },
        ],
      },
    };
    expect(JSON.parse(JSON.stringify(scrubReport(event)))).toEqual({
      event_id: 'e1',
      level: 'error',
      message: 'failed in <id>',
      exception: {
        values: [
          {
            type: 'TypeError',
            value: 'token <secret>',
            mechanism: { type: 'onerror', handled: false },
            stacktrace: {
              frames: [
                {
                  filename: 'https://app.example/assets/room-route.js',
                  function: 'step',
                  lineno: 3,
                  colno: 14,
                },
              ],
            },
          },
        ],
      },
    });
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { signInitData } from './init-data.mjs';
import { launchLink, SAMPLE_USERS } from './launch-links.mjs';

// Both are published: the tests of tma.js, and docs.telegram-mini-apps.com.
const VECTORS = [
  {
    name: 'with a signature, escapes and a plus',
    botToken: '7342037359:AAFZehRPBRs8Seg40oDjTMIW8uTGPuW1zfQ',
    initData:
      'user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%20%2B%20-%20%3F%20%5C%2F%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%2C%22allows_write_to_pm%22%3Atrue%2C%22photo_url%22%3A%22https%3A%5C%2F%5C%2Ft.me%5C%2Fi%5C%2Fuserpic%5C%2F320%5C%2F4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg%22%7D&chat_instance=8134722200314281151&chat_type=private&auth_date=1733584787&signature=zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ&hash=2174df5b000556d044f3f020384e879c8efcab55ddea2ced4eb752e93e7080d6',
  },
  {
    name: 'from before signatures',
    botToken: '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8',
    initData:
      'query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2',
  },
];

for (const { name, botToken, initData } of VECTORS) {
  test(`signs as Telegram does: ${name}`, () => {
    const { hash, ...fields } = Object.fromEntries(new URLSearchParams(initData));
    const signed = new URLSearchParams(signInitData(fields, botToken));
    assert.equal(signed.get('hash'), hash);
    assert.equal(signed.get('user'), fields.user);
  });
}

test("a sample user's link carries launch data that Telegram's script reads whole", () => {
  const [anya] = SAMPLE_USERS;
  const link = launchLink({
    user: anya,
    botToken: VECTORS[1].botToken,
    publicUrl: 'http://localhost:3000',
    nowMs: 1_800_000_000_500,
  });
  const params = new URLSearchParams(new URL(link).hash.slice(1));
  assert.deepEqual([...params.keys()], ['tgWebAppData', 'tgWebAppVersion', 'tgWebAppPlatform']);
  const fields = Object.fromEntries(new URLSearchParams(params.get('tgWebAppData')));
  assert.deepEqual(JSON.parse(fields.user), anya);
  assert.equal(fields.auth_date, '1800000000');
  assert.match(fields.hash, /^[0-9a-f]{64}$/);
});

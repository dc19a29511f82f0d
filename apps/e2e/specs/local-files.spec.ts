import path from 'node:path';
import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../web/public/samples');
const FILM = path.join(SAMPLES, 'clock.mp4');

test('two people watch their own copies of a film together, and nothing is uploaded', async ({ person }) => {
  const anna = await person('Аня');
  const boris = await person('Боря');
  let sent = 0;
  for (const { page } of [anna, boris]) {
    page.on('request', (request) => (sent += request.postDataBuffer()?.length ?? 0));
  }
  await startParty(anna);
  await anna.page.getByRole('button', { name: 'Другое видео' }).click();
  await anna.page.locator('input[type=file]').setInputFiles(FILM);
  await expect(anna.room.video).toHaveAttribute('src', /^blob:/);

  await boris.open(`/rooms/${anna.room.id}`);
  await boris.room.join();
  await expect(boris.room.player).toContainText('Выбери свою копию фильма');
  await expect(boris.room.player).toContainText('clock.mp4');
  await boris.room.player
    .locator('input[type=file]')
    .setInputFiles({ name: 'holiday.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no film at all') });
  await expect(boris.room.player).toContainText('Это другой файл');
  await boris.room.player.locator('input[type=file]').setInputFiles(FILM);
  await expect(boris.room.video).toHaveAttribute('src', /^blob:/);

  await anna.room.play();
  for (const { room } of [anna, boris]) await room.expectPlaying();
  expect(sent).toBeLessThan(20_000);
});

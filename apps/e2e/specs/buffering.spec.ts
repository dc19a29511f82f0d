import { CLOCK_SAMPLE_PATH } from '@watchparty/shared';
import { readMedia } from '../fixtures/media.js';
import type { Person } from '../fixtures/people.js';
import { joinParty, startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';
import { expectTogether } from '../fixtures/together.js';

/** Puts a gate before the film of somebody: what they have, they have, and the rest comes when it opens. */
async function gateFilm(person: Person): Promise<{ shut: () => void; open: () => void }> {
  let passable = Promise.resolve();
  let open = (): void => undefined;
  await person.page.route(`**${CLOCK_SAMPLE_PATH}`, async (route) => {
    await passable;
    // The page may have asked for something else meanwhile.
    await route.continue().catch(() => undefined);
  });
  return {
    shut() {
      passable = new Promise((resolve) => (open = resolve));
    },
    open: () => open(),
  };
}

async function setPatience(host: Person, choice: string): Promise<void> {
  await host.page.getByRole('button', { name: 'Настройки комнаты' }).click();
  await host.page.getByRole('radio', { name: choice }).click();
  await host.page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(host.page.getByRole('radio', { name: choice })).toBeHidden();
}

/** @param patience what the host chooses in the settings; without it the room has the usual one */
async function party(person: (name: string) => Promise<Person>, patience?: string) {
  const anna = await person('Аня');
  const boris = await person('Боря');
  const film = await gateFilm(boris);
  await startParty(anna);
  if (patience !== undefined) await setPatience(anna, patience);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  return { anna, boris, film };
}

test('[BF1] [BF3] everybody waits for whoever has no film, and goes on together once it is there', async ({
  person,
}) => {
  const { anna, boris, film } = await party(person, 'До 10 с');

  film.shut();
  await anna.room.seekTo(0.8);
  await expect(anna.page.getByText('Ждём: Боря')).toBeVisible();
  await expect(boris.page.getByText('Остальные ждут тебя')).toBeVisible();
  await anna.room.expectPaused();
  const stood = await readMedia(anna.page);
  film.open();

  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expect(anna.page.getByText('Ждём: Боря')).toBeHidden();
  expect((await readMedia(anna.page)).currentTime).toBeGreaterThan(stood.currentTime);
  await expectTogether(anna, boris);
});

test('[BF2] [BF4] [PB13] nobody waits longer than the host allows, and sees who is behind', async ({
  person,
}) => {
  const { anna, boris, film } = await party(person);

  film.shut();
  await anna.room.seekTo(0.8);
  await expect(anna.page.getByText('Ждём: Боря')).toBeVisible();
  await anna.room.expectPlaying();
  await expect(anna.page.getByText('Ждём: Боря')).toBeHidden();
  const faces = anna.page.getByTestId('laggard');
  await expect(faces).toHaveAttribute('aria-label', /^Боря: отставание 0:0\d$/);
  film.open();
  await expect(faces).toHaveCount(0);
  await expectTogether(anna, boris);
});

test('[BF5] whoever leads may go on without them', async ({ person }) => {
  const { anna, film } = await party(person, 'До 10 с');

  film.shut();
  await anna.room.seekTo(0.8);
  await anna.page.getByRole('button', { name: 'Не ждать' }).click();
  await anna.room.expectPlaying();
  film.open();
});

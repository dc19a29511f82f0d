import type { Page } from '@playwright/test';
import { expectToHear, openEar, tonesHeard, WITH_EAR } from '../fixtures/ear.js';
import { joinParty, startParty } from '../fixtures/party.js';
import type { Person } from '../fixtures/people.js';
import { expectTogether } from '../fixtures/together.js';
import { expectAllToHear, gather } from '../fixtures/voice-party.js';
import { direct as test, expect } from '../fixtures/voice-test.js';
import { enterVoice, giveMicrophone, refuseMicrophone, TONES } from '../fixtures/voice.js';

const bar = (page: Page) => page.getByTestId('voice-bar');

test('whoever has no microphone is told what to do, and can listen', async ({ person }) => {
  const anna = await person('Аня', WITH_EAR);
  const boris = await person('Боря', WITH_EAR);
  await giveMicrophone(anna, TONES[0] ?? 0);
  await refuseMicrophone(boris);
  await startParty(anna);
  await joinParty(boris, anna.room.id);
  for (const someone of [anna, boris]) await openEar(someone);
  await enterVoice(anna);

  await boris.page.getByTestId('voice-button').click();
  const sheet = boris.page.getByRole('dialog', { name: 'Голосовой чат' });
  await sheet.getByRole('button', { name: 'Говорить', exact: true }).click();
  await expect(sheet.getByRole('alert')).toContainText('Микрофон не разрешён');
  await sheet.getByRole('button', { name: 'Только слушать' }).click();
  await expect(bar(boris.page)).toBeVisible();
  await expectToHear(boris, [TONES[0] ?? 0]);
  expect(await tonesHeard(anna)).toEqual([]);
});

test('the host takes the word from somebody, and closes voice for all', async ({ person }) => {
  const [anna, boris] = (await gather(person, 2)) as [Person, Person];
  await enterVoice(anna);
  await enterVoice(boris);
  await expectAllToHear([anna, boris]);

  await anna.page.getByTestId('voice-button').click();
  const sheet = anna.page.getByRole('dialog', { name: 'Голосовой чат' });
  await sheet.getByRole('button', { name: 'Лишить слова: Боря' }).click();
  await expectToHear(anna, []);
  await expectToHear(boris, [TONES[0] ?? 0]);
  await expect(bar(boris.page).getByRole('button', { name: 'Выключить микрофон' })).toBeHidden();

  await sheet.getByRole('button', { name: 'Закрыть голосовой чат для всех' }).click();
  for (const { page } of [anna, boris]) await expect(bar(page)).toBeHidden();
});

test('four hear each other while they watch, and stay together', async ({ person }) => {
  const people = await gather(person, 4);
  for (const someone of people) await enterVoice(someone);
  await expectAllToHear(people);
  await people[0]?.room.play();
  await Promise.all(people.map(({ room }) => room.expectPlaying()));
  await expectTogether(...people);
  await expectAllToHear(people);
});

test('whose page ended without a word is out of voice once they are back', async ({ guest, cluster }) => {
  const [anna, boris] = (await gather(guest, 2)) as [Person, Person];
  await enterVoice(anna);
  await enterVoice(boris);
  await expectAllToHear([anna, boris]);

  cluster.proxy.cut();
  await anna.page.goto('about:blank');
  cluster.proxy.lead(cluster.nodes[0]?.port ?? 0);
  await joinParty(anna, boris.room.id);
  await openEar(anna);
  await boris.page.getByTestId('voice-button').click();
  const people = boris.page.getByRole('dialog', { name: 'Голосовой чат' }).getByRole('listitem');
  await expect(people).toHaveText([/Боря/]);

  await enterVoice(anna);
  await expectAllToHear([anna, boris]);
});

import type { Page } from '@playwright/test';
import { expectToHear, firstHeardAt, forgetSilences, loudnessHeard, tonesHeard } from '../fixtures/ear.js';
import { percentile } from '../fixtures/media.js';
import type { Person } from '../fixtures/people.js';
import { ALLOCATE_REFUSED } from '../fixtures/relay.js';
import { expectAllToHear, gather } from '../fixtures/voice-party.js';
import { direct, expect, relayed, relayOnly, walled } from '../fixtures/voice-test.js';
import { enterVoice, sendingRate, switchMicrophone, TONES, waysTaken } from '../fixtures/voice.js';

/** From switching the microphone off to silence at the others, at most. */
const MUTED_WITHIN_MS = 200;
/** From pressing the button to the first sound of somebody else, for half of eight; `pnpm bench:voice` judges all of them. */
const FIRST_SOUND_MS = 2_000;
/** To one other: browsers that nobody asked for fewer send 50, whether there is anything to hear or not. */
const TALKING_PACKETS_PER_S = 20;
const SILENT_PACKETS_PER_S = 5;
/** Longest that running sound may stop when a server dies: shorter than a syllable. */
const UNBROKEN_MS = 150;
/** Of a relay that is back: the break is noticed after some seconds, and after some more another way is looked for. */
const HEALED_WITHIN_MS = 30_000;

const bar = (page: Page) => page.getByTestId('voice-bar');

function note(type: string, ...milliseconds: readonly number[]): void {
  direct
    .info()
    .annotations.push({ type, description: `${milliseconds.map((ms) => ms.toFixed(0)).join(', ')} ms` });
}

/** Nobody's sound takes another way than the one that is tested. */
async function expectWay(people: readonly Person[], way: RegExp): Promise<void> {
  for (const someone of people)
    expect(await waysTaken(someone)).toEqual(
      people.filter((other) => other !== someone).map(() => expect.stringMatching(way)),
    );
}

for (const { name, test, way } of [
  { name: 'directly', test: direct, way: /^(host|prflx)$/ },
  { name: 'over the relay, where nothing else gets through', test: relayed, way: /^relay over tcp$/ },
]) {
  test.describe(name, () => {
    test('two hear each other; a microphone that is off is heard no longer, at once', async ({ person }) => {
      const [anna, boris] = (await gather(person, 2)) as [Person, Person];
      await enterVoice(anna);
      await enterVoice(boris);
      await expectAllToHear([anna, boris]);
      await expect(bar(anna.page)).toContainText('говорит Боря');

      expect((await sendingRate(anna)).packetsPerS).toBeLessThan(TALKING_PACKETS_PER_S);

      const mutedAt = await switchMicrophone(anna, 'off');
      await expectToHear(boris, []);
      const silentAfterMs = (await loudnessHeard(boris)).loudAt - mutedAt;
      note('muted', silentAfterMs);
      expect(silentAfterMs).toBeLessThanOrEqual(MUTED_WITHIN_MS);
      await expect(bar(boris.page)).not.toContainText('говорит Аня');
      await expect.poll(async () => (await sendingRate(anna)).packetsPerS).toBeLessThan(SILENT_PACKETS_PER_S);

      await switchMicrophone(anna, 'on');
      await expectToHear(boris, [TONES[0] ?? 0]);

      await bar(boris.page).getByRole('button', { name: 'Выйти из голосового чата' }).click();
      await expect(bar(boris.page)).toBeHidden();
      await expectToHear(anna, []);
    });

    test('two, four and eight hear each other, the first of them soon', async ({ person }) => {
      test.setTimeout(120_000);
      const people = await gather(person, 8);
      const waits: number[] = [];
      for (const [index, someone] of people.entries()) {
        const pressedAt = await enterVoice(someone);
        if (index > 0) waits.push((await firstHeardAt(someone)) - pressedAt);
        await expectToHear(someone, TONES.slice(0, index));
        if ([2, 4, 8].includes(index + 1)) await expectAllToHear(people.slice(0, index + 1));
      }
      note('first sound', ...waits);
      await expectWay(people, way);
      expect(percentile(waits, 0.5)).toBeLessThanOrEqual(FIRST_SOUND_MS);
    });

    test('a node that dies breaks no sound, and whoever comes then is heard by all', async ({
      guest,
      cluster,
    }) => {
      const [anna, boris, vera] = (await gather(guest, 3)) as [Person, Person, Person];
      await enterVoice(anna);
      await enterVoice(boris);
      await expectAllToHear([anna, boris]);
      for (const someone of [anna, boris]) await forgetSilences(someone);

      cluster.proxy.cut();
      await cluster.nodes[0]?.stop('SIGKILL');
      for (const { page } of [anna, boris, vera])
        await expect(page.getByText('Связь пропала, возвращаемся…')).toBeVisible();
      cluster.proxy.lead(cluster.nodes[1]?.port ?? 0);
      for (const { page } of [anna, boris, vera])
        await expect(page.getByText('Связь пропала, возвращаемся…')).toBeHidden({ timeout: 20_000 });
      await enterVoice(vera);
      await expectAllToHear([anna, boris, vera]);
      for (const someone of [anna, boris]) {
        const { silenceMs } = await loudnessHeard(someone);
        note('silence', silenceMs);
        expect(silenceMs).toBeLessThan(UNBROKEN_MS);
      }
      await expectWay([anna, boris, vera], way);
    });
  });
}

relayed('a relay that died and is back carries everybody again', async ({ person, relay }) => {
  const people = await gather(person, 2);
  for (const someone of people) await enterVoice(someone);
  await expectAllToHear(people);
  await relay.stop();
  for (const someone of people) await expectToHear(someone, []);
  await relay.start();
  await expectAllToHear(people, HEALED_WITHIN_MS);
});

walled('without a relay, where nothing else gets through, nobody is heard', async ({ person }) => {
  const [anna, boris] = (await gather(person, 2)) as [Person, Person];
  for (const someone of [anna, boris]) await enterVoice(someone);
  await bar(anna.page)
    .getByRole('button', { name: /^Голосовой чат/ })
    .click();
  await expect(
    anna.page
      .getByRole('dialog', { name: 'Голосовой чат' })
      .getByRole('listitem')
      .filter({ hasText: 'Боря' }),
  ).toContainText('связь потеряна, ищем путь', { timeout: 25_000 });
  for (const someone of [anna, boris]) {
    expect(await tonesHeard(someone)).toEqual([]);
    expect((await loudnessHeard(someone)).firstLoudAt).toBeUndefined();
  }
});

relayOnly(
  'a relay that is all that may be used is, over UDP, by whom the API sent',
  async ({ person, relay }) => {
    const people = await gather(person, 2);
    for (const someone of people) await enterVoice(someone);
    await expectAllToHear(people);
    // What is reached first may be the relay over TCP: a browser goes over to the way that it prefers.
    for (const someone of people) await expect.poll(() => waysTaken(someone)).toEqual(['relay over udp']);
    expect(await relay.askAsStranger()).toBe(ALLOCATE_REFUSED);
  },
);

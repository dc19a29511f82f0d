import type { Page } from '@playwright/test';
import type { Person } from '../fixtures/people.js';
import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

const THEME = {
  bg_color: '#3b1f47',
  secondary_bg_color: '#2a1433',
  section_bg_color: '#3b1f47',
  text_color: '#ffeefb',
};
const PAGE_COLOUR = 'rgb(42, 20, 51)';

/** Opens the app where no script of it comes, as on a phone that still waits for the first. */
async function openBare(person: Person, path = '/', startParam?: string): Promise<void> {
  await person.page.goto('about:blank');
  await person.page.route('**/assets/*.js', (route) => route.abort());
  await person.open(path, startParam);
}

const shell = (page: Page) => page.locator('.home-shell');
const pageColour = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** Where the parts of Home begin and end, to whole pixels. */
async function layoutOf(page: Page, parts: Record<string, string>): Promise<Record<string, number[]>> {
  const layout: Record<string, number[]> = {};
  for (const [name, selector] of Object.entries(parts)) {
    const box = await page.locator(selector).first().boundingBox();
    expect(box, name).not.toBeNull();
    layout[name] = box ? [box.x, box.y, box.width, box.height].map(Math.round) : [];
  }
  return layout;
}

test('before any script there are Telegram’s colours, and Home’s shape for whom Home comes', async ({
  person,
  server,
}) => {
  const anna = await person('Аня', { theme: THEME });
  await openBare(anna);
  await expect(shell(anna.page)).toBeVisible();
  expect(await pageColour(anna.page)).toBe(PAGE_COLOUR);
  await expect(anna.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  // The policy lets the page's own script run, and nothing else is refused either.
  expect(anna.complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([]);

  await openBare(anna, '/create');
  expect(await pageColour(anna.page)).toBe(PAGE_COLOUR);
  await expect(shell(anna.page)).toBeHidden();
  await openBare(anna, '/', 'room_6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10');
  await expect(shell(anna.page)).toBeHidden();

  const stranger = await anna.context.browser()!.newContext();
  const page = await stranger.newPage();
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(server.url);
  await expect(shell(page)).toBeHidden();
  await stranger.close();
});

/** Names of the files that a page asks for before any script of the app has run. */
async function filesAskedFor(person: Person, path: string, startParam?: string): Promise<string[]> {
  await openBare(person, path, startParam);
  const links = await person.page
    .locator('link[rel="modulepreload"], link[rel="preload"]')
    .evaluateAll((all: HTMLLinkElement[]) => all.map(({ href }) => href));
  const names = links.map((href) => /\/assets\/([\w-]+)-[\w-]{8}\.(?:js|css)$/.exec(href)?.[1] ?? href);
  return [...new Set(names)];
}

test('what the page that comes is made of is asked for at once, and nothing of others', async ({
  person,
}) => {
  const room = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';
  const pages = ['home', 'create-page', 'profile-page', 'room-route', 'offer-page', 'whole-room'];
  const anna = await person('Аня');
  for (const [path, startParam, ...wanted] of [
    ['/', undefined, 'home'],
    ['/create', undefined, 'create-page'],
    ['/profile', undefined, 'profile-page'],
    [`/rooms/${room}`, undefined, 'room-route'],
    ['/', `room_${room}`, 'room-route'],
    ['/', `offer_${room}`, 'offer-page'],
  ] as const) {
    const files = await filesAskedFor(anna, path, startParam);
    expect(files.filter((name) => pages.includes(name))).toEqual([...wanted]);
    expect(files).toContain('inside');
    expect(files.includes('rest')).toBe(wanted[0] !== 'home');
  }
  const john = await person('John', { language: 'en' });
  expect(await filesAskedFor(john, '/profile')).not.toContain('rest');
});

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]) {
  test(`nothing moves when Home takes its shell's place, ${viewport.width} wide`, async ({ person }) => {
    const boris = await person('Боря');
    await startParty(boris, { name: 'Кино с Борей' });
    const anna = await person('Аня', { context: { viewport } });
    await anna.open();
    await expect(anna.page.getByTestId('room-card').first()).toBeVisible();
    const home = await layoutOf(anna.page, {
      face: 'header a',
      paste: 'main section:has([data-testid="paste-link"])',
      field: 'form:has([data-testid="paste-link"])',
      search: 'div:has(> input[data-testid="search"])',
      poster: '[data-testid="room-card"] > :first-child',
    });

    await openBare(anna);
    await expect(shell(anna.page)).toBeVisible();
    expect(
      await layoutOf(anna.page, {
        face: '.home-shell-face',
        paste: '.home-shell-paste',
        field: '.home-shell-field',
        search: '.home-shell-search',
        poster: '.home-shell-poster',
      }),
    ).toEqual(home);
  });
}

test('signs in once, and shows Home without asking twice', async ({ person }) => {
  const anna = await person('Аня');
  await anna.open();
  await expect(anna.page.getByTestId('paste-link')).toBeVisible();
  await anna.page.waitForLoadState('networkidle');
  for (const call of ['POST /api/auth/telegram', 'GET /api/config'])
    expect(anna.apiCalls.filter((one) => one === call)).toHaveLength(1);
  // The public list, what is planned, and one's own.
  expect(anna.apiCalls.filter((one) => one === 'GET /api/rooms')).toHaveLength(3);
});

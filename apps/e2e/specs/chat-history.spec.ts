import pg from 'pg';
import { startParty } from '../fixtures/party.js';
import { expect, test } from '../fixtures/test.js';

const MESSAGES = 10_000;
/** A screen of rows, and those kept ready around it. */
const MOST_ROWS = 80;

test('ten thousand messages can be read back, and only those in sight are drawn', async ({
  person,
  server,
}) => {
  test.setTimeout(120_000);
  const anna = await person('Аня', { context: { viewport: { width: 390, height: 844 } } });
  await startParty(anna);
  const database = new pg.Client({ connectionString: server.databaseUrl });
  await database.connect();
  await database.query(
    `WITH room AS (
       UPDATE rooms SET last_message_seq = last_message_seq + $2 WHERE id = $1 RETURNING owner_id, last_message_seq
     )
     INSERT INTO messages (room_id, user_id, seq, content)
     SELECT $1, room.owner_id, room.last_message_seq - $2 + n, 'строка ' || n || repeat(' и ещё', n % 40)
     FROM room, generate_series(1, $2::int) n`,
    [anna.room.id, MESSAGES],
  );
  await database.end();
  await anna.page.reload();
  await anna.room.join();
  await expect(anna.room.message(`строка ${MESSAGES}`)).toBeInViewport();

  const list = anna.page.getByTestId('messages');
  // Reading back: as fast as pages come, and whoever stands at a row keeps it when a page comes in before.
  await expect
    .poll(
      async () => {
        await list.evaluate((element) => element.scrollTo({ top: 0 }));
        return anna.page.getByText(/^строка 1(?!\d)/).count();
      },
      { timeout: 60_000, intervals: [20] },
    )
    .toBeGreaterThan(0);
  expect(await anna.room.messages.count()).toBeLessThan(MOST_ROWS);
  // At the very start, too, the window is full.
  await expect
    .poll(() =>
      list.evaluate((element) => {
        const lowest = [...element.querySelectorAll('[data-testid=message]')].at(-1);
        return (lowest?.getBoundingClientRect().bottom ?? 0) - element.getBoundingClientRect().bottom;
      }),
    )
    .toBeGreaterThanOrEqual(0);

  const figures = await list.evaluate(async (element) => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((entries) => {
      longTasks.push(...entries.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ type: 'longtask' });
    const frames: number[] = [];
    let before = performance.now();
    let mostRows = 0;
    for (let frame = 0; frame < 300; frame += 1) {
      element.scrollBy(0, 400);
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - before);
      before = performance.now();
      mostRows = Math.max(mostRows, element.querySelectorAll('[data-testid=message]').length);
    }
    observer.disconnect();
    return {
      mostRows,
      nodes: element.querySelectorAll('*').length,
      longTasks: longTasks.length,
      longestTaskMs: Math.round(Math.max(0, ...longTasks)),
      medianFrameMs: Math.round(frames.sort((a, b) => a - b)[150] ?? 0),
    };
  });
  test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  expect(figures.mostRows).toBeLessThan(MOST_ROWS);

  await anna.page.getByRole('button', { name: 'К последним сообщениям' }).click();
  await expect(anna.room.message(`строка ${MESSAGES}`)).toBeInViewport();
});

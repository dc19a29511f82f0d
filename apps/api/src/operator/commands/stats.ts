import type { Figures, OverSpans } from '../../analytics/analytics.service.js';
import type { Command } from '../command.js';
import { hours, percent, table } from '../format.js';

export const statsCommand: Command = {
  name: 'stats',
  usage: '[--json]',
  summary: 'how the product is used: rooms, people, retention, watch time',
  options: { json: { type: 'boolean' } },
  prepare:
    ({ options }) =>
    async ({ operations, write }) => {
      const figures = await operations.analytics.figures();
      if (options.json === true) write(JSON.stringify(figures, null, 2));
      else for (const line of linesOf(figures)) write(line);
    },
};

function linesOf({ rooms, people, retention, watchSeconds, messages }: Figures): string[] {
  const spans = (title: string, values: OverSpans, show: (value: number) => string = String): string[] => [
    title,
    show(values.day),
    show(values.week),
    show(values.month),
  ];
  return [
    `Rooms    ${rooms.total}, with people in them now ${rooms.live}, playing ${rooms.playing}`,
    `People   ${people.total}, online now ${people.online}, banned ${people.banned}`,
    '',
    ...table([
      ['', '1 day', '7 days', '30 days'],
      spans('people active', people.active),
      spans('most online at once', people.peakOnline),
      spans('rooms created', rooms.created),
      spans('first visits to a room', rooms.joins),
      spans('messages', messages),
      spans('watched', watchSeconds, hours),
    ]),
    '',
    ...table([
      ['came again after', 'share', 'people'],
      ...retention.map(({ afterDays, share, returned, cohort }) => [
        afterDays === 1 ? '1 day' : `${afterDays} days`,
        percent(share),
        `${returned} of ${cohort}`,
      ]),
    ]),
  ];
}

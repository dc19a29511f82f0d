import type { Message } from '@watchparty/shared';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../testing/create-i18n.js';
import { MessageMenu, type MessageActs } from './message-menu.js';

const message: Message = {
  id: 'm1',
  seq: 1,
  roomId: 'r',
  userId: 'anya',
  content: 'hello',
  type: 'text',
  createdAt: 0,
  reactions: [{ emoji: '🔥', count: 1, userIds: ['boris'] }],
};

describe('the menu of a message', () => {
  let done: unknown[][];

  function show({ youId, isTidying = false }: { youId: string; isTidying?: boolean }): void {
    const note =
      (name: string) =>
      (...args: unknown[]): void =>
        void done.push([name, ...args.filter((arg) => arg !== message)]);
    const acts: MessageActs = {
      reply: note('reply'),
      copy: note('copy'),
      edit: note('edit'),
      remove: note('remove'),
      react: note('react'),
      pickReaction: note('pickReaction'),
    };
    render(
      <I18nextProvider i18n={createI18n('en')}>
        <MessageMenu
          acts={acts}
          youId={youId}
          isTidying={isTidying}
          messageOf={(id) => (id === message.id ? message : undefined)}
        >
          <div data-message-id="m1">
            <span>hello</span>
            <a href="https://example.org">a link</a>
          </div>
          <p>nothing</p>
        </MessageMenu>
      </I18nextProvider>,
    );
  }

  const items = () => screen.queryAllByRole('menuitem').map(({ textContent }) => textContent);

  beforeEach(() => {
    done = [];
  });

  it('offers what one may do with one’s own and with that of others', () => {
    show({ youId: 'anya' });
    fireEvent.contextMenu(screen.getByText('hello'));
    expect(items().slice(-4)).toEqual(['Reply', 'Copy', 'Edit', 'Delete']);
  });

  it.each([
    [false, ['Reply', 'Copy']],
    [true, ['Reply', 'Copy', 'Delete']],
  ])('offers others to delete it only where they tidy: %s', (isTidying, expected) => {
    show({ youId: 'boris', isTidying });
    fireEvent.contextMenu(screen.getByText('hello'));
    expect(items().filter((text) => /[a-z]/i.test(text))).toEqual(expected);
  });

  it('does what is chosen, and takes back what one felt', () => {
    show({ youId: 'boris' });
    fireEvent.contextMenu(screen.getByText('hello'));
    fireEvent.click(screen.getByRole('menuitem', { name: 'React with 🔥' }));
    expect(done).toEqual([['react', '🔥', false]]);
    expect(items()).toEqual([]);
  });

  it('leaves links, and what is no message, to the browser', () => {
    show({ youId: 'boris' });
    // What was not prevented is answered with true.
    expect(fireEvent.contextMenu(screen.getByText('a link'))).toBe(true);
    expect(fireEvent.contextMenu(screen.getByText('nothing'))).toBe(true);
    expect(items()).toEqual([]);
  });
});

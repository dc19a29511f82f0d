import { describe, expect, it } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../testing/create-i18n.js';
import { twitchChatUrl } from './twitch-chat.js';
import { TwitchToggle } from './twitch-toggle.js';

function show(channel: string) {
  const i18n = createI18n('en');
  const view = (of: string) => (
    <I18nextProvider i18n={i18n}>
      <TwitchToggle channel={of} />
    </I18nextProvider>
  );
  const { rerender } = render(view(channel));
  return { turnTo: (next: string) => rerender(view(next)) };
}

describe('Twitch’s chat', () => {
  it('is fetched only by whom it is asked for, and goes again', () => {
    show('anna');
    expect(document.querySelector('iframe')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show Twitch chat' }));
    const frame = screen.getByTitle<HTMLIFrameElement>('Twitch chat of anna');
    expect(frame.src).toBe('https://www.twitch.tv/embed/anna/chat?parent=localhost');
    fireEvent.click(screen.getByRole('button', { name: 'Hide Twitch chat' }));
    expect(document.querySelector('iframe')).toBeNull();
  });

  it('can neither leave its frame nor download', () => {
    show('anna');
    fireEvent.click(screen.getByRole('button', { name: 'Show Twitch chat' }));
    const sandbox = screen.getByTitle('Twitch chat of anna').getAttribute('sandbox') ?? '';
    expect(sandbox).toContain('allow-scripts');
    expect(sandbox).toContain('allow-storage-access-by-user-activation');
    expect(sandbox).not.toMatch(/top-navigation|downloads/);
  });

  it('is that of the channel that is on', () => {
    const { turnTo } = show('anna');
    fireEvent.click(screen.getByRole('button', { name: 'Show Twitch chat' }));
    turnTo('boris');
    expect(screen.getByTitle<HTMLIFrameElement>('Twitch chat of boris').src).toContain('/embed/boris/chat');
    expect(document.querySelectorAll('iframe')).toHaveLength(1);
  });

  it('names every host that the page lies in, and takes a name for nothing but a name', () => {
    expect(twitchChatUrl('anna', ['party.example', 'web.telegram.org'])).toBe(
      'https://www.twitch.tv/embed/anna/chat?parent=party.example&parent=web.telegram.org',
    );
    expect(twitchChatUrl('../x?y', ['party.example'])).toBe(
      'https://www.twitch.tv/embed/..%2Fx%3Fy/chat?parent=party.example',
    );
  });
});

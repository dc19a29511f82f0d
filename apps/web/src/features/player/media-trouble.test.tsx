import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../testing/create-i18n.js';
import type { Language } from '../../i18n/languages.js';
import { TelegramContext } from '../../telegram/telegram-context.js';
import { fakeTelegram } from '../../testing/fake-telegram.js';
import { MediaTrouble, type TroubleKind } from './media-trouble.js';

const URL = 'https://www.youtube.com/watch?v=aaaaaaaaaa1';

function show(
  kind: TroubleKind,
  {
    hasPage = true,
    mayControl = true,
    language = 'en',
  }: { hasPage?: boolean; mayControl?: boolean; language?: Language } = {},
): { opened: string[]; names: () => (string | null)[] } {
  const opened: string[] = [];
  render(
    <I18nextProvider i18n={createI18n(language)}>
      <TelegramContext value={fakeTelegram({ openLink: (url) => opened.push(url) })}>
        <MediaTrouble
          kind={kind}
          mayControl={mayControl}
          page={hasPage ? { platform: 'youtube', url: URL } : undefined}
          onRetry={jest.fn()}
          onChangeVideo={jest.fn()}
        />
      </TelegramContext>
    </I18nextProvider>,
  );
  return { opened, names: () => screen.getAllByRole('button').map(({ textContent }) => textContent) };
}

describe('trouble with a video', () => {
  it.each<TroubleKind>(['not_embeddable', 'no_referrer'])(
    'that its platform has, such as %s, shows the way to there',
    (kind) => {
      const { opened } = show(kind);
      screen.getByRole('button', { name: 'Open on YouTube' }).click();
      expect(opened).toEqual([URL]);
    },
  );

  it('shows that way to everybody, in their language', () => {
    const { names } = show('not_embeddable', { mayControl: false, language: 'ru' });
    expect(names()).toEqual(['Ещё раз', 'Открыть YouTube']);
  });

  it.each<TroubleKind>(['missing', 'network', 'no_answer', 'decode', 'unsupported', 'no_player', 'no_video'])(
    'does not send people away for %s',
    (kind) => {
      expect(show(kind).names()).toEqual(['Try again', 'Another video']);
    },
  );

  it('does not send people to a video that has no page', () => {
    expect(show('not_embeddable', { hasPage: false }).names()).toEqual(['Try again', 'Another video']);
  });
});

import { describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../testing/create-i18n.js';
import type { Language } from '../../i18n/languages.js';
import { SyncBadge } from './sync-badge.js';
import { createSyncStatusStore, type SyncStatus } from './sync/sync-status.js';

function show(first: SyncStatus, language: Language = 'en') {
  const status = createSyncStatusStore();
  status.setState({ status: first });
  const onOpen = jest.fn();
  const { container } = render(
    <I18nextProvider i18n={createI18n(language)}>
      <SyncBadge status={status} onOpen={onOpen} />
    </I18nextProvider>,
  );
  return { container, onOpen, turn: (next: SyncStatus) => act(() => status.setState({ status: next })) };
}

describe('the badge', () => {
  it('says a word and, while the difference is measured, how much', () => {
    const { container, turn } = show({ type: 'synced', differenceMs: -4 });
    expect(container.textContent).toBe('in sync±4 ms');
    turn({ type: 'synced' });
    expect(container.textContent).toBe('in sync');
    turn({ type: 'catching_up', differenceMs: 700 });
    expect(container.textContent).toBe('catching up');
  });

  it('says it in Russian', () => {
    const { container } = show({ type: 'synced', differenceMs: 12 }, 'ru');
    expect(container.textContent.replace(/\s/g, ' ')).toBe('синхронно±12 мс');
  });

  it.each([
    ['in_ad', 'en', 'ad'],
    ['in_ad', 'ru', 'реклама'],
    ['manual', 'en', 'by hand'],
    ['manual', 'ru', 'вручную'],
  ] as const)('says %s in %s', (type, language, word) => {
    expect(show({ type }, language).container.textContent).toBe(word);
  });

  it('is a button with a name that does not change each second', () => {
    const { onOpen } = show({ type: 'synced', differenceMs: 4 });
    screen.getByRole('button', { name: 'in sync, details' }).click();
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('is not there without a video', () => {
    expect(show({ type: 'idle' }).container.textContent).toBe('');
  });
});

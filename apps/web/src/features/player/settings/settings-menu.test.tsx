import '../../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { fireEvent, render, screen, within } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../../testing/create-i18n.js';
import { SettingsMenu } from './settings-menu.js';

type Props = ComponentProps<typeof SettingsMenu>;

const QUALITY = {
  kind: 'quality',
  options: [
    { id: '1', label: '720p' },
    { id: '0', label: '360p' },
  ],
  chosen: undefined,
} as const;
const TEXT = { kind: 'text', options: [{ id: '0', label: 'en' }], chosen: '0' } as const;
const ROOM_SUBTITLES = { id: 'x', label: 'Русские' };

function show({
  views = [],
  subtitles,
  isOn = true,
  hasFailed = false,
  mayBring = false,
}: {
  views?: Props['choices']['views'];
  subtitles?: Props['roomSubtitles']['subtitles'];
  isOn?: boolean;
  hasFailed?: boolean;
  mayBring?: boolean;
}) {
  const did: unknown[][] = [];
  const note =
    (name: string) =>
    (...what: unknown[]): void =>
      void did.push([name, ...what]);
  render(
    <I18nextProvider i18n={createI18n('en')}>
      <SettingsMenu
        choices={{ views, choose: note('choose') }}
        roomSubtitles={{ subtitles, isOn, cues: [], hasFailed, setOn: note('room'), retry: note('retry') }}
        onAddSubtitles={mayBring ? note('add') : undefined}
        onRemoveSubtitles={note('remove')}
        onOpenChange={() => undefined}
      />
    </I18nextProvider>,
  );
  return did;
}

/** By keyboard, as it has to be possible. */
function open(): void {
  fireEvent.keyDown(screen.getByRole('button', { name: 'Quality, sound, subtitles' }), { key: 'Enter' });
}

const group = (name: string) => within(screen.getByRole('group', { name }));
const press = (item: HTMLElement): boolean => fireEvent.keyDown(item, { key: 'Enter' });
const checkedIn = (name: string) => group(name).getByRole('menuitemradio', { checked: true }).textContent;

describe('the menu of a viewer’s settings', () => {
  it('is not there where there is nothing to set', () => {
    show({});
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('offers the qualities there are, and the player’s own choice', () => {
    const did = show({ views: [QUALITY] });
    open();
    const names = group('Quality')
      .getAllByRole('menuitemradio')
      .map(({ textContent }) => textContent);
    expect(names).toEqual(['Auto', '720p', '360p']);
    expect(checkedIn('Quality')).toBe('Auto');
    press(group('Quality').getByRole('menuitemradio', { name: '720p' }));
    expect(did).toEqual([['choose', 'quality', '1']]);
  });

  it('leaves the quality to the player again', () => {
    const did = show({ views: [{ ...QUALITY, chosen: '1' }] });
    open();
    press(group('Quality').getByRole('menuitemradio', { name: 'Auto' }));
    expect(did).toEqual([['choose', 'quality', undefined]]);
  });

  it('puts the room’s subtitles before those of the film, and lets a viewer switch off both', () => {
    const did = show({ views: [TEXT], subtitles: ROOM_SUBTITLES });
    open();
    expect(checkedIn('Subtitles')).toBe('Русские');
    press(group('Subtitles').getByRole('menuitemradio', { name: 'Off' }));
    expect(did).toEqual([
      ['room', false],
      ['choose', 'text', undefined],
    ]);
  });

  it('shows the film’s own once the room’s are off', () => {
    const did = show({ views: [TEXT], subtitles: ROOM_SUBTITLES, isOn: false });
    open();
    expect(checkedIn('Subtitles')).toBe('English');
    press(group('Subtitles').getByRole('menuitemradio', { name: 'Русские' }));
    expect(did).toEqual([
      ['room', true],
      ['choose', 'text', undefined],
    ]);
  });

  it('says that the room’s did not load, and tries again', () => {
    const did = show({ subtitles: ROOM_SUBTITLES, hasFailed: true });
    open();
    press(screen.getByRole('menuitem', { name: /did not load/ }));
    expect(did.map(([name]) => name)).toEqual(['retry']);
  });

  it('lets those who may bring subtitles for everybody, and take them away', () => {
    const did = show({ subtitles: ROOM_SUBTITLES, mayBring: true });
    open();
    press(screen.getByRole('menuitem', { name: 'Remove subtitles for everybody' }));
    open();
    press(screen.getByRole('menuitem', { name: 'Subtitles for everybody' }));
    expect(did.map(([name]) => name)).toEqual(['remove', 'add']);
  });

  it('offers that to nobody else', () => {
    show({ subtitles: ROOM_SUBTITLES });
    open();
    expect(screen.queryByRole('menuitem')).toBeNull();
  });
});

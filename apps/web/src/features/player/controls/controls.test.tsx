import '../../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import type { Participant } from '@watchparty/shared';
import { render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../../testing/create-i18n.js';
import type { Laggard } from '../lag/use-laggards.js';
import { Controls } from './controls.js';

function ignore(): void {
  // Nothing of it matters here.
}

function show({
  isLive,
  mayControl = true,
  rate = 1,
  hasRates = true,
  isInAd = false,
  laggards = [],
}: {
  isLive: boolean;
  laggards?: Laggard[];
  hasRates?: boolean;
  isInAd?: boolean;
  mayControl?: boolean;
  rate?: number;
}): void {
  const commands = { toggle: ignore, goOn: ignore, seekTo: ignore, seekBy: ignore, setRate: ignore };
  const sound = { setVolume: ignore, toggleMuted: ignore, giveSoundBack: ignore };
  render(
    <I18nextProvider i18n={createI18n('en')}>
      <Controls
        shown={{ isPlaying: true, position: 10, rate, isPending: false }}
        hasEnded={false}
        duration={isLive ? undefined : 60}
        isLive={isLive}
        live={undefined}
        hasRates={hasRates}
        isInAd={isInAd}
        buffered={[]}
        laggards={laggards}
        commands={{ ...commands, mayControl, intents: [] }}
        sound={{ ...sound, volume: 1, isMuted: false, isSilenced: false }}
        controllerName={undefined}
        isBusy={false}
        isVisible
        isTheatre={false}
        onTheatreChange={ignore}
        onHeldChange={ignore}
      />
    </I18nextProvider>,
  );
}

describe('the seek bar', () => {
  it('shows where the others are who are elsewhere', () => {
    const boris = { userId: 'boris', firstName: 'Boris' } as Participant;
    const vera = { userId: 'vera', firstName: 'Vera' } as Participant;
    show({
      isLive: false,
      laggards: [
        { participant: boris, behind: 4 },
        { participant: vera, behind: -80 },
      ],
    });
    const placeOf = (name: string): string =>
      screen.getByRole('img', { name }).style.getPropertyValue('--at');
    expect(placeOf('Boris is 0:04 behind')).toBe('10%');
    expect(placeOf('Vera is 1:20 ahead')).toBe('100%');
  });
});

describe('the menu of rates', () => {
  it('is there for films, for those who may', () => {
    show({ isLive: false });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Speed 1×' }).disabled).toBe(false);
  });

  it('is not there for whoever may not', () => {
    show({ isLive: false, mayControl: false });
    expect(screen.queryByRole('button', { name: /Speed/ })).toBeNull();
  });

  it('is not there for live programmes, even before the player knows the programme', () => {
    show({ isLive: true });
    expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Speed/ })).toBeNull();
  });

  it('is not there where the player knows one rate only', () => {
    show({ isLive: false, hasRates: false });
    expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Speed/ })).toBeNull();
  });

  it('leads a room back to that one rate which it had before such a player came', () => {
    show({ isLive: false, hasRates: false, rate: 1.5 });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Speed 1.5×' }).disabled).toBe(false);
  });

  it('rests during an advertisement', () => {
    show({ isLive: false, isInAd: true });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Speed 1×' }).disabled).toBe(true);
  });

  it('leads a live programme back that was sped up before it was known to be live', () => {
    show({ isLive: true, rate: 1.5 });
    expect(screen.getByRole('button', { name: 'Speed 1.5×' })).toBeTruthy();
  });
});

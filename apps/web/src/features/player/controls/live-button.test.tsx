import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../../testing/create-i18n.js';
import { LiveButton } from './live-button.js';

const WINDOW = { start: 86_000, end: 86_520 };

function show({ behindS, onGoLive }: { behindS: number; onGoLive?: () => void }) {
  const live = {
    window: WINDOW,
    comfortable: 86_500,
    reach: { start: 86_010, end: 86_500 },
    isBehind: behindS > 10,
  };
  render(
    <I18nextProvider i18n={createI18n('en')}>
      <LiveButton live={live} position={86_500 - behindS} onGoLive={onGoLive} />
    </I18nextProvider>,
  );
}

describe('the label of a live programme', () => {
  it('offers nothing to those who are there', () => {
    show({ behindS: 2, onGoLive: jest.fn() });
    expect(screen.getByText('Live')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says how far behind the room is, and leads back', () => {
    const onGoLive = jest.fn();
    show({ behindS: 95, onGoLive });
    expect(screen.getByText('−1:35')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go live' }));
    expect(onGoLive).toHaveBeenCalledTimes(1);
  });

  it('leads nobody back who may not', () => {
    show({ behindS: 95 });
    expect(screen.getByText('−1:35')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

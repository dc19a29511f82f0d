import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { lazy } from 'react';

import { WhenOpened } from './when-opened.js';

const Sheet = ({ open }: { open: boolean }) => <p>{open ? 'open' : 'closing'}</p>;

describe('WhenOpened', () => {
  it('loads what it holds with the first opening, and keeps it from then on', async () => {
    const load = jest.fn(async () => ({ default: Sheet }));
    const LazySheet = lazy(load);
    const view = (open: boolean) => (
      <WhenOpened open={open}>
        <LazySheet open={open} />
      </WhenOpened>
    );
    const { rerender, container } = render(view(false));
    expect(load).not.toHaveBeenCalled();
    expect(container.textContent).toBe('');

    rerender(view(true));
    expect(await screen.findByText('open')).toBeTruthy();
    rerender(view(false));
    expect(screen.getByText('closing')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('leaves the page alone where the code does not come', async () => {
    jest.spyOn(console, 'error').mockReturnValue();
    const Lost = lazy(() => Promise.reject<{ default: typeof Sheet }>(new Error('offline')));
    render(
      <main>
        the film
        <WhenOpened open>
          <Lost open />
        </WhenOpened>
      </main>,
    );
    await Promise.resolve();
    expect(await screen.findByText('the film')).toBeTruthy();
    jest.restoreAllMocks();
  });
});

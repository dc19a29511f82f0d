import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import type { Platform, Playback } from '@watchparty/shared';
import { screen, within } from '@testing-library/react';

import { fakeRoom, InRoom } from '../../testing/fake-room.js';
import { renderApp } from '../../testing/render-app.js';
import { Player } from './player.js';
import { createDucking } from '../../lib/ducking.js';
import { createDriftRecord } from './sync/drift-record.js';
import { createSyncStatusStore } from './sync/sync-status.js';

async function show(playback: Partial<Playback>): Promise<void> {
  await renderApp(
    <InRoom room={fakeRoom({ playback })}>
      <Player
        status={createSyncStatusStore()}
        drift={createDriftRecord()}
        ducking={createDucking()}
        isTheatre={false}
        onTheatreChange={() => undefined}
        onChangeVideo={() => undefined}
      />
    </InRoom>,
  );
}

describe('a room’s film', () => {
  it('of a platform that came after this page was opened asks for the page of today', async () => {
    await show({ platform: 'somebody-new' as Platform, videoUrl: 'https://somebody-new.example/1' });
    const trouble = within(screen.getByRole('alert'));
    expect(trouble.queryByText('This page does not know the video')).not.toBeNull();
    expect(trouble.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Try again',
      'Another video',
    ]);
  });

  it('that can be told nothing is started by hand', async () => {
    await show({ platform: 'kinopoisk', videoUrl: 'https://www.kinopoisk.ru/film/326/', isPlaying: false });
    expect(screen.queryByRole('button', { name: '3-2-1' })).not.toBeNull();
  });
});

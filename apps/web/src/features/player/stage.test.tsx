import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import type { ResolvedVideo } from '@watchparty/shared';
import { screen } from '@testing-library/react';

import { fakePlayer } from '../../testing/fake-player.js';
import { fakeRoom, InRoom } from '../../testing/fake-room.js';
import { renderApp } from '../../testing/render-app.js';
import { HandedOver } from './manual/handed-over.js';
import type { VideoPlayback } from './player.js';
import type { MediaProblem } from './player-handle.js';
import { Stage } from './stage.js';
import { createDucking } from '../../lib/ducking.js';
import { createDriftRecord } from './sync/drift-record.js';
import { createSyncStatusStore } from './sync/sync-status.js';

const URL = 'https://media.example/film.mp4';

/** A film that does not play, of which its server says something. */
async function fail(problem: MediaProblem, contentType?: string): Promise<{ asked: string[] }> {
  const asked: string[] = [];
  const playback = {
    videoUrl: URL,
    platform: 'file',
    isPlaying: false,
    position: 0,
    rate: 1,
    effectiveAt: 0,
    version: 1,
  } satisfies VideoPlayback;
  const player = fakePlayer({ problem: () => problem });
  await renderApp(
    <InRoom room={fakeRoom({ playback })}>
      <Stage
        playback={playback}
        status={createSyncStatusStore()}
        drift={createDriftRecord()}
        ducking={createDucking()}
        isTheatre={false}
        onTheatreChange={() => undefined}
        onChangeVideo={() => undefined}
        player={(place) => <HandedOver {...place} handle={player} />}
      />
    </InRoom>,
    {
      api: {
        resolveVideo: async (url) => {
          asked.push(url);
          return { platform: 'file', canonicalUrl: url, contentType } as ResolvedVideo;
        },
      },
    },
  );
  return { asked };
}

describe('a film that does not play', () => {
  it.each(['unsupported', 'decode'] as const)(
    'says so where a page answers in its place (%s)',
    async (problem) => {
      const { asked } = await fail(problem, 'text/html');
      expect(await screen.findByText('There is no video at this link')).toBeTruthy();
      expect(asked).toEqual([URL]);
    },
  );

  it('is told of as before where a video answers', async () => {
    const { asked } = await fail('unsupported', 'video/x-unusual');
    expect(await screen.findByText('The video did not open')).toBeTruthy();
    expect(asked).toEqual([URL]);
    expect(screen.queryByText('There is no video at this link')).toBeNull();
  });

  it('asks nobody about what is no fault of the link', async () => {
    const { asked } = await fail('network');
    expect(await screen.findByText('The video broke off')).toBeTruthy();
    expect(asked).toEqual([]);
  });
});

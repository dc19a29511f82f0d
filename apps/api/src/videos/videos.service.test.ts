import { describe, expect, it } from '@jest/globals';
import type { RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import type { MetadataSource } from './metadata-source.js';
import type { VideoMetadata } from './video-metadata.js';
import { createVideosService, type VideosService } from './videos.service.js';

const FILM = 'https://media.example/film.mp4';
const SINTEL = { title: 'Sintel', thumbnailUrl: 'https://i.example/x.jpg', duration: 888 };

/** A service whose one platform, files, has this source; others answer through `lookup`. */
function setUp(source: MetadataSource, answer: Promise<VideoMetadata>) {
  let points = 1;
  const limiter: RateLimiter = {
    name: 'videos',
    limit: { points, windowMs: 60_000 },
    consume: async () => ({ allowed: points-- > 0, limit: 1, remaining: 0, resetMs: 60_000 }),
    giveBack: async () => undefined,
    reset: async () => undefined,
  };
  const asked: boolean[] = [];
  const videos: VideosService = createVideosService({
    policy: { ownOrigins: [], allowPrivate: false },
    sources: { file: source },
    lookup: {
      of: async (_video, _ask, mayAsk) => {
        asked.push(await mayAsk());
        return answer;
      },
    },
    limiter,
    previewPatienceMs: 1,
    roomPatienceMs: 1,
  });
  return { videos, asked };
}

const never = new Promise<VideoMetadata>(() => undefined);
const nobody = async () => ({});

describe('a link that somebody looks at', () => {
  it('[MD1] is told with all that is known of it', async () => {
    const { videos } = setUp({ known: () => ({ title: 'film' }), ask: nobody }, Promise.resolve(SINTEL));
    expect(await videos.preview(FILM, 'anna')).toMatchObject({ canonicalUrl: FILM, ...SINTEL });
  });

  it('[MD1] is told without what does not come in time', async () => {
    const { videos } = setUp({ known: () => ({ title: 'film' }), inspect: nobody }, never);
    const video = await videos.preview(FILM, 'anna');
    expect(video).toMatchObject({ canonicalUrl: FILM, title: 'film' });
    expect(video).not.toHaveProperty('duration');
  });

  it('[LM1] costs nothing when it is none', async () => {
    const { videos } = setUp({ ask: nobody }, never);
    await expect(videos.preview('no link', 'anna')).rejects.toMatchObject({ code: 'unsupported_video' });
    await videos.preview(FILM, 'anna');
    await expect(videos.preview(FILM, 'anna')).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

describe('a link that a room is to show', () => {
  it('[MD1] brings what is known in time, but no rounded duration', async () => {
    const { videos } = setUp({ ask: nobody }, Promise.resolve(SINTEL));
    const video = await videos.resolve(FILM, 'anna');
    expect(video).toMatchObject({ title: 'Sintel', thumbnailUrl: 'https://i.example/x.jpg' });
    expect(video).not.toHaveProperty('duration');
    expect(video).not.toHaveProperty('late');
  });

  it('[MD1] keeps a duration that is known without asking', async () => {
    const { videos } = setUp({ known: () => ({ duration: 300.04 }), ask: nobody }, Promise.resolve(SINTEL));
    expect(await videos.resolve(FILM, 'anna')).toMatchObject({ title: 'Sintel', duration: 300.04 });
  });

  it('[MD1] brings later what does not come in time', async () => {
    let tell: (metadata: VideoMetadata) => void = () => undefined;
    const { videos } = setUp({ ask: nobody }, new Promise((resolve) => (tell = resolve)));
    const { late, ...video } = await videos.resolve(FILM, 'anna');
    expect(video).not.toHaveProperty('title');
    tell(SINTEL);
    expect(await late).toEqual({ title: 'Sintel', thumbnailUrl: 'https://i.example/x.jpg' });
  });

  it('[MD2] is not inspected', async () => {
    const { videos, asked } = setUp({ inspect: nobody }, never);
    expect(await videos.resolve(FILM, 'anna')).not.toHaveProperty('late');
    expect(asked).toEqual([]);
  });

  it('[LM1] is taken however often somebody asks, without asking others beyond the limit', async () => {
    const { videos, asked } = setUp({ ask: nobody }, Promise.resolve({}));
    await videos.resolve(FILM, 'anna');
    await videos.resolve(FILM, 'anna');
    expect(asked).toEqual([true, false]);
  });
});

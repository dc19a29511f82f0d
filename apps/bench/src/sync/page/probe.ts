/**
 * Runs in every page before the app: looks at the player's element from outside the app, writes down, and touches
 * nothing. It is bundled into one script by `inject-probe.ts`.
 */
import {
  CLOCK_STRIP_CELL_COUNT,
  CLOCK_STRIP_CELL_WIDTH,
  CLOCK_STRIP_HEIGHT,
  CLOCK_STRIP_X,
  CLOCK_STRIP_Y,
  decodeFrameNumber,
} from '@watchparty/shared';
import { MEDIA_EVENTS, type FrameLook, type Probe, type Recording } from './recording.js';

const SAMPLE_EVERY_MS = 50;
const FRAME_LOOK_EVERY_MS = 1_000;
/** The strip alone is drawn, with so many pixels a cell. */
const CELL_PX = 4;
const STRIP_WIDTH_PX = CLOCK_STRIP_CELL_COUNT * CELL_PX;
const STRIP_HEIGHT_PX = 4;
const STRIP_WIDTH = CLOCK_STRIP_CELL_COUNT * CLOCK_STRIP_CELL_WIDTH;

type NewRecording = Omit<Recording, 'frameCounts'>;
const fresh = (): NewRecording => ({ samples: [], events: [], frames: [], pressesMs: [] });
let recording = fresh();
let video: HTMLVideoElement | null = null;
let canvas: CanvasRenderingContext2D | null = null;

function findVideo(): HTMLVideoElement | null {
  if (video?.isConnected) return video;
  video = null;
  const player = document.querySelector('[data-testid="player"]');
  // A player that is a custom element keeps its video in a shadow root.
  for (const element of player?.querySelectorAll('*') ?? []) {
    video =
      element instanceof HTMLVideoElement ? element : (element.shadowRoot?.querySelector('video') ?? null);
    if (video) break;
  }
  if (video) listenTo(video);
  return video;
}

function listenTo(element: HTMLVideoElement): void {
  for (const name of MEDIA_EVENTS) {
    element.addEventListener(name, () => {
      if (element !== video) return;
      recording.events.push({ atMs: performance.now(), name, rate: element.playbackRate });
    });
  }
}

function sample(): void {
  const element = findVideo();
  if (!element || element.readyState === 0) return;
  const beforeMs = performance.now();
  const { currentTime } = element;
  const afterMs = performance.now();
  recording.samples.push({
    atMs: (beforeMs + afterMs) / 2,
    currentTime,
    rate: element.playbackRate,
    paused: element.paused,
    seeking: element.seeking,
    readyState: element.readyState,
  });
}

function readFrameNumber(element: HTMLVideoElement): number | undefined {
  canvas ??= Object.assign(document.createElement('canvas'), {
    width: STRIP_WIDTH_PX,
    height: STRIP_HEIGHT_PX,
  }).getContext('2d', { willReadFrequently: true });
  if (!canvas || element.videoWidth === 0) return undefined;
  canvas.drawImage(
    element,
    CLOCK_STRIP_X * element.videoWidth,
    CLOCK_STRIP_Y * element.videoHeight,
    STRIP_WIDTH * element.videoWidth,
    CLOCK_STRIP_HEIGHT * element.videoHeight,
    0,
    0,
    STRIP_WIDTH_PX,
    STRIP_HEIGHT_PX,
  );
  const { data } = canvas.getImageData(0, 0, STRIP_WIDTH_PX, STRIP_HEIGHT_PX);
  return decodeFrameNumber((x, y) => {
    const column = Math.floor(((x - CLOCK_STRIP_X) / STRIP_WIDTH) * STRIP_WIDTH_PX);
    const row = Math.floor(((y - CLOCK_STRIP_Y) / CLOCK_STRIP_HEIGHT) * STRIP_HEIGHT_PX);
    const at = 4 * (row * STRIP_WIDTH_PX + column);
    return 0.2126 * (data[at] ?? NaN) + 0.7152 * (data[at + 1] ?? NaN) + 0.0722 * (data[at + 2] ?? NaN);
  });
}

function lookAt(element: HTMLVideoElement, frame?: VideoFrameCallbackMetadata): FrameLook {
  const atMs = performance.now();
  const { currentTime, playbackRate: rate } = element;
  return {
    atMs,
    displayMs: frame?.expectedDisplayTime ?? atMs,
    currentTime,
    rate,
    mediaTime: frame?.mediaTime,
    frame: readFrameNumber(element),
  };
}

function lookAtNextFrame(): void {
  const element = findVideo();
  if (!element || element.paused || element.seeking) return;
  element.requestVideoFrameCallback((_now, metadata) => {
    // `currentTime` says already where the element is going, while the old picture is still there.
    if (!element.seeking) recording.frames.push(lookAt(element, metadata));
  });
}

document.addEventListener('pointerup', () => recording.pressesMs.push(performance.now()), { capture: true });
setInterval(sample, SAMPLE_EVERY_MS);
setInterval(lookAtNextFrame, FRAME_LOOK_EVERY_MS);

const probe: Probe = {
  drain() {
    const quality = findVideo()?.getVideoPlaybackQuality();
    const drained = {
      ...recording,
      frameCounts: { total: quality?.totalVideoFrames ?? 0, dropped: quality?.droppedVideoFrames ?? 0 },
    };
    recording = fresh();
    return drained;
  },
  look() {
    const element = findVideo();
    return element ? lookAt(element) : undefined;
  },
};
Object.assign(globalThis, { __probe: probe });

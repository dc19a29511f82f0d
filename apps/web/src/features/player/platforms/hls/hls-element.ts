import type { HlsVideoElement } from 'hls-video-element';

/** The element, which is a media element in all but its class, and the engine that feeds it. */
export type HlsElement = HTMLMediaElement & Pick<HlsVideoElement, 'api' | 'nativeEl'>;

/** An hls.js. */
export type HlsEngine = NonNullable<HlsElement['api']>;

import { Hls } from 'hls-video-element';

import type { Choice, Choices } from '../../player-handle.js';
import { createElementChoices } from '../file/element-choices.js';
import { qualityLabels, trackLabel } from '../track-label.js';
import type { HlsElement, HlsEngine } from './hls-element.js';

export interface HlsChoices extends Choices {
  /** hls.js feeds the element from now on. */
  follow(engine: HlsEngine): void;
  /** Another video comes. */
  reset(): void;
  destroy(): void;
}

const { Events } = Hls;
/** hls.js's word for "decide by yourself", and for no subtitles. */
const NONE = -1;

/** What a stream has more than one of; where the browser plays HLS by itself, what its element tells. */
export function createHlsChoices(element: HlsElement, onChange: () => void): HlsChoices {
  let engine: HlsEngine | undefined;
  const native = createElementChoices(element.nativeEl, () => {
    if (!engine) onChange();
  });

  function optionsOf(hls: HlsEngine): Record<'quality' | 'audio' | 'text', Choice[]> {
    const labels = qualityLabels(hls.levels);
    return {
      quality: hls.levels.map((_, index) => ({ id: String(index), label: labels[index] ?? '' })).reverse(),
      audio: tracksOf(hls.audioTracks),
      text: tracksOf(hls.subtitleTracks),
    };
  }

  return {
    options: (kind) => (engine ? optionsOf(engine)[kind] : native.options(kind)),
    chosen(kind) {
      if (!engine) return native.chosen(kind);
      switch (kind) {
        case 'quality':
          return engine.autoLevelEnabled ? undefined : idOf(engine.manualLevel);
        case 'audio':
          return idOf(engine.audioTrack);
        case 'text':
          return engine.subtitleDisplay ? idOf(engine.subtitleTrack) : undefined;
      }
    },
    choose(kind, id) {
      if (!engine) {
        native.choose(kind, id);
        return;
      }
      const index = id === undefined ? NONE : Number(id);
      switch (kind) {
        case 'quality':
          engine.nextLevel = index;
          break;
        case 'audio':
          if (index !== NONE) engine.audioTrack = index;
          break;
        case 'text':
          engine.subtitleDisplay = index !== NONE;
          engine.subtitleTrack = index;
      }
      onChange();
    },
    follow(next) {
      engine = next;
      const tell = (): void => {
        if (engine === next) onChange();
      };
      for (const event of [
        Events.MANIFEST_PARSED,
        Events.LEVELS_UPDATED,
        Events.AUDIO_TRACKS_UPDATED,
        Events.AUDIO_TRACK_SWITCHED,
        Events.SUBTITLE_TRACKS_UPDATED,
        Events.SUBTITLE_TRACK_SWITCH,
      ] as const) {
        next.on(event, tell);
      }
    },
    reset() {
      engine = undefined;
      onChange();
    },
    destroy: native.destroy,
  };
}

function idOf(index: number): string | undefined {
  return index < 0 ? undefined : String(index);
}

function tracksOf(tracks: readonly { name: string; lang?: string }[]): Choice[] {
  return tracks.map(({ name, lang }, index) => ({
    id: String(index),
    label: trackLabel({ label: name, language: lang ?? null }, index),
  }));
}

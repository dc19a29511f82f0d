import type { Choice, Choices } from '../../player-handle.js';
import { qualityLabels, trackLabel } from '../track-label.js';
import type { DashEngine, DashTrack } from './dash-element.js';

export interface DashChoices extends Choices {
  /** dash.js knows the stream that it feeds the element with. */
  follow(engine: DashEngine): void;
  /** It is loaded anew: nothing is known of it until then, and what was chosen stays chosen. */
  rest(): void;
  /** Another video comes. */
  reset(): void;
}

/** Text as XML is laid out by dash.js itself, in a box that it does not have here. */
const LAID_OUT_CODECS = /^(?:stpp|.*ttml)/i;

/** What a stream has more than one of. */
export function createDashChoices(onChange: () => void): DashChoices {
  let engine: DashEngine | undefined;
  /** What keeps the settings while it rests. */
  let last: DashEngine | undefined;
  /** Undefined: dash.js chooses by the line. */
  let quality: string | undefined;

  const qualities = (dash: DashEngine): Choice[] => {
    const representations = [...dash.getRepresentationsByType('video')].sort(
      (a, b) => b.bandwidth - a.bandwidth,
    );
    const labels = qualityLabels(
      representations.map(({ height, bandwidth }) => ({ height, bitrate: bandwidth })),
    );
    return representations.map(({ id }, index) => ({ id, label: labels[index] ?? id }));
  };
  const tracks = (dash: DashEngine, type: 'audio' | 'text'): Choice[] =>
    dash
      .getTracksFor(type)
      .map((track, index) => ({ id: String(index), label: nameOf(track, index), track }))
      .filter(({ track }) => type === 'audio' || !LAID_OUT_CODECS.test(track.codec ?? ''))
      .map(({ id, label }) => ({ id, label }));

  return {
    options(kind) {
      if (!engine) return [];
      return kind === 'quality' ? qualities(engine) : tracks(engine, kind);
    },
    chosen(kind) {
      if (!engine) return undefined;
      switch (kind) {
        case 'quality':
          return quality;
        case 'audio': {
          const current = engine.getCurrentTrackFor('audio');
          const index = engine.getTracksFor('audio').findIndex((track) => track === current);
          return index < 0 ? undefined : String(index);
        }
        case 'text': {
          const index = engine.getCurrentTextTrackIndex();
          return index >= 0 ? String(index) : undefined;
        }
      }
    },
    choose(kind, id) {
      if (!engine) return;
      switch (kind) {
        case 'quality':
          quality = id;
          engine.updateSettings({ streaming: { abr: { autoSwitchBitrate: { video: id === undefined } } } });
          // Up to a minute is loaded ahead, and nobody waits that long for what they have chosen.
          if (id !== undefined) engine.setRepresentationForTypeById('video', id, true);
          break;
        case 'audio': {
          const track = engine.getTracksFor('audio')[Number(id)];
          if (track) engine.setCurrentTrack(track);
          break;
        }
        case 'text':
          engine.setTextTrack(id === undefined ? -1 : Number(id));
      }
      onChange();
    },
    follow(next) {
      engine = next;
      // A stream that was loaded anew after a fault keeps what was chosen, if it still has it.
      const hasQuality = next.getRepresentationsByType('video').some(({ id }) => id === quality);
      if (quality !== undefined && hasQuality) next.setRepresentationForTypeById('video', quality, true);
      onChange();
    },
    rest() {
      last = engine ?? last;
      engine = undefined;
      onChange();
    },
    reset() {
      if (quality !== undefined)
        (engine ?? last)?.updateSettings({ streaming: { abr: { autoSwitchBitrate: { video: true } } } });
      engine = undefined;
      quality = undefined;
      onChange();
    },
  };
}

function nameOf({ labels, lang }: DashTrack, index: number): string {
  return trackLabel({ label: labels[0]?.text ?? null, language: lang }, index);
}

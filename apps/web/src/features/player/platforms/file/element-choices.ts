import type { ChoiceKind, Choices } from '../../player-handle.js';
import { trackLabel } from '../track-label.js';

interface ElementAudioTrack {
  label: string;
  language: string;
  enabled: boolean;
}

/** Of WebKit; other browsers play the first sound track of a file and tell of none. */
type AudioTracks = ArrayLike<ElementAudioTrack> & EventTarget;

interface ElementChoices extends Choices {
  /** Ends its listening. */
  destroy(): void;
}

/**
 * The tracks that a browser finds in a file, or in a stream that it plays by itself. The elements of react-player have
 * lists of their own, so this is for the browser's own element.
 *
 * @param onChange hears of new tracks, and of another one that is shown
 */
export function createElementChoices(element: HTMLMediaElement, onChange: () => void): ElementChoices {
  const abort = new AbortController();
  const audioTracks = (): AudioTracks | undefined =>
    (element as HTMLMediaElement & { audioTracks?: AudioTracks }).audioTracks;
  const audio = (): ElementAudioTrack[] => Array.from(audioTracks() ?? []);
  const text = (): TextTrack[] =>
    Array.from(element.textTracks).filter(({ kind }) => kind === 'subtitles' || kind === 'captions');
  for (const list of [audioTracks(), element.textTracks]) {
    for (const name of ['addtrack', 'removetrack', 'change']) {
      list?.addEventListener(name, onChange, { signal: abort.signal });
    }
  }

  const idOf = (index: number): string | undefined => (index < 0 ? undefined : String(index));
  return {
    options: (kind) => {
      const tracks = kind === 'audio' ? audio() : kind === 'text' ? text() : [];
      return tracks.map((track, index) => ({ id: String(index), label: trackLabel(track, index) }));
    },
    chosen: (kind: ChoiceKind) => {
      if (kind === 'audio') return idOf(audio().findIndex(({ enabled }) => enabled));
      return kind === 'text' ? idOf(text().findIndex(({ mode }) => mode === 'showing')) : undefined;
    },
    choose(kind, id) {
      if (kind === 'audio' && id !== undefined) {
        // The new one first: an element without sound for a moment would click.
        const tracks = audio();
        const chosen = tracks[Number(id)];
        if (!chosen) return;
        chosen.enabled = true;
        for (const track of tracks) if (track !== chosen) track.enabled = false;
      }
      if (kind === 'text') {
        text().forEach((track, index) => {
          track.mode = String(index) === id ? 'showing' : 'disabled';
        });
      }
    },
    destroy: () => abort.abort(),
  };
}

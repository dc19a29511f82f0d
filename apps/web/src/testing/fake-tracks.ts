/** A media element's list of tracks, which jsdom does not have. */
class FakeTrackList<T> extends EventTarget {
  [index: number]: T;
  readonly length: number;

  constructor(tracks: readonly T[] = []) {
    super();
    this.length = tracks.length;
    Object.assign(this, tracks);
  }
}

/** Gives an element the lists that browsers give it: of sound tracks only WebKit tells. */
export function giveTracks(
  element: HTMLMediaElement,
  { audio, text = [] }: { audio?: readonly unknown[]; text?: readonly unknown[] } = {},
): { audioTracks: FakeTrackList<unknown> | undefined; textTracks: FakeTrackList<unknown> } {
  const audioTracks = audio && new FakeTrackList(audio);
  const textTracks = new FakeTrackList(text);
  Object.defineProperties(element, {
    audioTracks: { value: audioTracks },
    textTracks: { value: textTracks },
  });
  return { audioTracks, textTracks };
}

interface DescribedTrack {
  label?: string | null;
  /** A BCP 47 tag. */
  language?: string | null;
}

/** What a track is called: by its file, or by its language's tag, or by its number. */
export function trackLabel({ label, language }: DescribedTrack, index: number): string {
  const [name, tag] = [label?.trim(), language?.trim()];
  if (name) return name;
  return tag && tag !== 'und' ? tag : String(index + 1);
}

interface Picture {
  /** Lines; 0 or absent where nothing is said. */
  height?: number | null;
  /** Bits per second. */
  bitrate: number;
}

/** What qualities are called: by their lines, and by their bits where that is the same or unknown. */
export function qualityLabels(pictures: readonly Picture[]): string[] {
  return pictures.map(({ height, bitrate }) => {
    const lines = height ? `${height}p` : undefined;
    const isOnlyOne = pictures.filter((other) => other.height === height).length === 1;
    if (lines !== undefined && isOnlyOne) return lines;
    const megabits = `${(bitrate / 1_000_000).toFixed(1)} Mbit/s`;
    return lines === undefined ? megabits : `${lines} · ${megabits}`;
  });
}

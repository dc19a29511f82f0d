/** What the product tells a room of, as it came over the wire: the bare servers say the same. */
export interface Samples {
  seek: { playback: { position: number } };
  chat: { message: { content: string } };
}

/** The environment variable by which the bare servers get them, as JSON. */
export const SAMPLES_VARIABLE = 'BENCH_SAMPLES';

export function readSamples(environment: NodeJS.ProcessEnv): Samples {
  const json = environment[SAMPLES_VARIABLE];
  if (json === undefined) throw new Error(`${SAMPLES_VARIABLE} is not set`);
  return JSON.parse(json) as Samples;
}

export function seekTold({ seek }: Samples, position: number): Samples['seek'] {
  return { ...seek, playback: { ...seek.playback, position } };
}

export function chatTold({ chat }: Samples, content: string): Samples['chat'] {
  return { ...chat, message: { ...chat.message, content } };
}

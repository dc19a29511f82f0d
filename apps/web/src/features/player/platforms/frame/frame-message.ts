/** What a frame said, of which nothing is known yet. */
export type FrameMessage = Readonly<Record<string, unknown>>;

/** What is no object, and text that is no JSON, says nothing. */
export function readMessage(data: unknown): FrameMessage | undefined {
  const value = typeof data === 'string' ? parseJson(data) : data;
  return isRecord(value) ? value : undefined;
}

/** A part of a message that is a message itself; an empty one where there is none. */
export function partOf(message: FrameMessage, key: string): FrameMessage {
  const value = message[key];
  return isRecord(value) ? value : {};
}

export function textOf(message: FrameMessage, key: string): string | undefined {
  const value = message[key];
  return typeof value === 'string' ? value : undefined;
}

/** A number that one can count with. */
export function numberOf(message: FrameMessage, key: string): number | undefined {
  const value = message[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function isRecord(value: unknown): value is FrameMessage {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a server speaks: the Socket.io protocol over a WebSocket, or the same JSON without any protocol around it. */
export type Wire = 'socket.io' | 'ws';

/** One message of a server, as far as the clients of a bench have to tell them apart. */
export type ServerFrame =
  | { type: 'open' }
  | { type: 'connected' }
  | { type: 'refused'; reason: string }
  | { type: 'ping' }
  | { type: 'ack'; ackId: number; data: string }
  | { type: 'event'; payload: string }
  | { type: 'other' };

/** Packet types of Engine.IO 4 and, behind its `4`, of Socket.io 5. */
const OPEN = '0';
const PING = '2';
const PONG = '3';
const CONNECT = '40';
const EVENT = '42';
const ACK = '43';
const CONNECT_ERROR = '44';

/** Servers without a protocol answer with this event. */
const BARE_ACK = 'ack';

export const PONG_FRAME = PONG;

export function connectFrame(token: string): string {
  return `${CONNECT}${JSON.stringify({ token })}`;
}

export function eventFrame(wire: Wire, event: string, payload: object, ackId: number): string {
  return wire === 'ws'
    ? JSON.stringify([event, payload, ackId])
    : `${EVENT}${ackId}${JSON.stringify([event, payload])}`;
}

/** What a server without a protocol answers. */
export function bareAck(ackId: number, answer: object): string {
  return JSON.stringify([BARE_ACK, answer, ackId]);
}

/** Reads as little as it can: two thousand clients of one process see each message. */
export function readFrame(wire: Wire, text: string): ServerFrame {
  if (wire === 'ws') {
    if (!text.startsWith(`["${BARE_ACK}"`)) return { type: 'event', payload: text };
    const [, data, ackId] = JSON.parse(text) as [string, object, number];
    return { type: 'ack', ackId, data: JSON.stringify([data]) };
  }
  if (text.startsWith(EVENT)) return { type: 'event', payload: text.slice(EVENT.length) };
  if (text === PING) return { type: 'ping' };
  if (text.startsWith(ACK)) {
    const start = text.indexOf('[');
    return { type: 'ack', ackId: Number(text.slice(ACK.length, start)), data: text.slice(start) };
  }
  if (text.startsWith(CONNECT_ERROR)) return { type: 'refused', reason: text.slice(CONNECT_ERROR.length) };
  if (text.startsWith(CONNECT)) return { type: 'connected' };
  return text.startsWith(OPEN) ? { type: 'open' } : { type: 'other' };
}

/** What the host of a room does over and over: moves the timeline, or writes. */
export type Act = 'seek' | 'chat';

const ACTS = {
  seek: { event: 'video:seek', heard: '["video:state_changed"', mark: '"position":' },
  chat: { event: 'chat:message', heard: '["chat:new_message"', mark: '"content":"#' },
} as const satisfies Record<Act, { event: string; heard: string; mark: string }>;

/**
 * @param id a whole number that tells this act from all others of a run, and that what is heard of it carries; all of
 *   the same length, so that messages are
 */
export function actFrame(wire: Wire, act: Act, id: number, ackId: number): string {
  const payload = act === 'seek' ? { position: id } : { content: `#${id}` };
  return eventFrame(wire, ACTS[act].event, payload, ackId);
}

/** @returns the id of the act that a message tells of; undefined where it is about something else */
export function actHeard(act: Act, payload: string): number | undefined {
  const { heard, mark } = ACTS[act];
  if (!payload.startsWith(heard)) return undefined;
  const at = payload.indexOf(mark);
  const id = Number.parseInt(payload.slice(at + mark.length, at + mark.length + 12), 10);
  return at === -1 || Number.isNaN(id) ? undefined : id;
}

import type { Act, Wire } from './wire.js';

/** Somebody who is to watch. */
export interface Guest {
  token: string;
  roomId: string;
}

export interface PlannedAct {
  act: Act;
  id: number;
  /** Who does it: an index into those who have come. */
  by: number;
  /** Milliseconds after the start. */
  afterMs: number;
}

/** What the bench asks of a process full of clients. */
export type CrowdRequest =
  | { do: 'enter'; group: string; wire: Wire; url: string; guests: Guest[]; inFlight: number }
  | { do: 'act'; group: string; plan: PlannedAct[] }
  | { do: 'collect'; group: string }
  | { do: 'leave'; group: string };

/** When somebody was in, and how long that took, in milliseconds of the monotonic clock. */
export interface Entry {
  atMs: number;
  tookMs: number;
}

export interface Heard {
  /** By the act's id: when each viewer heard it. */
  arrivals: [id: number, atMs: number[]][];
  /** Of all messages about acts. */
  bytes: number;
  /** One of these messages, as it came. */
  sample?: string;
  /** Connections that broke. */
  lost: number;
}

export interface CrowdAnswers {
  enter: Entry[];
  act: [id: number, sentAtMs: number][];
  collect: Heard;
  leave: null;
}

export type CrowdReply = { ok: true; data: CrowdAnswers[keyof CrowdAnswers] } | { ok: false; error: string };

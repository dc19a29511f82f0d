import type { RoundTrips } from '../platform/round-trips/round-trips.js';
import { addRttHistograms, type RttHistogram, rttQuantile } from '../platform/round-trips/rtt-histogram.js';

/**
 * To go on as they are; to get going from where they stand; to get to another place that they have loaded, or to one that
 * they must fetch first, and going there; to get going when the last one who was waited for is ready.
 */
export type PlayerTask = 'go-on' | 'start' | 'jump' | 'fetch' | 'resume';

/** How far ahead a room's commands take effect, so that they reach its people before. */
export interface CommandLead {
  /**
   * Milliseconds, from what is known at this moment: nothing is waited for.
   *
   * @param task what players have to do before that moment
   */
  of(roomId: string, task: PlayerTask): number;
  /** Exchanges with the other nodes what is known of all rooms with people here. Never throws. */
  refresh(): Promise<void>;
}

export interface CommandLeadOptions {
  roundTrips: RoundTrips;
  /** Rooms with connections on this node. */
  localRooms: () => string[];
  /** The round trips of a room's people on this node. */
  localRtts: (roomId: string) => RttHistogram;
  /** Is told of every lead that was asked for, in milliseconds. */
  onLead: (leadMs: number) => void;
}

/** Shorter is no gain: a person takes a tenth of a second for instant. */
const LEAD_MIN_MS = 100;
/**
 * Longer would be felt by everybody for the sake of a few, who jump to where the room is by then. A jump is felt less, as
 * its picture is there at once, and the word of whoever must fetch first has to get here and to the others (BF1). And while
 * somebody is waited for everybody stands anyway.
 */
const LEAD_MAX_MS: Readonly<Record<PlayerTask, number>> = {
  'go-on': 500,
  start: 500,
  jump: 500,
  fetch: 600,
  resume: 1_000,
};
/** As long as nobody has told how far away they are: enough to reach most phones. */
const RTT_DEFAULT_MS = 160;
/** Whoever is farther away than nine of ten does not decide for all; of fewer than ten people the farthest does. */
const RTT_SHARE = 0.9;
/**
 * On top of the round trip, for the database and the way between nodes. Half of the round trip is the way to the
 * client; the other half is room for what is slower than usual, as round trips are told in the median.
 */
const LEAD_MARGIN_MS = 40;
/**
 * What players take for it, in milliseconds. Chromium on two slow cores: 85 from `play()` until the position moves, 120
 * to 190 for a jump, 380 to 420 where a server 50 ms away has to send what is there; and whoever must fetch longer has
 * time to say so before the others start (BF1). Whoever was waited for is still fetching, and everything else on
 * their link waits behind that: for as long again as the way takes.
 */
const TASK_MS: Readonly<Record<PlayerTask, number>> = {
  'go-on': 0,
  start: 100,
  jump: 250,
  fetch: 450,
  resume: 150,
};

export function createCommandLead(options: CommandLeadOptions): CommandLead {
  const { roundTrips, localRooms, localRtts, onLead } = options;
  /** What the other nodes told last, by room. */
  let others = new Map<string, RttHistogram>();

  return {
    of(roomId, task) {
      const rttMs = rttQuantile(addRttHistograms(localRtts(roomId), others.get(roomId) ?? []), RTT_SHARE);
      const wayMs = (rttMs ?? RTT_DEFAULT_MS) * (task === 'resume' ? 2 : 1) + LEAD_MARGIN_MS;
      const leadMs = Math.min(Math.max(wayMs + TASK_MS[task], LEAD_MIN_MS), LEAD_MAX_MS[task]);
      onLead(leadMs);
      return leadMs;
    },

    async refresh() {
      const own = localRooms().map((roomId) => [roomId, localRtts(roomId)] as const);
      others = await roundTrips.exchange(new Map(own));
    },
  };
}

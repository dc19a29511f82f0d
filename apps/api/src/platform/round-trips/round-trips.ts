import type { RttHistogram } from './rtt-histogram.js';

/** What nodes tell each other of the people in rooms that they share. It may be lost: a node then knows its own alone. */
export interface RoundTrips {
  /**
   * Tells what this node has measured, by room, which holds for the time of a lease and replaces what it told before.
   * Called again and again for all of its rooms at once. Never throws.
   *
   * @returns what the other nodes have told, added up, of those of these rooms of which they told anything
   */
  exchange(own: ReadonlyMap<string, RttHistogram>): Promise<Map<string, RttHistogram>>;
}

/** What happened when, for whoever has to find out why. */
export interface Journal {
  note(what: string): void;
  /** Something that must not happen; it fails the run, whatever comes of it. */
  accuse(what: string): void;
  readonly accusations: readonly string[];
  /** The notes as lines, in seconds since the start. */
  lines(): string[];
}

/** Faults, departures and refusals of a run; a storm of them would tell no more. */
const MAX_LINES = 400;

export function createJournal(now: () => number = Date.now): Journal {
  const startMs = now();
  const notes: string[] = [];
  const accusations: string[] = [];
  const note = (what: string): void => {
    if (notes.length < MAX_LINES)
      notes.push(`${((now() - startMs) / 1000).toFixed(2).padStart(7)} s  ${what}`);
  };
  return {
    note,
    accuse(what) {
      accusations.push(what);
      note(`FAULT ${what}`);
    },
    accusations,
    lines: () => notes,
  };
}

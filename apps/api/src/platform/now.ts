/** The time, in epoch milliseconds. Handed in everywhere, so that tests can set the clock. */
export type Now = () => number;

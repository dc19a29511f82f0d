/** Frames do not say that the browser refused them. Whoever waits for a start does so for 2 s. */
export const REFUSED_AFTER_MS = 1_800;

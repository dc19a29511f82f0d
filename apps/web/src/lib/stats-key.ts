/** What a person has done, which others may know to have changed. */
export const STATS_KEY = ['stats'] as const;

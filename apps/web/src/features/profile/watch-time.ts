export interface WatchTime {
  hours: number;
  minutes: number;
}

/** Whole minutes, as people count them. */
export function watchTimeOf(totalSeconds: number): WatchTime {
  const minutes = Math.floor(Math.max(0, totalSeconds) / 60);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

import type { Distribution } from '../../percentiles.js';
import type { Figures } from '../analysis/figures.js';
import type { MachineLoad } from '../machine-load.js';
import type { Medium } from '../options.js';
import type { PageClock } from '../page/page-clock.js';
import type { LinkName, ProfileName } from '../relay/link-profiles.js';

/** One run, as machines read it. */
export interface Report {
  profile: ProfileName;
  medium: Medium;
  pages: number;
  seed: string;
  isShort: boolean;
  links: LinkName[];
  seconds: number;
  figures: Figures;
  conditions: Conditions;
}

/** What the run was measured under. */
export interface Conditions {
  load: MachineLoad;
  /** Of each page. */
  frames: { total: number; dropped: number }[];
  browserCpuSeconds: number[];
  /** What the bench's own process added to the links' delays. */
  relayLatenessMs: Distribution;
  clocks: PageClock[];
  /** What went wrong in the pages. */
  complaints: string[];
}

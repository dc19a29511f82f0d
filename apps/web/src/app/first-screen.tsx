import type { ReactNode } from 'react';

import { HomeSkeleton } from '../features/home/home-skeleton.js';
import { paths } from '../lib/paths.js';

/** Before there is a page. Others than Home draw skeletons of their own; the page's colour is enough until then. */
export function FirstScreen(): ReactNode {
  return window.location.pathname === paths.home ? <HomeSkeleton /> : null;
}

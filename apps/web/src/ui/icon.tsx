import type { ReactNode } from 'react';

import { ICON_PATHS, type IconName } from './icon-paths.js';

export type { IconName } from './icon-paths.js';

interface IconProps {
  name: IconName;
  /** CSS pixels. */
  size?: number;
  className?: string;
}

/** Decoration only: whoever uses it gives the words. */
export function Icon({ name, size = 24, className }: IconProps): ReactNode {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {ICON_PATHS[name]}
    </svg>
  );
}

import { useId, type ReactNode } from 'react';

import styles from './cinema-picture.module.css';

/** A small cinema: a lit screen, and three heads in front of it. */
export function CinemaPicture({ className }: { className?: string }): ReactNode {
  const id = useId();
  return (
    <svg className={className} width="240" height="168" viewBox="0 0 240 168" aria-hidden="true">
      <defs>
        <linearGradient id={`${id}-screen`} x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#6db7ff" />
          <stop offset=".55" stopColor="#5a5be8" />
          <stop offset="1" stopColor="#a14be0" />
        </linearGradient>
        <radialGradient id={`${id}-glow`} cx=".5" cy=".42" r=".42">
          <stop stopColor="#6f7bff" stopOpacity=".5" />
          <stop offset="1" stopColor="#6f7bff" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect className={styles.glow} width="240" height="168" fill={`url(#${id}-glow)`} />
      <rect x="38" y="16" width="164" height="94" rx="14" fill={`url(#${id}-screen)`} />
      <path d="M38 30a14 14 0 0 1 14-14h60L72 110H52a14 14 0 0 1-14-14z" fill="#fff" opacity=".12" />
      <path
        d="M110 47v32c0 2.6 2.8 4.1 5 2.8l25.5-16c2-1.3 2-4.3 0-5.6l-25.5-16c-2.2-1.3-5 .2-5 2.8z"
        fill="#fff"
      />
      <g className={styles.people}>
        <path d="M40 168c0-19 10-30 25-30s25 11 25 30z" />
        <circle cx="65" cy="122" r="16" />
        <path d="M95 168c0-19 10-30 25-30s25 11 25 30z" />
        <circle cx="120" cy="122" r="16" />
        <path d="M150 168c0-19 10-30 25-30s25 11 25 30z" />
        <circle cx="175" cy="122" r="16" />
      </g>
      <g fill="none" stroke="#9db4ff" strokeWidth="2" strokeLinecap="round" opacity=".75">
        <path d="M52 114a16 16 0 0 1 24-3" />
        <path d="M107 113a16 16 0 0 1 26 0" />
        <path d="M164 111a16 16 0 0 1 24 3" />
      </g>
    </svg>
  );
}

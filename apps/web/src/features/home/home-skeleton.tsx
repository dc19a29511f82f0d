import type { ReactNode } from 'react';

import { Skeleton } from '../../ui/skeleton.js';
import page from './home-page.module.css';
import header from './home-header.module.css';
import list from './public-rooms.module.css';
import { RoomGridSkeleton } from './room-grid-skeleton.js';

/** Home while the person is being signed in. */
export function HomeSkeleton(): ReactNode {
  return (
    <main className={page.page}>
      <div className={header.header} aria-hidden="true">
        <div className={header.words}>
          <Skeleton width={128} height={15} radius={6} />
          <Skeleton width={216} height={26} radius={8} className={page.skeletonTitle} />
        </div>
        <Skeleton width={44} height={44} radius="50%" />
      </div>
      <Skeleton height={156} radius={20} className={page.skeletonPaste} />
      <div className={list.section}>
        <div className={list.head} aria-hidden="true">
          <Skeleton width={148} height={24} radius={8} />
          <Skeleton height={44} radius={12} className={list.search} />
        </div>
        <RoomGridSkeleton />
      </div>
    </main>
  );
}

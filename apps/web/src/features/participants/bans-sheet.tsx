import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useApi } from '../../lib/api-context.js';
import { roomsKeys } from '../../lib/rooms-keys.js';
import { Avatar } from '../../ui/avatar.js';
import { Button } from '../../ui/button.js';
import { Cell } from '../../ui/cell.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Sheet } from '../../ui/sheet.js';
import { Skeleton } from '../../ui/skeleton.js';
import styles from './bans-sheet.module.css';
import type { Moderate } from './use-moderation.js';

interface BansSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  roomId: string;
  moderate: Moderate;
}

/** Who is kept out of the room, and the way back in. */
export function BansSheet({ open, onOpenChange, roomId, moderate }: BansSheetProps): ReactNode {
  const { t } = useTranslation('participants');
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t('bans.title')} description={t('bans.text')}>
      <BansList roomId={roomId} moderate={moderate} />
    </Sheet>
  );
}

function BansList({ roomId, moderate }: Pick<BansSheetProps, 'roomId' | 'moderate'>): ReactNode {
  const { t } = useTranslation(['participants', 'common']);
  const api = useApi();
  const errorText = useErrorText();
  const [lifting, setLifting] = useState<string>();
  const query = useInfiniteQuery({
    queryKey: roomsKeys.bans(roomId),
    queryFn: ({ pageParam, signal }) => api.listBans(roomId, { cursor: pageParam ?? undefined }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Others moderate, too: each opening reads anew.
    gcTime: 0,
  });
  if (query.isPending) return <Skeleton className={styles.row} />;
  if (query.isError) {
    return (
      <EmptyState
        title={t('participants:bans.failed')}
        text={errorText(query.error)}
        actions={
          <Button icon="retry" onClick={() => void query.refetch()}>
            {t('common:retry')}
          </Button>
        }
      />
    );
  }
  const bans = query.data.pages.flatMap((page) => page.bans);
  if (bans.length === 0) return <p className={styles.nobody}>{t('participants:bans.nobody')}</p>;

  const lift = async (banId: string): Promise<void> => {
    setLifting(banId);
    await moderate('member:unban', { banId });
    await query.refetch();
    setLifting(undefined);
  };
  return (
    <>
      <ul>
        {bans.map(({ id, person, by }) => {
          const name = person?.firstName ?? t('participants:bans.erased');
          return (
            <li key={id}>
              <Cell
                className={styles.row}
                before={<Avatar id={person?.id ?? id} name={name} photoUrl={person?.photoUrl} size={40} />}
                title={<span dir="auto">{name}</span>}
                subtitle={by && t('participants:bans.by', { name: by.firstName })}
                after={
                  <Button
                    variant="tinted"
                    busy={lifting === id}
                    aria-label={t('participants:bans.liftNamed', { name })}
                    onClick={() => void lift(id)}
                  >
                    {t('participants:bans.lift')}
                  </Button>
                }
              />
            </li>
          );
        })}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="plain"
          size="l"
          stretched
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('participants:more')}
        </Button>
      )}
    </>
  );
}

import { mayModerate, type Participant } from '@watchparty/shared';
import { sortedParticipants, you } from '@watchparty/shared/room-client';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRoom } from '../../realtime/realtime-context.js';
import { Button } from '../../ui/button.js';
import { Sheet } from '../../ui/sheet.js';
import { TextField } from '../../ui/text-field.js';
import { BansSheet } from './bans-sheet.js';
import { ConfirmAct, type Grave } from './confirm-act.js';
import { actsOn } from './member-acts.js';
import styles from './participants-sheet.module.css';
import { PersonMenu } from './person-menu.js';
import { PersonRow } from './person-row.js';
import { useEverybody } from './use-everybody.js';
import { useModeration } from './use-moderation.js';

interface ParticipantsSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInvite: () => void;
}

/** A list that a thumb goes through faster than it types. */
const SEARCHED_FROM = 10;

/** Everybody who holds a seat, those who are here first, and what can be done with them. */
export function ParticipantsSheet({ open, onOpenChange, onInvite }: ParticipantsSheetProps): ReactNode {
  const { t } = useTranslation('participants');
  const state = useRoom((room) => (room.status === 'joined' ? room : undefined));
  const isPartial = state !== undefined && state.participants.size < state.room.participantCount;
  const everybody = useEverybody(state?.room.id, state?.participants, open && isPartial);
  const moderate = useModeration();
  const [search, setSearch] = useState('');
  const [grave, setGrave] = useState<Grave>();
  const [isConfirming, setIsConfirming] = useState(false);
  const [areBansOpen, setAreBansOpen] = useState(false);

  // Whom one looks for may be on any page.
  const isSearching = search.trim() !== '';
  const loadMore = useEffectEvent(everybody.loadMore);
  useEffect(() => {
    if (isSearching && everybody.hasMore && !everybody.isLoading) loadMore();
  }, [isSearching, everybody.hasMore, everybody.isLoading]);

  if (!state) return null;
  const { participants, room, youId, isClosed } = state;
  const self = isClosed ? undefined : you(state);
  const count = Math.max(participants.size, room.participantCount);
  const people = [...sortedParticipants(participants), ...everybody.others];
  const shown = isSearching ? people.filter((person) => isCalled(person, search)) : people;
  return (
    <Sheet
      open={open}
      onOpenChange={(isOpen) => {
        setSearch('');
        onOpenChange(isOpen);
      }}
      title={t('title', { count })}
      footer={
        <>
          <Button variant="tinted" size="l" icon="share" onClick={onInvite}>
            {t('invite')}
          </Button>
          {self && mayModerate(self.role) && (
            <Button variant="plain" size="m" icon="lock" onClick={() => setAreBansOpen(true)}>
              {t('bans.title')}
            </Button>
          )}
        </>
      }
    >
      {count >= SEARCHED_FROM && (
        <TextField
          label={t('search')}
          labelHidden
          quiet
          icon="search"
          type="search"
          className={styles.search}
          placeholder={t('search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ul className={styles.list}>
        {shown.map((person) => {
          const acts = actsOn(person, { self, ownerId: room.ownerId });
          return (
            <PersonRow
              key={person.userId}
              participant={person}
              isYou={person.userId === youId}
              menu={
                acts.length > 0 && (
                  <PersonMenu
                    person={person}
                    acts={acts}
                    moderate={moderate}
                    onGrave={(asked) => {
                      setGrave(asked);
                      setIsConfirming(true);
                    }}
                  />
                )
              }
            />
          );
        })}
      </ul>
      {shown.length === 0 && !everybody.isLoading && <p className={styles.nobody}>{t('nobodyFound')}</p>}
      {everybody.hasMore && (
        <Button variant="plain" size="l" busy={everybody.isLoading} onClick={everybody.loadMore}>
          {t('more')}
        </Button>
      )}
      {grave && (
        <ConfirmAct
          open={isConfirming}
          grave={grave}
          moderate={moderate}
          onClose={() => setIsConfirming(false)}
        />
      )}
      <BansSheet open={areBansOpen} onOpenChange={setAreBansOpen} roomId={room.id} moderate={moderate} />
    </Sheet>
  );
}

function isCalled({ firstName, username = '' }: Participant, search: string): boolean {
  const wanted = search.trim().replace(/^@/, '').toLocaleLowerCase();
  return [firstName, username].some((name) => name.toLocaleLowerCase().includes(wanted));
}

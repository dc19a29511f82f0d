import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../../ui/icon.js';
import type { RoomSubtitlesView } from '../subtitles/use-room-subtitles.js';
import { languageName } from './language-name.js';
import styles from './settings-menu.module.css';
import type { PlayerChoices } from './use-player-choices.js';

interface SettingsMenuProps {
  choices: PlayerChoices;
  roomSubtitles: RoomSubtitlesView;
  /** Absent for those who may not bring subtitles for everybody. */
  onAddSubtitles: (() => void) | undefined;
  onRemoveSubtitles: () => void;
  onOpenChange: (isOpen: boolean) => void;
}

const AUTO = 'auto';
const OFF = 'off';
const ROOM = 'room';

/** What each viewer sets for themselves: quality, sound track, subtitles. Not there where there is nothing to set. */
export function SettingsMenu(props: SettingsMenuProps): ReactNode {
  const { choices, roomSubtitles, onAddSubtitles, onRemoveSubtitles, onOpenChange } = props;
  const { t, i18n } = useTranslation('player');
  const { subtitles } = roomSubtitles;
  const viewOf = (kind: 'quality' | 'audio' | 'text') => choices.views.find((view) => view.kind === kind);
  const [quality, audio, text] = [viewOf('quality'), viewOf('audio'), viewOf('text')];
  const hasText = text !== undefined || subtitles !== undefined;
  const isChoosing = hasText || choices.views.length > 0;
  if (!isChoosing && !onAddSubtitles) return null;

  const nameOf = (label: string): string => languageName(label, i18n.language);
  const isRoomShown = subtitles !== undefined && roomSubtitles.isOn;
  const shownText = isRoomShown ? ROOM : (text?.chosen ?? OFF);
  const chooseText = (value: string): void => {
    if (subtitles) roomSubtitles.setOn(value === ROOM);
    choices.choose('text', value === ROOM || value === OFF ? undefined : value);
  };

  return (
    <DropdownMenu.Root onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger
        className={styles.trigger}
        aria-label={t('settings.open')}
        title={t('settings.open')}
      >
        <Icon name="settings" size={22} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          side="top"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t('settings.open')}
        >
          {quality && (
            <Choices
              title={t('settings.quality')}
              value={quality.chosen ?? AUTO}
              options={[{ id: AUTO, label: t('settings.auto') }, ...quality.options]}
              onChoose={(id) => choices.choose('quality', id === AUTO ? undefined : id)}
            />
          )}
          {audio && (
            <Choices
              title={t('settings.audio')}
              value={audio.chosen ?? ''}
              options={audio.options.map(({ id, label }) => ({ id, label: nameOf(label) }))}
              onChoose={(id) => choices.choose('audio', id)}
            />
          )}
          {hasText && (
            <Choices
              title={t('settings.subtitles')}
              value={shownText}
              options={[
                { id: OFF, label: t('settings.subtitlesOff') },
                ...(subtitles ? [{ id: ROOM, label: subtitles.label }] : []),
                ...(text?.options ?? []).map(({ id, label }) => ({ id, label: nameOf(label) })),
              ]}
              onChoose={chooseText}
            />
          )}
          {roomSubtitles.hasFailed && (
            <DropdownMenu.Item className={styles.item} onSelect={roomSubtitles.retry}>
              {t('settings.subtitlesFailed')}
              <Icon name="retry" size={18} />
            </DropdownMenu.Item>
          )}
          {onAddSubtitles && (
            <>
              {isChoosing && <DropdownMenu.Separator className={styles.separator} />}
              <DropdownMenu.Item className={styles.item} onSelect={onAddSubtitles}>
                {t('settings.addSubtitles')}
                <Icon name="plus" size={18} />
              </DropdownMenu.Item>
              {subtitles && (
                <DropdownMenu.Item className={styles.item} onSelect={onRemoveSubtitles}>
                  {t('settings.removeSubtitles')}
                  <Icon name="trash" size={18} />
                </DropdownMenu.Item>
              )}
            </>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ChoicesProps {
  title: string;
  value: string;
  options: readonly { id: string; label: string }[];
  onChoose: (id: string) => void;
}

function Choices({ title, value, options, onChoose }: ChoicesProps): ReactNode {
  return (
    <DropdownMenu.RadioGroup aria-label={title} value={value} onValueChange={onChoose}>
      <DropdownMenu.Label className={styles.title}>{title}</DropdownMenu.Label>
      {options.map(({ id, label }) => (
        <DropdownMenu.RadioItem key={id} value={id} className={styles.item}>
          <span className={styles.label} dir="auto">
            {label}
          </span>
          <DropdownMenu.ItemIndicator>
            <Icon name="check" size={18} />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

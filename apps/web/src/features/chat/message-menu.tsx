import type { Message } from '@watchparty/shared';
import { DropdownMenu } from 'radix-ui';
import { useState, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import { MenuItem, MenuSurface } from '../../ui/menu.js';
import styles from './message-menu.module.css';
import { QUICK_EMOJI } from './quick-emoji.js';
import { useLongPress } from './use-long-press.js';

/** What may be done with messages. */
export interface MessageActs {
  reply: (message: Message) => void;
  copy: (message: Message) => void;
  edit: (message: Message) => void;
  /** Asks first. */
  remove: (message: Message) => void;
  react: (message: Message, emoji: string, isOn: boolean) => void;
  /** Any emoji at all. */
  pickReaction: (message: Message) => void;
}

interface MessageMenuProps {
  acts: MessageActs;
  youId: string;
  /** Whether one may take away what others wrote. */
  isTidying: boolean;
  /** Undefined where there is no message with this id. */
  messageOf: (id: string) => Message | undefined;
  children: ReactNode;
}

/** The menu of the message that is pressed long, pressed with the right button, or asked for by the keyboard. */
export function MessageMenu({ acts, youId, isTidying, messageOf, children }: MessageMenuProps): ReactNode {
  const [asked, setAsked] = useState<{ message: Message; x: number; y: number }>();
  const [isOpen, setIsOpen] = useState(false);

  /** @returns whether there is a message to ask about; else the browser's own menu is as good */
  const ask = (target: EventTarget, x: number, y: number): boolean => {
    const element = target instanceof Element ? target : undefined;
    const id = element?.closest('[data-message-id]')?.getAttribute('data-message-id');
    const message = id && !element?.closest('a') ? messageOf(id) : undefined;
    if (!message) return false;
    setAsked({ message, x, y });
    setIsOpen(true);
    return true;
  };
  const onContextMenu = (event: MouseEvent): void => {
    const { target, clientX, clientY } = event;
    const box = target instanceof Element ? target.getBoundingClientRect() : undefined;
    // The keyboard's own key names no place.
    const isByKey = clientX === 0 && clientY === 0 && box !== undefined;
    if (ask(target, isByKey ? box.left + 24 : clientX, isByKey ? box.bottom : clientY))
      event.preventDefault();
  };
  const press = useLongPress(ask);

  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <div className={styles.area} onContextMenu={onContextMenu} {...press}>
        {children}
      </div>
      <DropdownMenu.Trigger asChild>
        <span className={styles.place} style={{ left: asked?.x, top: asked?.y }} aria-hidden="true" />
      </DropdownMenu.Trigger>
      {asked && (
        <DropdownMenu.Portal>
          <MenuContent message={asked.message} acts={acts} youId={youId} isTidying={isTidying} />
        </DropdownMenu.Portal>
      )}
    </DropdownMenu.Root>
  );
}

interface MenuContentProps {
  message: Message;
  acts: MessageActs;
  youId: string;
  isTidying: boolean;
}

function MenuContent({ message, acts, youId, isTidying }: MenuContentProps): ReactNode {
  const { t } = useTranslation('chat');
  const isOwn = message.userId === youId;
  return (
    <MenuSurface
      align="start"
      sideOffset={4}
      // The place where it was asked for can take no focus; the field for an answer wants it.
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <DropdownMenu.Group className={styles.emoji} aria-label={t('reaction.group')}>
        {QUICK_EMOJI.slice(0, 6).map((emoji) => (
          <DropdownMenu.Item
            key={emoji}
            className={styles.react}
            aria-label={t('reaction.add', { emoji })}
            onSelect={() => acts.react(message, emoji, !hasReacted(message, emoji, youId))}
          >
            {emoji}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Item
          className={styles.react}
          aria-label={t('reaction.other')}
          onSelect={() => acts.pickReaction(message)}
        >
          <Icon name="plus" size={20} />
        </DropdownMenu.Item>
      </DropdownMenu.Group>
      <MenuItem icon="reply" text={t('menu.reply')} onSelect={() => acts.reply(message)} />
      <MenuItem icon="copy" text={t('menu.copy')} onSelect={() => acts.copy(message)} />
      {isOwn && <MenuItem icon="edit" text={t('menu.edit')} onSelect={() => acts.edit(message)} />}
      {(isOwn || isTidying) && (
        <MenuItem icon="trash" text={t('menu.delete')} tone="danger" onSelect={() => acts.remove(message)} />
      )}
    </MenuSurface>
  );
}

function hasReacted({ reactions = [] }: Message, emoji: string, userId: string): boolean {
  return reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(userId));
}

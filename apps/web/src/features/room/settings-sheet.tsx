import {
  BUFFER_WAITS,
  CONTROL_MODES,
  ROOM_MAX_PARTICIPANTS_LIMIT,
  ROOM_NAME_MAX_LENGTH,
  ROOM_PASSWORD_MAX_BYTES,
  SLOW_MODES,
  type ControlMode,
  type Room,
} from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useApi } from '../../lib/api-context.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { Button } from '../../ui/button.js';
import { Cell } from '../../ui/cell.js';
import { IconButton } from '../../ui/icon-button.js';
import { PasswordField } from '../../ui/password-field.js';
import { Segmented } from '../../ui/segmented.js';
import { Sheet } from '../../ui/sheet.js';
import { Slider } from '../../ui/slider.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { Switch } from '../../ui/switch.js';
import { TextField } from '../../ui/text-field.js';
import { CloseRoom } from './close-room.js';
import { settingsChanges, settingsFormOf, SKIP_SHARES } from './settings-form.js';
import styles from './settings-sheet.module.css';

interface SettingsSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  room: Room;
}

/** What the host may set. */
export function SettingsSheet({ open, onOpenChange, room }: SettingsSheetProps): ReactNode {
  const { t } = useTranslation('room');
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t('settings.title')}>
      <SettingsFields room={room} onDone={() => onOpenChange(false)} />
      <div className={styles.end}>
        <CloseRoom roomId={room.id} />
      </div>
    </Sheet>
  );
}

/** Coarse enough for a thumb. */
const SIZES = [2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, ROOM_MAX_PARTICIPANTS_LIMIT];

function SettingsFields({ room, onDone }: { room: Room; onDone: () => void }): ReactNode {
  const { t, i18n } = useTranslation(['room', 'common']);
  const api = useApi();
  const { room: session } = useRealtime();
  const errorText = useErrorText();
  const snackbar = useSnackbar();
  const [form, setForm] = useState(() => settingsFormOf(room));
  const [isSaving, setIsSaving] = useState(false);
  const changes = settingsChanges(room, form);
  const needsPassword = form.hasPassword && !room.hasPassword && form.password === '';
  const canSave = Object.keys(changes).length > 0 && form.name.trim() !== '' && !needsPassword;
  const set = (change: Partial<typeof form>): void => setForm((previous) => ({ ...previous, ...change }));

  const save = async (): Promise<void> => {
    setIsSaving(true);
    try {
      const updated = await api.updateRoom(room.id, changes);
      session.store.dispatch({ type: 'room_updated', room: updated, closed: false });
      onDone();
    } catch (error) {
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
    } finally {
      setIsSaving(false);
    }
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save();
      }}
    >
      <TextField
        label={t('room:settings.name')}
        value={form.name}
        maxLength={ROOM_NAME_MAX_LENGTH}
        onChange={(event) => set({ name: event.target.value })}
      />
      <div className={styles.group}>
        <Segmented
          label={t('room:settings.visibility')}
          value={form.isPublic ? 'public' : 'private'}
          options={[
            { value: 'public', label: t('room:settings.public'), icon: 'globe' },
            { value: 'private', label: t('room:settings.private'), icon: 'link' },
          ]}
          onChange={(value) => set({ isPublic: value === 'public' })}
        />
        <p className={styles.hint}>
          {form.isPublic ? t('room:settings.publicHint') : t('room:settings.privateHint')}
        </p>
      </div>
      <TextField
        type="datetime-local"
        label={t('room:settings.startsAt')}
        hint={t('room:settings.startsAtHint')}
        value={form.startsAt}
        onChange={(event) => set({ startsAt: event.target.value })}
        after={
          form.startsAt !== '' && (
            <IconButton
              icon="close"
              iconSize={18}
              label={t('room:settings.noStart')}
              onClick={() => set({ startsAt: '' })}
            />
          )
        }
      />
      <div className={styles.group}>
        <span className={styles.label}>{t('room:settings.control')}</span>
        <Segmented<ControlMode>
          label={t('room:settings.control')}
          value={form.controlMode}
          options={CONTROL_MODES.map((mode) => ({
            value: mode,
            label: t(`room:settings.controlBy.${mode}`),
          }))}
          onChange={(controlMode) => set({ controlMode })}
        />
      </div>
      <div className={styles.group}>
        <span className={styles.label}>{t('room:settings.bufferWait')}</span>
        <Segmented
          label={t('room:settings.bufferWait')}
          value={String(form.bufferWait)}
          options={BUFFER_WAITS.map((seconds) => ({
            value: String(seconds),
            label: t(`room:settings.bufferWaitUpTo.${seconds}`),
          }))}
          onChange={(value) =>
            set({ bufferWait: BUFFER_WAITS.find((seconds) => String(seconds) === value) ?? form.bufferWait })
          }
        />
        <p className={styles.hint}>{t('room:settings.bufferWaitHint')}</p>
      </div>
      <div className={styles.group}>
        <span className={styles.label}>{t('room:settings.skipShare')}</span>
        <Segmented
          label={t('room:settings.skipShare')}
          value={String(form.skipShare)}
          options={SKIP_SHARES.map((share) => ({
            value: String(share),
            label:
              share === 0
                ? t('room:settings.skipShareOff')
                : share.toLocaleString(i18n.language, { style: 'percent' }),
          }))}
          onChange={(value) => set({ skipShare: Number(value) })}
        />
        <p className={styles.hint}>{t('room:settings.skipShareHint')}</p>
      </div>
      <div className={styles.group}>
        <span className={styles.label}>{t('room:settings.slowMode')}</span>
        <Segmented
          label={t('room:settings.slowMode')}
          value={String(form.slowMode)}
          options={SLOW_MODES.map((seconds) => ({
            value: String(seconds),
            label:
              seconds === 0 ? t('room:settings.slowModeOff') : t('room:settings.slowModeEvery', { seconds }),
          }))}
          onChange={(value) =>
            set({ slowMode: SLOW_MODES.find((seconds) => String(seconds) === value) ?? form.slowMode })
          }
        />
        <p className={styles.hint}>{t('room:settings.slowModeHint')}</p>
      </div>
      <div className={styles.group}>
        <Cell
          className={styles.cell}
          title={t('room:settings.password')}
          after={
            <Switch
              label={t('room:settings.password')}
              checked={form.hasPassword}
              onChange={(hasPassword) => set({ hasPassword })}
            />
          }
        />
        {form.hasPassword && (
          <PasswordField
            label={t('room:settings.newPassword')}
            labelHidden
            placeholder={room.hasPassword ? t('room:settings.keepPassword') : t('room:settings.newPassword')}
            value={form.password}
            maxLength={ROOM_PASSWORD_MAX_BYTES}
            onChange={(event) => set({ password: event.target.value })}
          />
        )}
      </div>
      <div className={styles.group}>
        <span className={styles.label}>
          {t('room:settings.size')}
          <span className={styles.value}>{t('common:people', { count: form.maxParticipants })}</span>
        </span>
        <Slider
          label={t('room:settings.size')}
          value={sizeIndex(form.maxParticipants)}
          max={SIZES.length - 1}
          valueText={t('common:people', { count: form.maxParticipants })}
          onChange={(index) => set({ maxParticipants: SIZES[index] ?? form.maxParticipants })}
        />
      </div>
      <Button type="submit" size="l" stretched busy={isSaving} disabled={!canSave}>
        {t('room:settings.save')}
      </Button>
    </form>
  );
}

/** The step next to a size that may have been set in another way. */
function sizeIndex(size: number): number {
  const index = SIZES.findIndex((candidate) => candidate >= size);
  return index < 0 ? SIZES.length - 1 : index;
}

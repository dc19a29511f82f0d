import { CONTROL_MODES, type ControlMode } from '@watchparty/shared';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { cx } from '../../ui/cx.js';
import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import { PasswordField } from '../../ui/password-field.js';
import { Segmented } from '../../ui/segmented.js';
import { Slider } from '../../ui/slider.js';
import { TextField } from '../../ui/text-field.js';
import type { CreateForm } from './create-form.js';
import styles from './more-settings.module.css';
import { ROOM_SIZES } from './room-sizes.js';

interface MoreSettingsProps {
  form: CreateForm;
  onChange: (changes: Partial<CreateForm>) => void;
  passwordError?: string;
  startError?: string;
}

/** What most parties leave as it is. */
export function MoreSettings({ form, onChange, passwordError, startError }: MoreSettingsProps): ReactNode {
  const { t } = useTranslation(['create', 'common']);
  const [isOpen, setIsOpen] = useState(false);
  const panelId = useId();
  // A field that is wrong must not hide.
  const isShown = isOpen || passwordError !== undefined || startError !== undefined;
  const sizeIndex = Math.max(
    0,
    ROOM_SIZES.findIndex((size) => size >= form.maxParticipants),
  );

  return (
    <div className={styles.root}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isShown}
        aria-controls={panelId}
        onClick={() => {
          setIsOpen(!isShown);
        }}
      >
        <span className={styles.toggleWords}>
          <span className={styles.toggleTitle}>{t('create:more.title')}</span>
          <span className={styles.toggleText}>{t('create:more.text')}</span>
        </span>
        <Icon name="down" size={20} className={cx(styles.arrow, isShown && styles.turned)} />
      </button>
      {isShown && (
        <div id={panelId} className={styles.panel}>
          <TextField
            type="datetime-local"
            label={t('create:later.label')}
            hint={t('create:later.hint', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
            error={startError}
            value={form.startsAt}
            data-testid="starts-at"
            onChange={(event) => {
              onChange({ startsAt: event.target.value });
            }}
            after={
              form.startsAt !== '' && (
                <IconButton
                  icon="close"
                  iconSize={18}
                  label={t('create:later.clear')}
                  onClick={() => {
                    onChange({ startsAt: '' });
                  }}
                />
              )
            }
          />
          <PasswordField
            label={t('create:password.label')}
            placeholder={t('create:password.placeholder')}
            hint={t('create:password.hint')}
            error={passwordError}
            value={form.password}
            onChange={(event) => {
              onChange({ password: event.target.value });
            }}
          />
          <div>
            <div className={styles.row}>
              <span className={styles.label}>{t('create:size.label')}</span>
              <span className={styles.value}>{t('create:size.value', { count: form.maxParticipants })}</span>
            </div>
            <Slider
              label={t('create:size.label')}
              value={sizeIndex}
              max={ROOM_SIZES.length - 1}
              valueText={t('create:size.value', { count: form.maxParticipants })}
              onChange={(index) => {
                onChange({ maxParticipants: ROOM_SIZES[index] ?? form.maxParticipants });
              }}
            />
          </div>
          <div className={styles.group}>
            <span className={styles.label}>{t('create:control.label')}</span>
            <Segmented<ControlMode>
              label={t('create:control.label')}
              value={form.controlMode}
              options={CONTROL_MODES.map((mode) => ({ value: mode, label: t(`create:control.${mode}`) }))}
              onChange={(controlMode) => {
                onChange({ controlMode });
              }}
            />
          </div>
        </div>
      )}
    </div>
  );
}

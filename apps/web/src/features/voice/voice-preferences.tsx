import { useEffect, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { useMediaQuery } from '../../lib/use-media-query.js';
import { Cell } from '../../ui/cell.js';
import { Switch } from '../../ui/switch.js';
import type { VoiceControls } from './use-voice.js';
import styles from './voice-preferences.module.css';

/** What a person sets of voice on this device. */
export function VoicePreferences({ voice, settings }: VoiceControls): ReactNode {
  const { t } = useTranslation('voice');
  const { isDucking, isPushToTalk } = useStore(settings);
  const isTakingPart = useStore(voice.state, ({ status, role }) => status === 'in' && role === 'speaker');
  // Where there is no mouse there is no keyboard that is always there.
  const hasKeyboard = useMediaQuery('(hover: hover) and (pointer: fine)');
  return (
    <>
      <Cell
        title={t('ducking')}
        after={
          <Switch
            label={t('ducking')}
            checked={isDucking}
            onChange={(next) => settings.setState({ isDucking: next })}
          />
        }
      />
      {hasKeyboard && (
        <Cell
          title={t('pushToTalk')}
          after={
            <Switch
              label={t('pushToTalk')}
              checked={isPushToTalk}
              onChange={(next) => settings.setState({ isPushToTalk: next })}
            />
          }
        />
      )}
      {isTakingPart && <DeviceChoice voice={voice} settings={settings} />}
    </>
  );
}

function DeviceChoice({ voice, settings }: VoiceControls): ReactNode {
  const { t } = useTranslation('voice');
  const id = useId();
  const chosen = useStore(settings, ({ deviceId }) => deviceId);
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    let isGone = false;
    const read = (): void =>
      void voice.devices().then((found) => {
        if (!isGone) setDevices(found);
      });
    read();
    navigator.mediaDevices.addEventListener('devicechange', read);
    return () => {
      isGone = true;
      navigator.mediaDevices.removeEventListener('devicechange', read);
    };
  }, [voice]);
  if (devices.length < 2) return null;
  return (
    <label className={styles.device} htmlFor={id}>
      <span>{t('device')}</span>
      <select
        id={id}
        className={styles.select}
        value={devices.some(({ deviceId }) => deviceId === chosen) ? chosen : devices[0]?.deviceId}
        onChange={({ target: { value } }) => {
          settings.setState({ deviceId: value });
          void voice.useDevice(value);
        }}
      >
        {devices.map(({ deviceId, label }) => (
          <option key={deviceId} value={deviceId}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

import { VOICE_REPORT_EVERY_MS } from '@watchparty/shared';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useStore } from 'zustand';

import { useApi } from '../../lib/api-context.js';
import type { DuckingStore } from '../../lib/ducking.js';
import { createSafeStorage } from '../../lib/safe-storage.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { createConnectionRecord } from './connection-record.js';
import { createVoice, type Voice } from './create-voice.js';
import { createLastSession } from './last-session.js';
import { createLevelMeter } from './loudness.js';
import { createMicrophone } from './microphone.js';
import { createSpeakers } from './speakers.js';
import { usePushToTalk } from './use-push-to-talk.js';
import { createVoiceSettings, followVolumes, type VoiceSettingsStore } from './voice-settings.js';

export interface VoiceControls {
  voice: Voice;
  settings: VoiceSettingsStore;
}

/**
 * Often enough for a ring around a face. Twice as often a page with five others was held up for a sixth of its time: to
 * look at somebody's level, Chromium waits for the thread that all sound goes through.
 */
const LISTEN_EVERY_MS = 200;
/** What is left of the film while somebody speaks: -12 dB. */
const DUCKED = 0.25;

/** This person's part in the voice of the room that they are in, until they leave the room or the page. */
export function useVoice(ducking: DuckingStore): VoiceControls {
  const api = useApi();
  const { emit, news, room } = useRealtime();
  const [{ voice, record, settings }] = useState(() => {
    const record = createConnectionRecord(() => performance.now());
    const storage = createSafeStorage(() => window.localStorage);
    const voice = createVoice({
      emit,
      news,
      iceServers: () => api.iceServers(),
      createConnection: (configuration) => new RTCPeerConnection(configuration),
      // Absent in an insecure page, whatever the typings say.
      microphone: createMicrophone(navigator.mediaDevices),
      // Nobody hears it: the longer its buffers, the seldomer it wakes the device.
      createMeter: (track) => createLevelMeter(track, () => new AudioContext({ latencyHint: 'playback' })),
      createSpeakers: (onBlocked) =>
        createSpeakers(() => {
          const element = document.createElement('audio');
          element.dataset.voice = '';
          // In the document, or Safari plays it at its own pace.
          document.body.append(element);
          return element;
        }, onBlocked),
      record,
      lastSession: createLastSession(storage),
      newId: () => crypto.randomUUID(),
      schedule,
    });
    const settings = createVoiceSettings(storage);
    return { voice, record, settings };
  });
  const status = useStore(voice.state, (state) => state.status);
  const isSomebodySpeaking = useStore(voice.state, ({ links }) =>
    [...links.values()].some(({ isSpeaking }) => isSpeaking),
  );
  const isDucking = useStore(settings, (chosen) => chosen.isDucking);

  useEffect(() => {
    const follow = (): void => {
      const state = room.store.getState();
      // A room that was closed is still read, and nobody talks in it.
      if (state.status === 'joined' && !state.isClosed)
        voice.follow(state.participants.values(), state.youId);
      else voice.leave();
    };
    follow();
    return room.store.subscribe(follow);
  }, [room, voice]);

  useEffect(() => {
    const leave = (): void => voice.leave();
    // The page goes for good; one that comes back from the cache finds itself out of voice.
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [voice]);

  useEffect(() => {
    if (status !== 'in') return;
    const look = setInterval(() => voice.listen(performance.now()), LISTEN_EVERY_MS);
    const changed = (): void => voice.networkChanged();
    const network = networkInformation();
    window.addEventListener('online', changed);
    network?.addEventListener('change', changed);
    return () => {
      clearInterval(look);
      window.removeEventListener('online', changed);
      network?.removeEventListener('change', changed);
    };
  }, [status, voice]);

  const report = useEffectEvent(async () => {
    const seen = await record.take(voice.connections());
    if (seen) await emit('voice:report', seen).catch(() => undefined);
  });
  useEffect(() => {
    if (status !== 'in') return;
    const reports = setInterval(() => void report(), VOICE_REPORT_EVERY_MS);
    return () => clearInterval(reports);
  }, [status]);

  useEffect(() => {
    ducking.setState({ factor: isDucking && isSomebodySpeaking ? DUCKED : 1 });
  }, [ducking, isDucking, isSomebodySpeaking]);

  useEffect(() => followVolumes(settings, voice.setVolume), [voice, settings]);

  usePushToTalk(voice, settings, status === 'in');
  return useMemo(() => ({ voice, settings }), [voice, settings]);
}

function schedule(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}

/** Only in Chromium: tells of a change between networks that are both there. */
function networkInformation(): EventTarget | undefined {
  return (navigator as Navigator & { connection?: EventTarget }).connection;
}

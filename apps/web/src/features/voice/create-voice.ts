import type { IceServersResponse, Participant } from '@watchparty/shared';
import { CommandError, commandErrorCode, type EmitCommand, type News } from '@watchparty/shared/room-client';
import { createStore, type StoreApi } from 'zustand/vanilla';

import type { ConnectionRecord } from './connection-record.js';
import type { LastSession } from './last-session.js';
import { createSpeechDetector, receivedLevel, type LevelMeter, type SpeechDetector } from './loudness.js';
import { createMesh, type Mesh } from './mesh/mesh.js';
import { MicrophoneError, type Microphone } from './microphone.js';
import type { Speakers } from './speakers.js';
import { outOfVoice, type VoiceProblem, type VoiceRole, type VoiceState } from './voice-state.js';

/** A person's part in the voice of the room that they are in. */
export interface Voice {
  state: Pick<StoreApi<VoiceState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Somebody thinks of going in: asks the server for what that takes before they press. */
  prepare(): void;
  /** From a tap: as a speaker it may ask for the microphone. Never throws; what went wrong is in the state. */
  enter(role: VoiceRole, deviceId?: string): Promise<void>;
  leave(): void;
  setMicOff(isOff: boolean): void;
  useDevice(deviceId: string): Promise<void>;
  devices(): Promise<MediaDeviceInfo[]>;
  /** The room as the server tells it: who takes part, and as what. */
  follow(participants: Iterable<Participant>, youId: string): void;
  /** The device has another network: the ways between people are looked for anew. */
  networkChanged(): void;
  /** Looks who speaks; call some five times a second. @param nowMs monotonic */
  listen(nowMs: number): void;
  connections(): readonly RTCPeerConnection[];
  forgetProblem(): void;
  /** @param volume 0..1, for this person's ears alone */
  setVolume: (userId: string, volume: number) => void;
  /** In a gesture: plays what the browser kept silent. */
  resumeSound(): void;
}

export interface VoiceOptions {
  emit: EmitCommand;
  news: News;
  iceServers: () => Promise<IceServersResponse>;
  createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  microphone: Microphone;
  createMeter: (track: MediaStreamTrack) => LevelMeter | undefined;
  createSpeakers: (onBlocked: () => void) => Speakers;
  record: ConnectionRecord;
  lastSession: LastSession;
  newId: () => string;
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** After a refusal that time may mend, going in again is tried this often. */
const REENTER_EVERY_MS = 3_000;
/** What was asked for ahead is asked for anew later than this; its credentials last for hours. */
const PREPARED_FOR_MS = 10 * 60_000;

export function createVoice(options: VoiceOptions): Voice {
  const { emit, news, microphone, createConnection, createMeter, record, lastSession, newId, schedule } =
    options;
  const state = createStore<VoiceState>()(() => outOfVoice);
  const speakers = options.createSpeakers(() => state.setState({ isSoundBlocked: true }));
  const detectors = new Map<string, SpeechDetector>();
  const ownDetector = createSpeechDetector();
  let configuration: RTCConfiguration = {};
  let prepared: Promise<IceServersResponse> | undefined;
  let cancelPrepared: (() => void) | undefined;
  /** Goes up whenever a stay ends: what was begun in an earlier one is void. */
  let stay = 0;
  /** Of this stay in voice; undefined while out. */
  let session: string | undefined;
  /**
   * Has ended, while the server may still believe in it: the page before was killed, or the word of it was lost. For the
   * others it would stay somebody who cannot be heard, in a place that is somebody's.
   */
  let formerSession = lastSession.get();
  /** Whether the server has said of this session that it takes part. */
  let isKnown = false;
  let track: MediaStreamTrack | undefined;
  let meter: LevelMeter | undefined;
  let known: { participants: readonly Participant[]; youId: string } = { participants: [], youId: '' };
  let cancelReentry: (() => void) | undefined;

  const mesh: Mesh = createMesh({
    createConnection: () => createConnection(configuration),
    send: (to, data) => void emit('voice:signal', { to, data }).catch(() => undefined),
    onSound(userId, sound) {
      speakers.play(userId, sound);
    },
    onLink(userId, link) {
      const before = state.getState().links.get(userId);
      if (link === 'connected' && before?.link !== 'connected') {
        const peer = mesh.peers().find((one) => one.userId === userId);
        if (peer) record.connected(peer.connection);
      }
      if (link === 'lost' && before?.link !== 'lost') record.failed();
      setLink(userId, { link, isSpeaking: false });
    },
    onGone(userId) {
      speakers.stop(userId);
      detectors.delete(userId);
      const links = new Map(state.getState().links);
      if (links.delete(userId)) state.setState({ links });
    },
    schedule,
  });

  function setLink(
    userId: string,
    link: VoiceState['links'] extends ReadonlyMap<string, infer L> ? L : never,
  ): void {
    state.setState({ links: new Map(state.getState().links).set(userId, link) });
  }

  function forgetPrepared(): void {
    cancelPrepared?.();
    prepared = undefined;
  }

  function takeIceServers(): Promise<IceServersResponse> {
    const ahead = prepared;
    forgetPrepared();
    return ahead ? ahead.catch(() => options.iceServers()) : options.iceServers();
  }

  const onSignal = ({ from, data }: { from: string; data: unknown }): void => mesh.receive(from, data);

  function sound(): MediaStreamTrack | null {
    const { role, isMicOff } = state.getState();
    if (track) track.enabled = role === 'speaker' && !isMicOff;
    return role === 'speaker' ? (track ?? null) : null;
  }

  function end(problem?: VoiceProblem): void {
    stay += 1;
    cancelReentry?.();
    cancelReentry = undefined;
    if (session !== undefined) news.off('voice:signal', onSignal);
    session = undefined;
    isKnown = false;
    mesh.close();
    speakers.close();
    microphone.close();
    meter?.close();
    meter = undefined;
    track = undefined;
    state.setState({ ...outOfVoice, problem }, true);
  }

  async function openMicrophone(deviceId: string | undefined): Promise<void> {
    const opened = await microphone.open(deviceId);
    if (!opened || opened === track) return;
    track = opened;
    meter?.close();
    meter = createMeter(opened);
    // Pulled out, or taken by a call: the person is told, and goes on listening.
    opened.addEventListener('ended', () => {
      if (track !== opened) return;
      track = undefined;
      void becomeListener({ type: 'microphone', problem: 'busy' });
    });
  }

  async function becomeListener(problem: VoiceProblem): Promise<void> {
    state.setState({ role: 'listener', problem });
    mesh.setTrack(sound());
    if (session !== undefined) await tell(session, 'listener').catch(() => undefined);
  }

  async function tell(own: string, role: VoiceRole): Promise<void> {
    const { participant } = await emit('voice:toggle', {
      enabled: true,
      session: own,
      ...(role === 'listener' && { isListener: true }),
    });
    if (session !== own) return;
    // The answer may overtake the news of it.
    const others = known.participants.filter(({ userId }) => userId !== participant.userId);
    known = { ...known, participants: [...others, participant] };
    reconcile();
  }

  function begin(own: string): void {
    session = own;
    lastSession.set(own);
  }

  /** Without an answer it is told again as soon as the room is heard of. */
  function tellOut(): void {
    const ended = formerSession;
    if (ended === undefined) return;
    formerSession = undefined;
    emit('voice:toggle', { enabled: false, session: ended }).then(
      () => {
        if (lastSession.get() === ended) lastSession.set(undefined);
      },
      () => {
        formerSession ??= ended;
      },
    );
  }

  /** Makes the connections what the room says, and notices what was decided elsewhere. */
  function reconcile(): void {
    const own = session;
    const you = known.participants.find(({ userId }) => userId === known.youId);
    if (!you) return;
    if (own === undefined) {
      if (you.isVoiceEnabled && you.voiceSession === formerSession) tellOut();
      return;
    }
    if (you.isVoiceEnabled && you.voiceSession === own) isKnown = true;
    else if (isKnown && you.isVoiceEnabled) return end({ type: 'elsewhere' });
    else if (isKnown) return reenter();
    else return;
    if (you.isVoiceListener === true && state.getState().role === 'speaker' && you.isVoiceMuted === true) {
      state.setState({ role: 'listener', problem: { type: 'silenced' } });
      mesh.setTrack(sound());
    }
    const { role } = state.getState();
    mesh.follow(
      { session: own, isListener: role === 'listener' },
      known.participants.flatMap(({ userId, isVoiceEnabled, voiceSession, isVoiceListener }) =>
        userId !== known.youId && isVoiceEnabled && voiceSession !== undefined
          ? [{ userId, session: voiceSession, isListener: isVoiceListener === true }]
          : [],
      ),
    );
  }

  /** The server put this person out: the room's voice was closed, or the seat was lost for a while. */
  function reenter(): void {
    cancelReentry?.();
    isKnown = false;
    const own = newId();
    begin(own);
    mesh.close();
    void goIn(own);
  }

  async function goIn(own: string): Promise<void> {
    try {
      await tell(own, state.getState().role);
      if (session === own) state.setState({ status: 'in' });
    } catch (error) {
      if (session !== own) return;
      const code = commandErrorCode(error);
      if (error instanceof CommandError && code === 'network') {
        cancelReentry = schedule(() => void goIn(own), REENTER_EVERY_MS);
        return;
      }
      end({ type: 'refused', code });
    }
  }

  return {
    state,
    prepare() {
      if (state.getState().status !== 'out' || prepared) return;
      prepared = options.iceServers();
      // Where it failed it is asked for again on the way in, which tells what is wrong.
      prepared.catch(forgetPrepared);
      cancelPrepared = schedule(forgetPrepared, PREPARED_FOR_MS);
    },
    async enter(role, deviceId) {
      const { status } = state.getState();
      if (status === 'entering') return;
      const isFirst = status === 'out';
      if (isFirst) {
        record.pressed();
        state.setState({ ...outOfVoice, status: 'entering', role }, true);
      }
      const own = stay;
      try {
        // Both at once: what takes time is the person's answer, and the network.
        const [ice] = await Promise.all([
          takeIceServers(),
          role === 'speaker' ? openMicrophone(deviceId) : undefined,
        ]);
        configuration = {
          iceServers: ice.iceServers,
          ...(ice.isRelayOnly === true && { iceTransportPolicy: 'relay' }),
        };
      } catch (error) {
        if (stay !== own) return;
        const problem: VoiceProblem =
          error instanceof MicrophoneError
            ? { type: 'microphone', problem: error.problem }
            : { type: 'refused', code: commandErrorCode(error) };
        if (isFirst) end(problem);
        else state.setState({ problem });
        return;
      }
      // Left while the person was being asked: what they allowed meanwhile must not take them in again.
      if (stay !== own) return;
      state.setState({ role, problem: undefined });
      mesh.setTrack(sound());
      if (session === undefined) {
        const next = newId();
        begin(next);
        news.on('voice:signal', onSignal);
        return goIn(next);
      }
      try {
        await tell(session, role);
      } catch (error) {
        state.setState({ role: 'listener', problem: { type: 'refused', code: commandErrorCode(error) } });
        mesh.setTrack(sound());
      }
    },
    leave() {
      const own = session;
      end();
      if (own === undefined) return;
      formerSession = own;
      tellOut();
    },
    setMicOff(isMicOff) {
      state.setState({ isMicOff, ...(isMicOff && { isSpeaking: false }) });
      sound();
    },
    async useDevice(deviceId) {
      if (state.getState().role !== 'speaker') return;
      try {
        await openMicrophone(deviceId);
        mesh.setTrack(sound());
      } catch (error) {
        if (error instanceof MicrophoneError)
          state.setState({ problem: { type: 'microphone', problem: error.problem } });
      }
    },
    devices: () => microphone.devices(),
    follow(participants, youId) {
      known = { participants: [...participants], youId };
      reconcile();
    },
    networkChanged() {
      mesh.restart();
    },
    listen(nowMs) {
      const { links, status, isMicOff, role } = state.getState();
      if (status !== 'in') return;
      for (const { userId, isListener, connection } of mesh.peers()) {
        const link = links.get(userId);
        // Whoever only listens says nothing, and to look costs time.
        if (!link || isListener) continue;
        const detector = detectors.get(userId) ?? createSpeechDetector();
        detectors.set(userId, detector);
        const isSpeaking = detector.isSpeaking(receivedLevel(connection), nowMs);
        if (isSpeaking) record.heard();
        if (isSpeaking !== link.isSpeaking) setLink(userId, { ...link, isSpeaking });
      }
      const level = role === 'speaker' && !isMicOff ? (meter?.level() ?? 0) : 0;
      const isSpeaking = level > 0 && ownDetector.isSpeaking(level, nowMs);
      if (isSpeaking !== state.getState().isSpeaking) state.setState({ isSpeaking });
    },
    connections: () => mesh.peers().map(({ connection }) => connection),
    setVolume: (userId, volume) => speakers.setVolume(userId, volume),
    forgetProblem: () => state.setState({ problem: undefined }),
    resumeSound() {
      state.setState({ isSoundBlocked: false });
      speakers.resume();
    },
  };
}

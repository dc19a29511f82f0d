import type { Participant } from '@watchparty/shared';
import {
  CommandError,
  type CommandErrorCode,
  type EmitCommand,
  type News,
} from '@watchparty/shared/room-client';
import { describe, expect, it } from '@jest/globals';

import { FakeConnection, fakeTrack } from '../../testing/fake-rtc.js';
import { timedSchedule } from '../../testing/fake-schedule.js';
import { createConnectionRecord } from './connection-record.js';
import { createVoice } from './create-voice.js';
import { MicrophoneError, type MicrophoneProblem } from './microphone.js';

const YOU = 'anna';

/** A person at the door of voice, and what the server, the browser and they themselves do next. */
function setting({ lastSession }: { lastSession?: string } = {}) {
  const { schedule, advance } = timedSchedule();
  const sent: { event: string; payload: Record<string, unknown> }[] = [];
  const connections: FakeConnection[] = [];
  const played: string[] = [];
  const listeners = new Set<(...args: never[]) => void>();
  const tracks: MediaStreamTrack[] = [];
  let refusal: CommandErrorCode | undefined;
  let micProblem: MicrophoneProblem | undefined;
  let sessions = 0;
  let iceServersAsked = 0;
  let areIceServersGone = false;
  let isMicOpen = false;
  let answered: Promise<void> = Promise.resolve();
  let blocked: () => void = () => undefined;

  const participant = (change: Partial<Participant> = {}): Participant => ({
    userId: YOU,
    firstName: 'Anna',
    role: 'participant',
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 0,
    ...change,
  });

  const emit = ((event: string, payload: Record<string, unknown>) => {
    sent.push({ event, payload });
    if (event !== 'voice:toggle') return Promise.resolve({});
    if (refusal) return Promise.reject(new CommandError({ code: refusal, message: 'no' }));
    return Promise.resolve({
      participant: participant({
        isVoiceEnabled: payload.enabled === true,
        voiceSession: payload.session as string,
        ...(payload.isListener === true && { isVoiceListener: true as const }),
      }),
    });
  }) as unknown as EmitCommand;

  const voice = createVoice({
    emit,
    news: {
      on: (_: string, listener: (...args: never[]) => void) => void listeners.add(listener),
      off: (_: string, listener: (...args: never[]) => void) => void listeners.delete(listener),
    } as News,
    iceServers() {
      iceServersAsked += 1;
      return areIceServersGone
        ? Promise.reject(new CommandError({ code: 'network', message: 'no' }))
        : Promise.resolve({ iceServers: [], expiresAt: 0 });
    },
    createConnection() {
      const connection = new FakeConnection(`anna${connections.length + 1}`);
      connections.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
    microphone: {
      async open() {
        await answered;
        if (micProblem) return Promise.reject(new MicrophoneError(micProblem));
        isMicOpen = true;
        const track = fakeTrack(`microphone ${tracks.length + 1}`);
        tracks.push(track);
        return Promise.resolve(track);
      },
      devices: () => Promise.resolve([]),
      close() {
        isMicOpen = false;
      },
    },
    createMeter: () => ({ level: () => 0.5, close: () => undefined }),
    createSpeakers(onBlocked) {
      blocked = onBlocked;
      return {
        play: (userId) => void played.push(userId),
        stop: (userId) => void played.push(`no ${userId}`),
        setVolume: () => undefined,
        resume: () => void played.push('resumed'),
        close: () => undefined,
      };
    },
    record: createConnectionRecord(() => 0),
    lastSession: {
      get: () => lastSession,
      set: (session) => void (lastSession = session),
    },
    newId: () => `m${(sessions += 1)}`,
    schedule,
  });

  return {
    voice,
    sent,
    connections,
    played,
    tracks,
    listeners,
    advance,
    participant,
    state: () => voice.state.getState(),
    toggles: () => sent.filter(({ event }) => event === 'voice:toggle').map(({ payload }) => payload),
    isMicOpen: () => isMicOpen,
    lastSession: () => lastSession,
    block: () => blocked(),
    iceServersAsked: () => iceServersAsked,
    loseIceServers(areGone: boolean) {
      areIceServersGone = areGone;
    },
    refuse(code: CommandErrorCode | undefined) {
      refusal = code;
    },
    /** The person is asked for the microphone, and answers when the returned function is called. */
    askFirst(): () => void {
      let answer = (): void => undefined;
      answered = new Promise((resolve) => (answer = resolve));
      return answer;
    },
    breakMicrophone(problem: MicrophoneProblem | undefined) {
      micProblem = problem;
    },
    /** The room, as the server tells it: Anna as given, and Boris, who speaks. */
    tell(you: Partial<Participant>, boris: Partial<Participant> = {}) {
      voice.follow(
        [
          participant(you),
          participant({ userId: 'boris', isVoiceEnabled: true, voiceSession: 'b', ...boris }),
        ],
        YOU,
      );
    },
  };
}

const inVoice = { isVoiceEnabled: true, voiceSession: 'm1' };

describe('voice', () => {
  it('goes in as a speaker with a microphone, and connects with who is there', async () => {
    const { voice, tell, state, toggles, connections, isMicOpen } = setting();
    tell({});
    expect(connections).toHaveLength(0);
    await voice.enter('speaker');
    expect(state()).toMatchObject({ status: 'in', role: 'speaker', problem: undefined });
    expect(toggles()).toEqual([{ enabled: true, session: 'm1' }]);
    expect(isMicOpen()).toBe(true);
    expect(connections).toHaveLength(1);
    expect(state().links.get('boris')).toEqual({ link: 'connecting', isSpeaking: false });
  });

  it('what the way in takes is there before the press, where somebody thought of it', async () => {
    const { voice, tell, state, iceServersAsked, advance } = setting();
    tell({});
    voice.prepare();
    voice.prepare();
    await voice.enter('speaker');
    expect(state().status).toBe('in');
    expect(iceServersAsked()).toBe(1);

    voice.leave();
    voice.prepare();
    advance(15 * 60_000);
    await voice.enter('speaker');
    expect(iceServersAsked()).toBe(3);
  });

  it('what failed ahead of the press is asked for again', async () => {
    const { voice, tell, state, iceServersAsked, loseIceServers } = setting();
    tell({});
    loseIceServers(true);
    voice.prepare();
    loseIceServers(false);
    await voice.enter('speaker');
    expect(state().status).toBe('in');
    expect(iceServersAsked()).toBe(2);
  });

  it('a listener is asked for no microphone', async () => {
    const { voice, tell, toggles, isMicOpen } = setting();
    tell({});
    await voice.enter('listener');
    expect(toggles()).toEqual([{ enabled: true, session: 'm1', isListener: true }]);
    expect(isMicOpen()).toBe(false);
  });

  it.each(['denied', 'missing', 'busy', 'unsupported'] as const)(
    'without a microphone (%s) one stays out, and may still listen',
    async (problem) => {
      const { voice, tell, state, toggles, breakMicrophone } = setting();
      tell({});
      breakMicrophone(problem);
      await voice.enter('speaker');
      expect(state()).toMatchObject({ status: 'out', problem: { type: 'microphone', problem } });
      expect(toggles()).toEqual([]);
      await voice.enter('listener');
      expect(state()).toMatchObject({ status: 'in', problem: undefined });
    },
  );

  it.each(['voice_full', 'voice_closed', 'muted'] as const)('is told why not: %s', async (code) => {
    const { voice, tell, state, refuse, isMicOpen, listeners } = setting();
    tell({});
    refuse(code);
    await voice.enter('speaker');
    expect(state()).toMatchObject({ status: 'out', problem: { type: 'refused', code } });
    expect(isMicOpen()).toBe(false);
    expect(listeners.size).toBe(0);
  });

  it('leaving lets go of everything', async () => {
    const { voice, tell, state, toggles, connections, isMicOpen, listeners } = setting();
    tell({});
    await voice.enter('speaker');
    voice.leave();
    expect(state().status).toBe('out');
    expect(toggles().at(-1)).toEqual({ enabled: false, session: 'm1' });
    expect(connections[0]?.connectionState).toBe('closed');
    expect(isMicOpen()).toBe(false);
    expect(listeners.size).toBe(0);
  });

  it('with the microphone off the track is silent and stays', async () => {
    const { voice, tell, tracks, connections } = setting();
    tell({});
    await voice.enter('speaker');
    voice.setMicOff(true);
    expect(tracks[0]?.enabled).toBe(false);
    expect(connections[0]?.transceivers[0]?.sender.track ?? tracks[0]).toBe(tracks[0]);
    voice.setMicOff(false);
    expect(tracks[0]?.enabled).toBe(true);
    expect(tracks).toHaveLength(1);
  });

  it('a listener who wants to speak keeps the connections', async () => {
    const { voice, tell, toggles, connections } = setting();
    tell({});
    await voice.enter('listener');
    tell({ ...inVoice, isVoiceListener: true });
    await voice.enter('speaker');
    expect(toggles().at(-1)).toEqual({ enabled: true, session: 'm1' });
    expect(connections).toHaveLength(1);
  });

  it.each(['out', 'listening'])(
    'whoever leaves while they are asked (%s before) stays out',
    async (before) => {
      const { voice, tell, state, toggles, askFirst } = setting();
      tell({});
      if (before === 'listening') {
        await voice.enter('listener');
        tell({ ...inVoice, isVoiceListener: true });
      }
      const allow = askFirst();
      const entering = voice.enter('speaker');
      voice.leave();
      const told = toggles();
      allow();
      await entering;
      expect(state()).toMatchObject({ status: 'out', problem: undefined });
      expect(toggles()).toEqual(told);
    },
  );

  it('what somebody is asked in an earlier stay is no part of the next one', async () => {
    const { voice, tell, state, toggles, askFirst, breakMicrophone } = setting();
    tell({});
    const refuse = askFirst();
    const speaking = voice.enter('speaker');
    voice.leave();
    await voice.enter('listener');
    breakMicrophone('denied');
    refuse();
    await speaking;
    expect(state()).toMatchObject({ status: 'in', role: 'listener', problem: undefined });
    expect(toggles()).toEqual([{ enabled: true, session: 'm1', isListener: true }]);
  });

  it('another window of the same person takes over', async () => {
    const { voice, tell, state, toggles, connections } = setting();
    tell({});
    await voice.enter('speaker');
    tell(inVoice);
    tell({ isVoiceEnabled: true, voiceSession: 'another' });
    expect(state()).toMatchObject({ status: 'out', problem: { type: 'elsewhere' } });
    expect(connections[0]?.connectionState).toBe('closed');
    expect(toggles()).toHaveLength(1);
  });

  it('whoever is silenced by the host listens on, and says nothing', async () => {
    const { voice, tell, state, tracks, connections } = setting();
    tell({});
    await voice.enter('speaker');
    tell({ ...inVoice, isVoiceListener: true, isVoiceMuted: true });
    expect(state()).toMatchObject({ status: 'in', role: 'listener', problem: { type: 'silenced' } });
    expect(tracks[0]?.enabled).toBe(false);
    expect(connections[0]?.transceivers.every(({ sender }) => sender.track === null)).toBe(true);
    expect(connections[0]?.connectionState).not.toBe('closed');
  });

  it('what a page that was killed could not end, the next one does, once', async () => {
    const { tell, toggles, lastSession } = setting({ lastSession: 'before' });
    tell({ isVoiceEnabled: true, voiceSession: 'before' });
    tell({ isVoiceEnabled: true, voiceSession: 'before' });
    await Promise.resolve();
    expect(toggles()).toEqual([{ enabled: false, session: 'before' }]);
    expect(lastSession()).toBeUndefined();
    tell({ isVoiceEnabled: true, voiceSession: 'of another device' });
    expect(toggles()).toHaveLength(1);
  });

  it('a word of leaving that was lost is told again', async () => {
    const { voice, tell, toggles, refuse, lastSession } = setting();
    tell({});
    await voice.enter('speaker');
    expect(lastSession()).toBe('m1');
    refuse('network');
    voice.leave();
    await Promise.resolve();
    expect(lastSession()).toBe('m1');
    refuse(undefined);
    tell(inVoice);
    await Promise.resolve();
    expect(toggles().slice(1)).toEqual([
      { enabled: false, session: 'm1' },
      { enabled: false, session: 'm1' },
    ]);
    expect(lastSession()).toBeUndefined();
    tell({});
    expect(toggles()).toHaveLength(3);
  });

  it('whoever was put out while away goes in again, as another session', async () => {
    const { voice, tell, state, toggles, connections } = setting();
    tell({});
    await voice.enter('speaker');
    tell(inVoice);
    tell({ isVoiceEnabled: false });
    await Promise.resolve();
    await Promise.resolve();
    expect(toggles().map(({ session }) => session)).toEqual(['m1', 'm2']);
    expect(state().status).toBe('in');
    expect(connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'new']);
  });

  it('is out when the host closed voice', async () => {
    const { voice, tell, state, refuse } = setting();
    tell({});
    await voice.enter('speaker');
    tell(inVoice);
    refuse('voice_closed');
    tell({ isVoiceEnabled: false });
    await Promise.resolve();
    await Promise.resolve();
    expect(state()).toMatchObject({ status: 'out', problem: { type: 'refused', code: 'voice_closed' } });
  });

  it('without a connection going in is tried until there is one', async () => {
    const { voice, tell, state, refuse, advance, toggles } = setting();
    tell({});
    refuse('network');
    await voice.enter('speaker');
    expect(state().status).toBe('entering');
    refuse(undefined);
    advance(3_000);
    await Promise.resolve();
    await Promise.resolve();
    expect(toggles()).toHaveLength(2);
    expect(state().status).toBe('in');
  });

  it('tells who speaks, oneself included', async () => {
    const { voice, tell, state, connections } = setting();
    tell({});
    await voice.enter('speaker');
    tell(inVoice);
    voice.listen(0);
    expect(state().links.get('boris')?.isSpeaking).toBe(false);
    expect(state().isSpeaking).toBe(true);
    connections[0]!.level = 0.3;
    voice.listen(100);
    expect(state().links.get('boris')?.isSpeaking).toBe(true);
    connections[0]!.level = 0;
    voice.listen(300);
    expect(state().links.get('boris')?.isSpeaking).toBe(true);
    voice.listen(700);
    expect(state().links.get('boris')?.isSpeaking).toBe(false);
    voice.setMicOff(true);
    voice.listen(800);
    expect(state().isSpeaking).toBe(false);
  });

  it('nobody who only listens is looked at', async () => {
    const { voice, tell, state, connections } = setting();
    tell({}, { isVoiceListener: true });
    await voice.enter('speaker');
    tell(inVoice, { isVoiceListener: true });
    expect(connections).toHaveLength(1);
    connections[0]!.level = 0.3;
    voice.listen(0);
    expect(state().links.get('boris')?.isSpeaking).toBe(false);
  });

  it('a microphone that is pulled out makes a listener, who is told', async () => {
    const { voice, tell, state, tracks, toggles } = setting();
    tell({});
    await voice.enter('speaker');
    tracks[0]!.dispatchEvent(new Event('ended'));
    expect(state()).toMatchObject({ role: 'listener', problem: { type: 'microphone', problem: 'busy' } });
    expect(toggles().at(-1)).toEqual({ enabled: true, session: 'm1', isListener: true });
  });

  it('sound that the browser keeps back comes with a tap', async () => {
    const { voice, tell, state, block, played } = setting();
    tell({});
    await voice.enter('listener');
    block();
    expect(state().isSoundBlocked).toBe(true);
    voice.resumeSound();
    expect(state().isSoundBlocked).toBe(false);
    expect(played).toContain('resumed');
  });
});

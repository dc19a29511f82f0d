import { createPeer, type LinkState, type Peer } from './peer.js';
import { readSignal, type PeerSignal } from './signal.js';

/** Somebody else in voice, as the server knows them. */
export interface VoiceMember {
  userId: string;
  session: string;
  isListener: boolean;
}

export interface MeshSelf {
  session: string;
  isListener: boolean;
}

/** The connections with everybody else in voice. */
export interface Mesh {
  /** Makes what is missing and ends what is no longer wanted. */
  follow(self: MeshSelf, others: readonly VoiceMember[]): void;
  receive(from: string, data: unknown): void;
  /** What the others hear; null is silence. */
  setTrack(track: MediaStreamTrack | null): void;
  restart(): void;
  peers(): readonly { userId: string; isListener: boolean; connection: RTCPeerConnection }[];
  close(): void;
}

export interface MeshOptions {
  createConnection: () => RTCPeerConnection;
  send: (to: string, data: unknown) => void;
  /** What somebody says, who may speak. */
  onSound: (userId: string, track: MediaStreamTrack) => void;
  onLink: (userId: string, state: LinkState) => void;
  /** Nothing more comes from them. */
  onGone: (userId: string) => void;
  schedule: (task: () => void, delayMs: number) => () => void;
}

interface Link {
  session: string;
  isListener: boolean;
  peer: Peer;
  /** Has come, and is heard only while they may speak. */
  sound: MediaStreamTrack | undefined;
}

/** Signals may overtake the news that somebody has come; more than this nobody says so soon. */
const MAX_EARLY = 64;

export function createMesh(options: MeshOptions): Mesh {
  const { createConnection, send, onSound, onLink, onGone, schedule } = options;
  const links = new Map<string, Link>();
  let early: { from: string; data: unknown }[] = [];
  let self: MeshSelf | undefined;
  let track: MediaStreamTrack | null = null;

  function connect({ userId, session, isListener }: VoiceMember, own: MeshSelf): void {
    const peer = createPeer({
      connection: createConnection(),
      isOffering: own.session > session,
      track,
      send: (signal: PeerSignal) => send(userId, { ...signal, from: own.session, to: session }),
      onTrack(sound) {
        const link = links.get(userId);
        if (link?.peer !== peer) return;
        link.sound = sound;
        if (!link.isListener) onSound(userId, sound);
      },
      onLink(state) {
        if (links.get(userId)?.peer === peer) onLink(userId, state);
      },
      schedule,
    });
    links.set(userId, { session, isListener, peer, sound: undefined });
    onLink(userId, 'connecting');
  }

  function disconnect(userId: string, link: Link): void {
    links.delete(userId);
    link.peer.close();
    onGone(userId);
  }

  /** Whoever was silenced is not heard, whatever they send. */
  function hear(userId: string, link: Link, isListener: boolean): void {
    if (link.isListener === isListener) return;
    link.isListener = isListener;
    if (isListener) onGone(userId);
    else if (link.sound) onSound(userId, link.sound);
  }

  function deliver(from: string, data: unknown): boolean {
    const signal = readSignal(data);
    if (signal === undefined) return true;
    if (self === undefined) return false;
    if (signal.to !== self.session) return true;
    const link = links.get(from);
    if (link?.session !== signal.from) return false;
    void link.peer.receive(signal);
    return true;
  }

  return {
    follow(own, others) {
      const isAnother = self !== undefined && self.session !== own.session;
      self = own;
      // Two who only listen have nothing to tell each other.
      const wanted = new Map(
        others
          .filter((member) => !own.isListener || !member.isListener)
          .map((member) => [member.userId, member]),
      );
      for (const [userId, link] of [...links]) {
        if (isAnother || wanted.get(userId)?.session !== link.session) disconnect(userId, link);
      }
      for (const member of wanted.values()) {
        const link = links.get(member.userId);
        if (link) hear(member.userId, link, member.isListener);
        else connect(member, own);
      }
      early = early.filter(({ from, data }) => !deliver(from, data));
    },
    receive(from, data) {
      if (deliver(from, data)) return;
      early = [...early, { from, data }].slice(-MAX_EARLY);
    },
    setTrack(next) {
      track = next;
      for (const { peer } of links.values()) peer.setTrack(next);
    },
    restart() {
      for (const { peer } of links.values()) peer.restart();
    },
    peers: () =>
      [...links].map(([userId, { peer, isListener }]) => ({
        userId,
        isListener,
        connection: peer.connection,
      })),
    close() {
      for (const [userId, link] of [...links]) disconnect(userId, link);
      early = [];
      self = undefined;
    },
  };
}

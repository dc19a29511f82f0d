import { askForFewPackets } from './opus-wishes.js';
import type { PeerSignal } from './signal.js';

export type LinkState = 'connecting' | 'connected' | 'lost';

/** One other person in voice: the connection with them, from the first offer to its end. */
export interface Peer {
  readonly connection: RTCPeerConnection;
  receive(signal: PeerSignal): Promise<void>;
  /** What they hear of this person from now on; null is silence. Needs no new agreement. */
  setTrack(track: MediaStreamTrack | null): void;
  /** Looks for another way between the two, as after a change of the network; running sound goes on meanwhile. */
  restart(): void;
  close(): void;
}

export interface PeerOptions {
  connection: RTCPeerConnection;
  /** One of the two offers, and its offer stands where both did at once; the other one is polite. */
  isOffering: boolean;
  track: MediaStreamTrack | null;
  send: (signal: PeerSignal) => void;
  onTrack: (track: MediaStreamTrack) => void;
  onLink: (state: LinkState) => void;
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** Candidates come in bursts; what comes within this time travels together, unless it is known that no more will come. */
const CANDIDATES_GATHER_MS = 20;
/** A broken way often mends itself within this time. */
const BROKEN_PATIENCE_MS = 2_000;
/** Pauses between tries to connect grow, and a phone that sleeps is not called more often than the longest says. */
const FIRST_RETRY_MS = 6_000;
const RETRY_GROWTH = 1.5;
const LONGEST_RETRY_MS = 30_000;

/**
 * Perfect negotiation, as the W3C's WebRTC recommendation describes it in its example of section 10.7, with fixed roles and
 * one transceiver that always sends and receives: who listens sends nothing, and speaking later needs no new agreement.
 */
export function createPeer(options: PeerOptions): Peer {
  const { connection, isOffering, send, onTrack, onLink, schedule } = options;
  let { track } = options;
  let isMakingOffer = false;
  let isIgnoringOffer = false;
  let isClosed = false;
  let tries = 0;
  let candidates: RTCIceCandidateInit[] = [];
  let cancelGathering: (() => void) | undefined;
  let cancelRetry: (() => void) | undefined;
  let turn: Promise<void> = Promise.resolve();

  connection.addEventListener('negotiationneeded', () => void offer());
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) {
      candidates.push(candidate.toJSON());
      cancelGathering ??= schedule(sendCandidates, CANDIDATES_GATHER_MS);
    } else {
      cancelGathering?.();
      // Not within this event: they must not overtake their description.
      cancelGathering = schedule(sendCandidates, 0);
    }
  });
  connection.addEventListener('track', (event) => onTrack(event.track));
  connection.addEventListener('connectionstatechange', follow);
  if (isOffering) connection.addTransceiver(track ?? 'audio', { direction: 'sendrecv' });
  planRetry();

  function sendCandidates(): void {
    cancelGathering = undefined;
    if (isClosed || candidates.length === 0) return;
    send({ candidates });
    candidates = [];
  }

  async function offer(): Promise<void> {
    if (isClosed) return;
    isMakingOffer = true;
    try {
      await connection.setLocalDescription();
      tellDescription();
    } catch {
      // The connection ended, or the other one's offer came first: then there is nothing to say.
    } finally {
      isMakingOffer = false;
    }
  }

  function tellDescription(): void {
    const description = connection.localDescription;
    if (isClosed || !description) return;
    send({ description: { type: description.type, sdp: askForFewPackets(description.sdp) } });
  }

  async function take({ description, candidates: theirs = [], again }: PeerSignal): Promise<void> {
    if (isClosed) return;
    if (description) await takeDescription(description);
    for (const candidate of theirs) {
      try {
        await connection.addIceCandidate(candidate);
      } catch (error) {
        // Of an offer that was not taken.
        if (!isIgnoringOffer) throw error;
      }
    }
    if (again === true && isOffering) offerAnew();
  }

  async function takeDescription(description: RTCSessionDescriptionInit): Promise<void> {
    const isColliding =
      description.type === 'offer' && (isMakingOffer || connection.signalingState !== 'stable');
    isIgnoringOffer = isOffering && isColliding;
    if (isIgnoringOffer) return;
    // An answer to an offer that was withdrawn meanwhile.
    if (description.type === 'answer' && connection.signalingState !== 'have-local-offer') return;
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    const [transceiver] = connection.getTransceivers();
    if (transceiver) {
      transceiver.direction = 'sendrecv';
      await transceiver.sender.replaceTrack(track);
    }
    await connection.setLocalDescription();
    tellDescription();
  }

  function follow(): void {
    if (isClosed) return;
    switch (connection.connectionState) {
      case 'connected':
        tries = 0;
        cancelRetry?.();
        cancelRetry = undefined;
        onLink('connected');
        break;
      case 'disconnected':
        planRetry(BROKEN_PATIENCE_MS);
        break;
      case 'failed':
        onLink('lost');
        planRetry(0);
        break;
      default:
        break;
    }
  }

  function planRetry(delayMs = Math.min(FIRST_RETRY_MS * RETRY_GROWTH ** tries, LONGEST_RETRY_MS)): void {
    cancelRetry?.();
    cancelRetry = schedule(() => {
      if (isClosed || connection.connectionState === 'connected') return;
      tries += 1;
      if (tries > 1) onLink('lost');
      if (isOffering) offerAnew();
      else send({ again: true });
      planRetry();
    }, delayMs);
  }

  /** What was offered before may never have arrived. */
  function offerAnew(): void {
    if (connection.signalingState === 'have-local-offer') tellDescription();
    else connection.restartIce();
  }

  return {
    connection,
    receive(signal) {
      // One after the other: a candidate must not overtake the description that it belongs to.
      turn = turn.then(() => take(signal)).catch(() => undefined);
      return turn;
    },
    setTrack(next) {
      track = next;
      const [transceiver] = connection.getTransceivers();
      transceiver?.sender.replaceTrack(next).catch(() => undefined);
    },
    restart() {
      if (isClosed) return;
      if (isOffering) offerAnew();
      else send({ again: true });
    },
    close() {
      isClosed = true;
      cancelGathering?.();
      cancelRetry?.();
      connection.close();
    },
  };
}

/** A track, as far as voice touches it. */
export function fakeTrack(name: string): MediaStreamTrack {
  const track = new EventTarget() as MediaStreamTrack;
  return Object.assign(track, {
    id: name,
    kind: 'audio',
    enabled: true,
    readyState: 'live',
    stop: () => undefined,
  });
}

interface FakeTransceiver {
  direction: RTCRtpTransceiverDirection;
  sender: { track: MediaStreamTrack | null; replaceTrack(track: MediaStreamTrack | null): Promise<void> };
}

/**
 * The signalling half of an RTCPeerConnection: its states, its implicit descriptions and rollback, and its refusals, as the
 * recommendation has them. It is connected as soon as both sides agree and `isReachable` says that there is a way.
 */
export class FakeConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { type: RTCSdpType; sdp: string } | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: string[] = [];
  readonly name: string;
  isReachable = true;
  /** Whether it says that no more candidates will come. */
  isGatheringEnded = true;
  restarts = 0;
  #offers = 0;
  #isNegotiationPlanned = false;

  constructor(name: string) {
    super();
    this.name = name;
  }

  addTransceiver(kind: string | MediaStreamTrack): void {
    this.transceivers.push(makeTransceiver(typeof kind === 'string' ? null : kind));
    this.#needNegotiation();
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  getReceivers(): { getSynchronizationSources(): { audioLevel: number }[] }[] {
    return [{ getSynchronizationSources: () => [{ audioLevel: this.level }] }];
  }

  /** How loud is what arrives. */
  level = 0;

  restartIce(): void {
    this.restarts += 1;
    this.#needNegotiation();
  }

  setLocalDescription(): Promise<void> {
    this.#refuseIfClosed();
    if (this.signalingState === 'have-remote-offer') {
      this.localDescription = {
        type: 'answer',
        sdp: describe(`answer of ${this.name}`),
      };
      this.signalingState = 'stable';
      this.#settle();
    } else {
      this.#offers += 1;
      this.localDescription = { type: 'offer', sdp: describe(`offer ${this.#offers} of ${this.name}`) };
      this.signalingState = 'have-local-offer';
    }
    this.#gather();
    return Promise.resolve();
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.#refuseIfClosed();
    if (description.type === 'answer' && this.signalingState !== 'have-local-offer') {
      return Promise.reject(new DOMException('no offer', 'InvalidStateError'));
    }
    this.remoteDescription = description;
    if (description.type === 'offer') {
      // With an offer of one's own this is a rollback.
      this.signalingState = 'have-remote-offer';
      if (this.transceivers.length === 0) this.transceivers.push(makeTransceiver(null));
      this.#hearTrack();
    } else {
      this.signalingState = 'stable';
      this.#hearTrack();
      this.#settle();
    }
    return Promise.resolve();
  }

  addIceCandidate({ candidate = '' }: RTCIceCandidateInit): Promise<void> {
    this.#refuseIfClosed();
    if (!this.remoteDescription) return Promise.reject(new DOMException('too early', 'InvalidStateError'));
    this.candidates.push(candidate);
    return Promise.resolve();
  }

  close(): void {
    this.connectionState = 'closed';
    this.signalingState = 'closed';
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  #settle(): void {
    if (this.isReachable && this.connectionState !== 'connected') this.become('connected');
  }

  #gather(): void {
    const candidate = { toJSON: () => ({ candidate: `${this.name} ${this.#offers}` }) };
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
    if (this.isGatheringEnded)
      this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: null }));
  }

  #hearTrack(): void {
    this.dispatchEvent(Object.assign(new Event('track'), { track: fakeTrack(`to ${this.name}`) }));
  }

  #needNegotiation(): void {
    if (this.#isNegotiationPlanned) return;
    this.#isNegotiationPlanned = true;
    queueMicrotask(() => {
      this.#isNegotiationPlanned = false;
      if (this.signalingState === 'stable') this.dispatchEvent(new Event('negotiationneeded'));
    });
  }

  #refuseIfClosed(): void {
    if (this.signalingState === 'closed') throw new DOMException('closed', 'InvalidStateError');
  }
}

const describe = (what: string): string => `m=audio ${what}\r\na=rtpmap:111 opus/48000/2\r\n`;

function makeTransceiver(track: MediaStreamTrack | null): FakeTransceiver {
  const sender = {
    track,
    replaceTrack(next: MediaStreamTrack | null): Promise<void> {
      sender.track = next;
      return Promise.resolve();
    },
  };
  return { direction: 'recvonly', sender };
}

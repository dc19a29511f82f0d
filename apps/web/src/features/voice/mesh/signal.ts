/** What two pages tell each other by way of the server. */
export interface PeerSignal {
  description?: RTCSessionDescriptionInit;
  candidates?: RTCIceCandidateInit[];
  /** "Nothing came of it: offer anew", to the one whose part it is to offer. */
  again?: true;
}

/** A signal with its pages: one that is for another page of the same person is void. */
export interface AddressedSignal extends PeerSignal {
  from: string;
  to: string;
}

/** Reads what came over the wire, where anybody may have written anything. @returns undefined where it is no signal */
export function readSignal(data: unknown): AddressedSignal | undefined {
  if (!isRecord(data) || typeof data.from !== 'string' || typeof data.to !== 'string') return undefined;
  const { description, candidates, again } = data;
  return {
    from: data.from,
    to: data.to,
    ...(isDescription(description) && { description }),
    ...(Array.isArray(candidates) && { candidates: candidates.filter(isCandidate) }),
    ...(again === true && { again }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isDescription(value: unknown): value is RTCSessionDescriptionInit {
  return (
    isRecord(value) &&
    (value.type === 'offer' || value.type === 'answer') &&
    typeof value.sdp === 'string' &&
    isOneVoice(value.sdp)
  );
}

/** A picture or a channel for data beside the voice would cost the others' traffic, and nobody asked for it. */
function isOneVoice(sdp: string): boolean {
  const media = sdp.match(/^m=\S+/gm) ?? [];
  return media.length === 1 && media[0] === 'm=audio';
}

function isCandidate(value: unknown): value is RTCIceCandidateInit {
  return isRecord(value) && typeof value.candidate === 'string';
}

import type { Server } from 'socket.io';
import type { SharedJson } from './shared-json.js';

/** Socket.io's, which has its own types of bytes and of an enum that it does not hand out. */
interface Encoder {
  encode(packet: { type: number; nsp: string; id?: number; data?: unknown }): unknown[];
}

/** PacketType.ACK of socket.io-parser. */
const ACK = 3;
const MAIN_NAMESPACE = '/';

/**
 * Lets answers to clients carry what they share as the JSON that was made of it once. A thousand people who come into a
 * room are told of the same people and the same messages, 20 KB each, which Socket.io would turn into text for each of them.
 */
export function shareAnswers(io: Pick<Server, 'encoder'>, shared: SharedJson): void {
  const encoder: Encoder = io.encoder;
  const encode = encoder.encode.bind(encoder);
  encoder.encode = (packet) => {
    const data = packet.type === ACK && packet.nsp === MAIN_NAMESPACE ? dataOf(packet.data) : undefined;
    const text = data && shared.textOf(data);
    return text === undefined ? encode(packet) : [`${ACK}${packet.id ?? ''}[{"ok":true,"data":${text}}]`];
  };
}

/** Of an answer of the contract that says yes. */
function dataOf(packetData: unknown): object | undefined {
  if (!Array.isArray(packetData) || packetData.length !== 1) return undefined;
  const [answer] = packetData as [unknown];
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || !('data' in answer))
    return undefined;
  const { ok, data } = answer;
  return ok === true && typeof data === 'object' && data !== null ? data : undefined;
}

import { WebSocket } from 'ws';
import { connectFrame, eventFrame, PONG_FRAME, readFrame, type Wire } from './wire.js';

/** One connection, with next to nothing around it: what is measured is the server. */
export interface Viewer {
  /** @returns the answer's JSON. @throws Error when the server refuses */
  ask(frameOf: (ackId: number) => string): Promise<string>;
  close(): void;
}

export interface ViewerOptions {
  wire: Wire;
  /** `http://host:port` */
  url: string;
  token: string;
  roomId: string;
  onEvent: (payload: string, bytes: number) => void;
  /** The line broke, which it never should. */
  onLost: () => void;
}

/** Connects and goes into the room. */
export function enterRoom(options: ViewerOptions): Promise<Viewer> {
  const { wire, url, token, roomId, onEvent, onLost } = options;
  const path = wire === 'socket.io' ? '/socket.io/?EIO=4&transport=websocket' : '/';
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { perMessageDeflate: false });
  const answers = new Map<number, { resolve: (data: string) => void; reject: (error: Error) => void }>();
  let lastAckId = 0;
  let isClosed = false;

  const ask: Viewer['ask'] = (frameOf) =>
    new Promise((resolve, reject) => {
      lastAckId += 1;
      answers.set(lastAckId, { resolve, reject });
      socket.send(frameOf(lastAckId));
    });

  const viewer: Viewer = {
    ask,
    close() {
      isClosed = true;
      socket.terminate();
    },
  };

  return new Promise((resolve, reject) => {
    const join = (): void => {
      ask((ackId) => eventFrame(wire, 'room:join', { roomId }, ackId)).then(() => resolve(viewer), reject);
    };
    if (wire === 'ws') socket.on('open', join);
    socket.on('error', reject);
    socket.on('close', () => {
      if (isClosed) return;
      reject(new Error('the connection ended'));
      onLost();
    });
    socket.on('message', (data: Buffer) => {
      // Names and texts here are ASCII, which this reads fastest.
      const frame = readFrame(wire, data.toString('latin1'));
      switch (frame.type) {
        case 'event':
          onEvent(frame.payload, data.length);
          break;
        case 'ack': {
          const answer = answers.get(frame.ackId);
          answers.delete(frame.ackId);
          if (frame.data.startsWith('[{"ok":true')) answer?.resolve(frame.data);
          else answer?.reject(new Error(`refused: ${frame.data.slice(0, 300)}`));
          break;
        }
        case 'ping':
          socket.send(PONG_FRAME);
          break;
        case 'open':
          socket.send(connectFrame(token));
          break;
        case 'connected':
          join();
          break;
        case 'refused':
          reject(new Error(`refused: ${frame.reason}`));
          break;
        case 'other':
      }
    });
  });
}

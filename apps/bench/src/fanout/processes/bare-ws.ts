// WebSockets and nothing else: as little as a server can do for each message.
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { chatTold, readSamples, seekTold } from '../samples.js';
import { bareAck } from '../wire.js';

const samples = readSamples(process.env);
const rooms = new Map<string, Set<WebSocket>>();
const httpServer = createServer();
const server = new WebSocketServer({ server: httpServer, perMessageDeflate: false });

function tell(roomId: string, event: string, payload: object): void {
  const text = JSON.stringify([event, payload]);
  for (const other of rooms.get(roomId) ?? []) other.send(text);
}

server.on('connection', (socket) => {
  let roomId = '';
  socket.on('message', (data: Buffer) => {
    const [event, payload, ackId] = JSON.parse(data.toString()) as [
      string,
      { roomId: string; position: number; content: string },
      number,
    ];
    const answer = (told: object): void => socket.send(bareAck(ackId, { ok: true, data: told }));
    switch (event) {
      case 'room:join':
        roomId = payload.roomId;
        rooms.set(roomId, (rooms.get(roomId) ?? new Set()).add(socket));
        answer({});
        break;
      case 'video:seek': {
        const told = seekTold(samples, payload.position);
        tell(roomId, 'video:state_changed', told);
        answer(told);
        break;
      }
      case 'chat:message': {
        const told = chatTold(samples, payload.content);
        tell(roomId, 'chat:new_message', told);
        answer(told);
        break;
      }
      default:
    }
  });
  socket.on('close', () => {
    const others = rooms.get(roomId);
    if (others?.delete(socket) && others.size === 0) rooms.delete(roomId);
  });
});

httpServer.listen(Number(process.env.PORT), '127.0.0.1');

// Socket.io and nothing else: whoever may connect may do everything, and nothing is kept.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { chatTold, readSamples, seekTold } from '../samples.js';

type AckOf = (answer: object) => void;

const samples = readSamples(process.env);
const httpServer = createServer();
const io = new Server(httpServer, { serveClient: false });

io.on('connection', (socket) => {
  let roomId = '';
  socket.on('room:join', async (payload: { roomId: string }, ack: AckOf) => {
    roomId = payload.roomId;
    await socket.join(roomId);
    ack({ ok: true, data: {} });
  });
  socket.on('video:seek', ({ position }: { position: number }, ack: AckOf) => {
    const told = seekTold(samples, position);
    io.to(roomId).emit('video:state_changed', told);
    ack({ ok: true, data: { playback: told.playback } });
  });
  socket.on('chat:message', ({ content }: { content: string }, ack: AckOf) => {
    const told = chatTold(samples, content);
    io.to(roomId).emit('chat:new_message', told);
    ack({ ok: true, data: told });
  });
});

httpServer.listen(Number(process.env.PORT), '127.0.0.1');

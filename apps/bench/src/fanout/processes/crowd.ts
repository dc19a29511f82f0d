// A process full of clients. The bench has several: one event loop would be what is measured.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CrowdAnswers, CrowdReply, CrowdRequest, Entry, Heard } from '../crowd-messages.js';
import { monotonicMs } from '../monotonic.js';
import { enterRoom, type Viewer } from '../viewer.js';
import { actFrame, actHeard, type Wire } from '../wire.js';

interface Group {
  wire: Wire;
  viewers: Viewer[];
  arrivals: Map<number, number[]>;
  bytes: number;
  sample?: string;
  lost: number;
}

const groups = new Map<string, Group>();

function groupOf(name: string): Group {
  const group = groups.get(name);
  if (!group) throw new Error(`nobody has come as ${name}`);
  return group;
}

async function enter({
  group: name,
  wire,
  url,
  guests,
  inFlight,
}: CrowdRequest & { do: 'enter' }): Promise<Entry[]> {
  const group: Group = { wire, viewers: [], arrivals: new Map(), bytes: 0, lost: 0 };
  groups.set(name, group);
  const onEvent = (payload: string, bytes: number): void => {
    const id = actHeard('seek', payload) ?? actHeard('chat', payload);
    if (id === undefined) return;
    const atMs = monotonicMs();
    const known = group.arrivals.get(id);
    if (known) known.push(atMs);
    else group.arrivals.set(id, [atMs]);
    group.bytes += bytes;
    group.sample ??= payload;
  };
  const entries: Entry[] = [];
  let next = 0;
  const door = async (): Promise<void> => {
    for (let index = next++; ; index = next++) {
      const guest = guests[index];
      if (!guest) return;
      const startMs = monotonicMs();
      group.viewers[index] = await enterRoom({
        wire,
        url,
        ...guest,
        onEvent,
        onLost: () => (group.lost += 1),
      });
      const atMs = monotonicMs();
      entries.push({ atMs, tookMs: atMs - startMs });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, door));
  return entries;
}

async function act({ group: name, plan }: CrowdRequest & { do: 'act' }): Promise<CrowdAnswers['act']> {
  const { viewers, wire } = groupOf(name);
  const startMs = monotonicMs();
  const sent: CrowdAnswers['act'] = [];
  const answers: Promise<string>[] = [];
  for (const { act: kind, id, by, afterMs } of plan) {
    await sleep(Math.max(0, startMs + afterMs - monotonicMs()));
    const viewer = viewers[by];
    if (!viewer) throw new Error(`nobody has come as number ${by}`);
    sent.push([id, monotonicMs()]);
    answers.push(viewer.ask((ackId) => actFrame(wire, kind, id, ackId)));
  }
  await Promise.all(answers);
  return sent;
}

function collect(name: string): Heard {
  const group = groupOf(name);
  const { arrivals, bytes, sample, lost } = group;
  const heard = { arrivals: [...arrivals], bytes, ...(sample !== undefined && { sample }), lost };
  group.arrivals = new Map();
  group.bytes = 0;
  return heard;
}

function leave(name: string): null {
  for (const viewer of groups.get(name)?.viewers ?? []) viewer.close();
  groups.delete(name);
  return null;
}

async function answer(request: CrowdRequest): Promise<CrowdAnswers[keyof CrowdAnswers]> {
  switch (request.do) {
    case 'enter':
      return enter(request);
    case 'act':
      return act(request);
    case 'collect':
      return collect(request.group);
    case 'leave':
      return leave(request.group);
  }
}

process.on('message', (request: CrowdRequest) => {
  const reply = (message: CrowdReply): void => void process.send?.(message);
  answer(request).then(
    (data) => reply({ ok: true, data }),
    (error: unknown) => reply({ ok: false, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());

import { type ChildProcess, fork } from 'node:child_process';
import type { CrowdAnswers, CrowdReply, CrowdRequest } from './crowd-messages.js';

/** A process full of clients, asked one thing at a time. */
export interface Crowd {
  ask<R extends CrowdRequest>(request: R): Promise<CrowdAnswers[R['do']]>;
  stop(): void;
}

/** @param entry the built `processes/crowd.ts` */
export function startCrowd(entry: string): Crowd {
  const child: ChildProcess = fork(entry, { serialization: 'advanced', execArgv: [] });
  let turn: Promise<unknown> = Promise.resolve();

  const ask = (request: CrowdRequest): Promise<CrowdAnswers[keyof CrowdAnswers]> =>
    new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('a process of clients has ended'));
      child.once('exit', ended);
      child.once('message', (reply: CrowdReply) => {
        child.off('exit', ended);
        if (reply.ok) resolve(reply.data);
        else reject(new Error(reply.error));
      });
      child.send(request);
    });

  return {
    ask<R extends CrowdRequest>(request: R) {
      const answer = turn.then(() => ask(request));
      turn = answer.catch(() => undefined);
      return answer as Promise<CrowdAnswers[R['do']]>;
    },
    stop: () => child.disconnect(),
  };
}

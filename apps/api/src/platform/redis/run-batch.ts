import type { ChainableCommander } from 'ioredis';

/**
 * Sends what the pipeline holds in one round trip and returns the answers in order.
 * @throws the first error of any of its commands; ioredis itself would hand errors back among the answers.
 */
export async function runBatch(batch: ChainableCommander): Promise<unknown[]> {
  const answers = (await batch.exec()) ?? [];
  return answers.map(([error, answer]) => {
    if (error) throw error;
    return answer;
  });
}

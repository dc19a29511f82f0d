import type { Cluster, Redis } from 'ioredis';

/** Knows whether every node that owns a part of the keys stands, which the client's own status does not tell. */
export interface ClusterWatch {
  isWhole(): boolean;
}

/**
 * @param changed called whenever the answer may have become another one
 */
export function watchCluster(cluster: Cluster, changed: () => void): ClusterWatch {
  let owners: ReadonlySet<string> = new Set();

  // A node is connected to when a first command goes there, and what is sent until the connection stands would fail.
  // While the cluster itself is not ready its own questions are such first commands.
  function warm(node: Redis): void {
    if (cluster.status === 'ready' && node.status === 'wait') node.connect().catch(toldByItsEvents);
  }

  cluster.on('refresh', () => {
    owners = new Set(cluster.slots.flatMap(([owner]) => owner ?? []));
    changed();
  });
  cluster.on('ready', () => {
    for (const node of cluster.nodes('master')) warm(node);
    changed();
  });
  cluster.on('+node', (node: Redis) => {
    node.on('ready', changed);
    // Not at once: it may have been met by being told to go there (MOVED), and that command goes first.
    setImmediate(warm, node);
  });
  cluster.on('-node', changed);

  return {
    isWhole() {
      if (cluster.status !== 'ready' || owners.size === 0) return false;
      const standing = cluster.nodes('master').filter(({ status }) => status === 'ready');
      const names = new Set(standing.map(({ options }) => `${options.host}:${options.port}`));
      return [...owners].every((owner) => names.has(owner));
    },
  };
}

function toldByItsEvents(): void {
  // The node ends, which is an event of the cluster.
}

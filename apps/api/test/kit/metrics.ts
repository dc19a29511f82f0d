import type { TestNode } from './installation.js';

/** One sample of a scrape. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface Scrape {
  text: string;
  samples: Sample[];
  /** The names of the metrics, as HELP tells them. */
  names: string[];
  /** The sum over all series of a name that have these labels. */
  sum(name: string, labels?: Record<string, string>): number;
}

export async function scrape(node: TestNode): Promise<Scrape> {
  const response = await fetch(`http://127.0.0.1:${node.app.metricsPort}/metrics`);
  const text = await response.text();
  if (!response.ok) throw new Error(`metrics answered ${response.status}`);
  const samples = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name, labels = '', value]) => ({
    name: name!,
    labels: Object.fromEntries(
      [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, content]) => [key!, content!]),
    ),
    value: Number(value),
  }));
  return {
    text,
    samples,
    names: [...text.matchAll(/^# HELP (\w+)/gm)].map(([, name]) => name!),
    sum: (name, labels = {}) =>
      samples
        .filter((sample) => sample.name === name)
        .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
        .reduce((total, { value }) => total + value, 0),
  };
}

/**
 * @param values in any order, at least one
 * @param share of the values that lie at or below the answer, 0 to 1
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  const value = sorted[index];
  if (value === undefined) throw new Error('no values to take a percentile of');
  return value;
}

/** How values are spread, in their own unit; all of it undefined where there were none. */
export interface Distribution {
  count: number;
  p50?: number;
  p95?: number;
  p99?: number;
  max?: number;
}

export function distributionOf(values: readonly number[]): Distribution {
  if (values.length === 0) return { count: 0 };
  return {
    count: values.length,
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    p99: percentile(values, 0.99),
    max: percentile(values, 1),
  };
}

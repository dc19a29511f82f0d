export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Keeps what can be had again. It may forget anything at any time, and never fails: a failure is a miss. */
export interface Cache {
  /** A copy of what was set, or undefined. The caller checks its shape: an older release may have set it. */
  get(key: string): Promise<unknown>;
  /** Keeps the value for `ttlMs`. A time that has passed already forgets the key. */
  set(key: string, value: JsonValue, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}

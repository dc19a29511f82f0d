/** The one part of Node that tests of the app use; its types as a whole would let Node slip into the app's code. */
declare module 'node:util' {
  export const TextEncoder: typeof globalThis.TextEncoder;
  export const TextDecoder: typeof globalThis.TextDecoder;
}

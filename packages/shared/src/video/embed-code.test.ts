import { describe, expect, it } from '@jest/globals';
import { embeddedAddress } from './embed-code.js';

describe('the code of a frame', () => {
  it.each([
    ['<iframe src="https://a.example/x"></iframe>', 'https://a.example/x'],
    ["<IFRAME allow='autoplay' SRC = 'https://a.example/x'>", 'https://a.example/x'],
    ['<iframe width=560 src=https://a.example/x allowfullscreen></iframe>', 'https://a.example/x'],
    ['<iframe src="https://a.example/x?a=1&amp;b=2&#38;c=3"></iframe>', 'https://a.example/x?a=1&b=2&c=3'],
    ['<iframe src="//a.example/x"></iframe>', 'https://a.example/x'],
  ])('[VD1] %s has one address', (code, address) => expect(embeddedAddress(code)).toBe(address));

  it.each([
    'https://a.example/x',
    '<iframe></iframe>',
    '<iframe data-src="https://a.example/x"></iframe>',
    '<iframe src="https://a.example/x" src="https://b.example/y"></iframe>',
    '<iframe src="https://a.example/x"></iframe><script>alert(1)</script>',
    '<iframe src="https://a.example/x"><b>',
    '<script src="https://a.example/x"></script>',
    '<video src="https://a.example/x.mp4"></video>',
    'before <iframe src="https://a.example/x"></iframe>',
  ])('[VD1] %s is none', (code) => expect(embeddedAddress(code)).toBeUndefined());
});

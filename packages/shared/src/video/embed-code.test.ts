import { describe, expect, it } from '@jest/globals';
import { embeddedAddress } from './embed-code.js';

describe('the code of a frame', () => {
  it.each([
    ['<iframe src="https://a.example/x"></iframe>', 'https://a.example/x'],
    ["<IFRAME allow='autoplay' SRC = 'https://a.example/x'>", 'https://a.example/x'],
    ['<iframe width=560 src=https://a.example/x?a=1 allowfullscreen></iframe>', 'https://a.example/x?a=1'],
    ['<iframe/src="https://a.example/x"/>', 'https://a.example/x'],
    ['<iframe\n\tsrc="https://a.example/x"\n></iframe>', 'https://a.example/x'],
    ['<iframe width="5"src="https://a.example/x"></iframe>', 'https://a.example/x'],
    [
      '<iframe src="https://a.example/x?a=1&amp;b=2&#38;c=3&#x26;d=4"></iframe>',
      'https://a.example/x?a=1&b=2&c=3&d=4',
    ],
    ['<iframe src="https://a.example/x?a=1&b=2&copy=3"></iframe>', 'https://a.example/x?a=1&b=2&copy=3'],
    [
      '<iframe src="https://a.example/&quot;&apos;&lt;&gt;&#0;&#x110000;"></iframe>',
      'https://a.example/"\'<>&#0;&#x110000;',
    ],
    ['<iframe src="&#x68;ttps://a.example/x"></iframe>', 'https://a.example/x'],
    ['<iframe src="//a.example/x"></iframe>', 'https://a.example/x'],
    ['<iframe title="a > b" src="https://a.example/x"></iframe>', 'https://a.example/x'],
    [`<iframe title=' src="https://b.example/y"' src="https://a.example/x"></iframe>`, 'https://a.example/x'],
    ['<iframe data-src="https://b.example/y" src="https://a.example/x"></iframe>', 'https://a.example/x'],
    ['<div class="w"><iframe src="https://a.example/x"></iframe></div>', 'https://a.example/x'],
    [
      '<iframe src="https://a.example/x"></iframe><script src="https://b.example/y.js"></script>',
      'https://a.example/x',
    ],
    ['<iframe srcdoc="<b>" src="https://a.example/x" onload="alert(1)"></iframe>', 'https://a.example/x'],
  ])('[VD7] %s has one address', (code, address) => expect(embeddedAddress(code)).toBe(address));

  it.each([
    'https://a.example/x',
    '<iframe></iframe>',
    '<iframe src></iframe>',
    '<iframe data-src="https://a.example/x"></iframe>',
    '<iframe srcdoc="&lt;script>alert(1)&lt;/script>"></iframe>',
    '<iframe src="https://a.example/x" src="https://b.example/y"></iframe>',
    '<iframe src="https://a.example/x"></iframe><iframe src="https://b.example/y"></iframe>',
    '<iframe src="https://a.example/x"><IFRAME/src="https://b.example/y">',
    '<iframe src="https://a.example/x"',
    '<iframe src="https://a.example/x',
    '<iframe src="https://a.example/x" <b>',
    '<iframes src="https://a.example/x"></iframes>',
    '<script src="https://a.example/x"></script>',
    '<video src="https://a.example/x.mp4"></video>',
    'before <iframe src="https://a.example/x"></iframe>',
  ])('[VD7] %s is none', (code) => expect(embeddedAddress(code)).toBeUndefined());
});

import { beforeEach, describe, expect, it } from '@jest/globals';

import { followKey } from './row-focus.js';

describe('messages by keyboard', () => {
  let list: HTMLElement;
  const focused = () => (document.activeElement as HTMLElement).dataset.messageId;

  beforeEach(() => {
    document.body.innerHTML =
      '<div id="list" tabindex="0"><p data-message-id="a" tabindex="-1"></p><p data-message-id="b" tabindex="-1"></p></div><input>';
    list = document.querySelector<HTMLElement>('#list') ?? document.body;
    list.focus();
  });

  it('begin with the latest and go on by arrows, to either end', () => {
    expect([followKey(list, 'ArrowUp'), focused()]).toEqual([true, 'b']);
    expect([followKey(list, 'ArrowUp'), focused()]).toEqual([true, 'a']);
    expect([followKey(list, 'ArrowUp'), focused()]).toEqual([false, 'a']);
    expect([followKey(list, 'ArrowDown'), focused()]).toEqual([true, 'b']);
  });

  it('open their menu by Enter', () => {
    let asked = 0;
    list.addEventListener('contextmenu', () => (asked += 1));
    expect(followKey(list, 'Enter')).toBe(false);
    followKey(list, 'ArrowUp');
    expect([followKey(list, 'Enter'), asked]).toEqual([true, 1]);
  });

  it('leave other keys, and other fields, alone', () => {
    document.querySelector('input')?.focus();
    expect([followKey(list, 'ArrowUp'), followKey(list, 'x')]).toEqual([false, false]);
  });
});

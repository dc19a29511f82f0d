import { describe, expect, it } from '@jest/globals';

import { isKeptFromEnd } from './list-anchor.js';

const rows = (keys: string) => [...keys].map((key) => ({ key }));
const isKept = (after: string) => isKeptFromEnd(rows('abcd'), rows(after), 'c');

describe('the place of who reads', () => {
  it('is kept from the end when rows come or go above it', () => {
    expect([isKept('xyabcd'), isKept('acd')]).toEqual([true, true]);
  });

  it('is kept from the start when they do so below it', () => {
    expect([isKept('abcde'), isKept('abc')]).toEqual([false, false]);
  });

  it('stays where nothing came or went, and where it is unknown', () => {
    expect([isKept('abcd'), isKept('abXd'), isKeptFromEnd(rows('ab'), rows('xab'), 'z')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

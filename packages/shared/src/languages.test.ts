import { describe, expect, it } from '@jest/globals';
import { languageOf } from './languages.js';

describe('languageOf', () => {
  it.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['be', 'ru'],
    ['en', 'en'],
    ['en_GB', 'en'],
    ['de', 'en'],
    ['', 'en'],
  ])('reads %j as %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

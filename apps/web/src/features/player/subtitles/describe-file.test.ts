import { describe, expect, it } from '@jest/globals';

import { describeAddress, describeFile } from './describe-file.js';

describe('the name of subtitles', () => {
  it.each([
    ['Фильм.srt', { label: 'Фильм' }],
    ['Film.2019.RU.srt', { label: 'Film.2019', language: 'ru' }],
    ['film.pt-BR.vtt', { label: 'film', language: 'pt-br' }],
    ['.srt', { label: '.srt' }],
    ['', { label: '?' }],
  ])('of the file %j', (name, described) => {
    expect(describeFile(name)).toEqual(described);
  });

  it('has a bound', () => {
    expect(describeFile(`${'x'.repeat(300)}.srt`).label).toHaveLength(100);
  });

  it.each([
    ['https://a.example/x/%D0%A4.en.vtt?k=1', { label: 'Ф', language: 'en' }],
    ['https://a.example/%E0%A4%A', { label: '%E0%A4%A' }],
    ['https://a.example/', { label: 'a.example' }],
  ])('of the address %s', (address, described) => {
    expect(describeAddress(address)).toEqual(described);
  });
});

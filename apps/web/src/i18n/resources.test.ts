import { ERROR_STATUS, PLATFORMS } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { LANGUAGES, type Language } from './languages.js';
import { en, ru } from './resources.js';

type Tree = string | { readonly [key: string]: Tree };

const RESOURCES: Record<Language, Record<string, Tree>> = { ru, en };
const PLURAL_SUFFIX = /_(zero|one|two|few|many|other)$/;

function leavesOf(tree: Tree, path = ''): [path: string, text: string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree).flatMap(([key, branch]) =>
    leavesOf(branch, path === '' ? key : `${path}.${key}`),
  );
}

function keysOf(language: Language, namespace: string): string[] {
  return leavesOf(RESOURCES[language][namespace] ?? {}).map(([key]) => key);
}

/** A plural counts as one key: languages differ in how many forms they need. */
function meaningsOf(language: Language, namespace: string): string[] {
  return [...new Set(keysOf(language, namespace).map((key) => key.replace(PLURAL_SUFFIX, '')))].sort();
}

function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name ?? ''))].sort();
}

describe.each(Object.keys(en))('namespace %s', (namespace) => {
  it('says the same things in every language', () => {
    for (const language of LANGUAGES) {
      expect({ language, keys: meaningsOf(language, namespace) }).toEqual({
        language,
        keys: meaningsOf('en', namespace),
      });
    }
  });

  it.each(LANGUAGES)('has every plural form that %s needs, and no other', (language) => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.slice().sort();
    const forms = new Map<string, string[]>();
    for (const key of keysOf(language, namespace)) {
      const form = PLURAL_SUFFIX.exec(key)?.[1];
      const stem = key.replace(PLURAL_SUFFIX, '');
      if (form !== undefined) forms.set(stem, [...(forms.get(stem) ?? []), form].sort());
    }
    expect(Object.fromEntries(forms)).toEqual(
      Object.fromEntries([...forms.keys()].map((stem) => [stem, categories])),
    );
  });

  it('has no empty text', () => {
    for (const language of LANGUAGES) {
      const empty = leavesOf(RESOURCES[language][namespace] ?? {}).filter(([, text]) => text.trim() === '');
      expect({ language, empty }).toEqual({ language, empty: [] });
    }
  });

  it('fills the same blanks in every language', () => {
    const blanksOf = (language: Language) => {
      const blanks = new Map<string, Set<string>>();
      for (const [key, text] of leavesOf(RESOURCES[language][namespace] ?? {})) {
        const stem = key.replace(PLURAL_SUFFIX, '');
        blanks.set(stem, new Set([...(blanks.get(stem) ?? []), ...placeholdersOf(text)]));
      }
      return Object.fromEntries([...blanks].map(([stem, names]) => [stem, [...names].sort()]));
    };
    expect(blanksOf('ru')).toEqual(blanksOf('en'));
  });
});

describe('texts for closed lists', () => {
  it('has a sentence for every error code and for a lost network', () => {
    expect(Object.keys(en.errors.code).sort()).toEqual([...Object.keys(ERROR_STATUS), 'network'].sort());
  });

  it('has a name for every platform', () => {
    expect(Object.keys(en.common.platform).sort()).toEqual([...PLATFORMS].sort());
  });

  it.each(LANGUAGES)('never shouts about an error in %s', (language) => {
    const shouted = leavesOf(RESOURCES[language].errors ?? {}).filter(([, text]) => text.includes('!'));
    expect(shouted).toEqual([]);
  });
});

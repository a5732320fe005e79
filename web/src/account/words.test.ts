import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';
import { ACCOUNT_WORDS, named } from './words';

describe("the account's words", () => {
  it('have the same entries in every language, none empty', () => {
    for (const language of LANGUAGES) {
      const words = ACCOUNT_WORDS[language];
      expect(Object.keys(words).sort()).toEqual(Object.keys(ACCOUNT_WORDS.en).sort());
      for (const part of ['permissionNames', 'roleNames', 'problems'] as const) {
        expect(Object.keys(words[part]).sort()).toEqual(Object.keys(ACCOUNT_WORDS.en[part]).sort());
      }
      expect(Object.values(words)).not.toContain('');
    }
  });

  it('are translated', () => {
    for (const language of ['fa', 'zh'] as const) {
      const same = Object.entries(ACCOUNT_WORDS[language]).filter(
        ([key, text]) => typeof text === 'string' && text === ACCOUNT_WORDS.en[key as 'key'],
      );
      expect(same).toEqual([]);
    }
  });

  it('name what they do not know by its own name', () => {
    expect(named(ACCOUNT_WORDS.en.roleNames, 'admin')).toBe('Administrator');
    expect(named(ACCOUNT_WORDS.en.roleNames, 'brand_new')).toBe('brand_new');
  });
});

import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fa } from './fa';
import { LANGUAGE_NAMES, LANGUAGES, messagesIn, preferred, saying } from './messages';
import { zh } from './zh';
import { Problem } from '../exchange/problem';

const CATALOGUES = { en, fa, zh };

describe('catalogues', () => {
  it('have the same entries, none of them empty', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(CATALOGUES[language]).sort()).toEqual(Object.keys(CATALOGUES.en).sort());
      expect(Object.keys(CATALOGUES[language].problems).sort()).toEqual(Object.keys(CATALOGUES.en.problems).sort());
      expect(Object.values(CATALOGUES[language])).not.toContain('');
    }
  });

  it('are translated: no sentence of another language is the English one', () => {
    for (const language of ['fa', 'zh'] as const) {
      const same = Object.entries(CATALOGUES[language]).filter(
        ([key, text]) =>
          typeof text === 'string' && text === CATALOGUES.en[key as 'buy'] && !['API', 'TWAP'].includes(text),
      );
      expect(same).toEqual([]);
    }
  });
});

describe('a problem', () => {
  it('is said in the words of the page, or in its own', () => {
    expect(saying(new Problem('insufficient_funds', 422, 'x'), CATALOGUES.zh)).toBe('余额不足');
    expect(saying(new Problem('brand_new', 422, 'said by the server'), CATALOGUES.en)).toBe('said by the server');
    expect(saying(new Problem('brand_new', 422, ''), CATALOGUES.en)).toBe('brand_new');
  });
});

describe('a catalogue', () => {
  it('is fetched by the name of its language', async () => {
    for (const language of LANGUAGES) {
      expect(await messagesIn(language)).toBe(CATALOGUES[language]);
      expect(LANGUAGE_NAMES[language]).not.toBe('');
    }
  });
});

describe('the preferred language', () => {
  it('is the first the page speaks, else English', () => {
    expect(preferred(['de-DE', 'fa-IR', 'en'])).toBe('fa');
    expect(preferred(['zh-Hans-CN'])).toBe('zh');
    expect(preferred(['de'])).toBe('en');
    expect(preferred([])).toBe('en');
  });
});

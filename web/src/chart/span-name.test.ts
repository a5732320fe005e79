import { afterEach, expect, it } from 'vitest';
import { LOCALES, type Language } from '../language/messages';
import { writeNumbersFor } from '../money/numerals';
import { SPANS } from './candles';
import { spanName } from './span-name';

const named = (language: Language): readonly string[] => {
  writeNumbersFor(LOCALES[language]);
  return SPANS.map((span) => spanName(span, language));
};

afterEach(() => writeNumbersFor(LOCALES.en));

it('names each length of a candle once, in the digits of the language', () => {
  expect(named('en')).toEqual([...SPANS]);
  expect(named('fa')).toContain('۱۵د');
  expect(named('zh')).toContain('15分');
  for (const language of ['fa', 'zh'] as const) {
    expect(new Set(named(language)).size).toBe(SPANS.length);
  }
});

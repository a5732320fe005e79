import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';
import { CHART_WORDS } from './words';

describe("the chart's words", () => {
  it('are said in every language, in its own words', () => {
    for (const language of LANGUAGES) {
      const words = Object.entries(CHART_WORDS[language]);
      expect(words.map(([name]) => name).sort()).toEqual(Object.keys(CHART_WORDS.en).sort());
      const borrowed = words.filter(
        ([name, said]) => said === '' || (language !== 'en' && said === CHART_WORDS.en[name as 'latest']),
      );
      expect(borrowed).toEqual([]);
    }
  });
});

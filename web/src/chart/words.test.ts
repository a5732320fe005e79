import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../language/messages';
import { PANEL_WORDS } from './panel-words';
import { CHART_WORDS } from './words';

describe("the chart's words", () => {
  it.each([
    ['of the chart', CHART_WORDS],
    ['of its menus', PANEL_WORDS],
  ] as readonly (readonly [string, Readonly<Record<Language, object>>])[])(
    '%s are said in every language, in its own words',
    (_, all) => {
      const english = new Map(Object.entries(all.en) as [string, unknown][]);
      for (const language of LANGUAGES) {
        const words = Object.entries(all[language]) as [string, unknown][];
        expect(words.map(([name]) => name).sort()).toEqual([...english.keys()].sort());
        const borrowed = words.filter(
          ([name, text]) => text === '' || (language !== 'en' && text === english.get(name)),
        );
        expect(borrowed).toEqual([]);
      }
    },
  );
});

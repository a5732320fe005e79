/** The catalogues. A message that one of them lacks does not compile. */
import type { en } from './en';
import type { Problem } from '../exchange/problem';

export type Messages = Readonly<typeof en>;

export const LANGUAGES = ['en', 'fa', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Name of each in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', fa: 'فارسی', zh: '中文' };

const CATALOGUES: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: () => import('./en').then((file) => file.en),
  fa: () => import('./fa').then((file) => file.fa),
  zh: () => import('./zh').then((file) => file.zh),
};

/** Fetches a catalogue: a reader of one language does not fetch the words of another. */
export const messagesIn = (language: Language): Promise<Messages> => CATALOGUES[language]();

export const DIRECTIONS: Readonly<Record<Language, 'ltr' | 'rtl'>> = { en: 'ltr', fa: 'rtl', zh: 'ltr' };

/** For times and numbers. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fa: 'fa-IR', zh: 'zh-CN' };

/** The language a browser asks for, as far as the page speaks it. */
export function preferred(requested: readonly string[]): Language {
  for (const tag of requested) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().startsWith(language));
    if (found !== undefined) {
      return found;
    }
  }
  return 'en';
}

/** The exchange's languages that the page has, in its order; all where it has none of them. */
export function spokenBy(locales: readonly string[]): readonly Language[] {
  const found = locales.map((tag) => LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language));
  const spoken = [...new Set(found.filter((language) => language !== undefined))];
  return spoken.length === 0 ? LANGUAGES : spoken;
}

/** The exchange writes English: only an English page shows its words. */
export const isEnglish = (messages: Messages): boolean => messages.tag === 'en';

/** Codes of many causes: what the exchange says of one says more than the page can. */
const MANY_CAUSES = [
  'forbidden',
  'invalid_field',
  'unknown_field',
  'malformed_request',
  'tenant_state',
  'not_found',
  'withdrawal_limit',
  'account_restricted',
];

/** Text about a problem: in the page's own words wherever it has some. */
export function saying(problem: Problem, messages: Messages): string {
  const known: Readonly<Record<string, string>> = messages.problems;
  const text = problem.message === '' ? problem.code : problem.message;
  const isClearer = isEnglish(messages) && MANY_CAUSES.includes(problem.code) && problem.message !== '';
  return isClearer ? text : (known[problem.code] ?? text);
}

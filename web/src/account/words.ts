/** Texts of the account's pages; fetched with them, not with the trading page. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type AccountWords = Readonly<typeof en>;

export const ACCOUNT_WORDS: Readonly<Record<Language, AccountWords>> = { en, fa, zh };

export const useAccountWords = (): AccountWords => ACCOUNT_WORDS[useSpeech().language];

/** The page's word for a role or permission; its own name where there is none. */
export const named = (names: Readonly<Record<string, string>>, name: string): string => names[name] ?? name;

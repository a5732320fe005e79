/** Words of the pages of strategies; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en as builtInEn } from './words/built-in/en';
import { fa as builtInFa } from './words/built-in/fa';
import { zh as builtInZh } from './words/built-in/zh';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type OwnWords = Readonly<typeof en>;
export type StrategyWords = OwnWords & typeof builtInEn;

export const STRATEGY_WORDS: Readonly<Record<Language, StrategyWords>> = {
  en: { ...en, ...builtInEn },
  fa: { ...fa, ...builtInFa },
  zh: { ...zh, ...builtInZh },
};

export const useStrategyWords = (): StrategyWords => STRATEGY_WORDS[useSpeech().language];

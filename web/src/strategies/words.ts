/** Words of the pages of strategies; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type StrategyWords = Readonly<typeof en>;

export const STRATEGY_WORDS: Readonly<Record<Language, StrategyWords>> = { en, fa, zh };

export const useStrategyWords = (): StrategyWords => STRATEGY_WORDS[useSpeech().language];

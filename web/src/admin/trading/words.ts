/** Texts of the operator's pages besides those of the administration; fetched with them. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type TradingWords = Readonly<typeof en>;

export const TRADING_WORDS: Readonly<Record<Language, TradingWords>> = { en, fa, zh };

export const useTradingWords = (): TradingWords => TRADING_WORDS[useSpeech().language];

/** Texts of the pages of portfolios; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type PortfolioWords = Readonly<typeof en>;

export const PORTFOLIO_WORDS: Readonly<Record<Language, PortfolioWords>> = { en, fa, zh };

export const usePortfolioWords = (): PortfolioWords => PORTFOLIO_WORDS[useSpeech().language];

/** Name of an own scenario. */
export const scenarioName = (name: string, words: PortfolioWords): string => words.scenarioNames[name] ?? name;

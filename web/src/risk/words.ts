/** Texts of the pages of risk; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type RiskWords = Readonly<typeof en>;

export const RISK_WORDS: Readonly<Record<Language, RiskWords>> = { en, fa, zh };

export const useRiskWords = (): RiskWords => RISK_WORDS[useSpeech().language];

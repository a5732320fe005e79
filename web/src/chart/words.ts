/** Texts of the chart; fetched with it. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type ChartWords = Readonly<typeof en>;

export const CHART_WORDS: Readonly<Record<Language, ChartWords>> = { en, fa, zh };

export const useChartWords = (): ChartWords => CHART_WORDS[useSpeech().language];

/** Words of the moderators of trades between people. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type CaseWords = Readonly<typeof en>;

const CASE_WORDS: Readonly<Record<Language, CaseWords>> = { en, fa, zh };

export const useCaseWords = (): CaseWords => CASE_WORDS[useSpeech().language];

/** Words about runs of strategies; fetched with the pages of strategies. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type RunWords = Readonly<typeof en>;

const WORDS: Readonly<Record<Language, RunWords>> = { en, fa, zh };

export const useRunWords = (): RunWords => WORDS[useSpeech().language];

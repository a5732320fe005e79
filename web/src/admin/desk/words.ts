/** Texts of the operator's pages besides those of the administration; fetched with them. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type DeskWords = Readonly<typeof en>;

export const DESK_WORDS: Readonly<Record<Language, DeskWords>> = { en, fa, zh };

export const useDeskWords = (): DeskWords => DESK_WORDS[useSpeech().language];

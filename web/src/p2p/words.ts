/** Words of trades between people; fetched with their pages. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type P2pWords = Readonly<typeof en>;

export const P2P_WORDS: Readonly<Record<Language, P2pWords>> = { en, fa, zh };

export const useP2pWords = (): P2pWords => P2P_WORDS[useSpeech().language];

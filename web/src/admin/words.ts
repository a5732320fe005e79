/** Texts of the administration; fetched with it, not with the trading page. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type AdminWords = Readonly<typeof en>;

export const ADMIN_WORDS: Readonly<Record<Language, AdminWords>> = { en, fa, zh };

export const useAdminWords = (): AdminWords => ADMIN_WORDS[useSpeech().language];

/** Texts of the page of alerts on risk; fetched with it. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type AlertWords = Readonly<typeof en>;

export const ALERT_WORDS: Readonly<Record<Language, AlertWords>> = { en, fa, zh };

export const useAlertWords = (): AlertWords => ALERT_WORDS[useSpeech().language];

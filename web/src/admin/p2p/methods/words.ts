/** Words of the payment methods of an exchange. */
import { useSpeech } from '../../../language/language';
import type { Language } from '../../../language/messages';
import { en } from './en';
import { fa } from './fa';
import { zh } from './zh';

export type MethodWords = Readonly<typeof en>;

const METHOD_WORDS: Readonly<Record<Language, MethodWords>> = { en, fa, zh };

export const useMethodWords = (): MethodWords => METHOD_WORDS[useSpeech().language];

/** Texts of the pages of coins; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type ListingWords = Readonly<typeof en>;

export const LISTING_WORDS: Readonly<Record<Language, ListingWords>> = { en, fa, zh };

export const useListingWords = (): ListingWords => LISTING_WORDS[useSpeech().language];

/** Texts of the wallet; fetched with it, not with the trading page. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type WalletWords = Readonly<typeof en>;

export const WALLET_WORDS: Readonly<Record<Language, WalletWords>> = { en, fa, zh };

export const useWalletWords = (): WalletWords => WALLET_WORDS[useSpeech().language];

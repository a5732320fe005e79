/** Texts for phones alone; fetched with their parts. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

interface PhoneWords {
  readonly trade: string;
  readonly orders: string;
  readonly more: string;
  readonly account: string;
  readonly security: string;
}

const PHONE_WORDS: Readonly<Record<Language, PhoneWords>> = {
  en: { trade: 'Trade', orders: 'Orders', more: 'More', account: 'Account', security: 'Security' },
  fa: { trade: 'معامله', orders: 'سفارش‌ها', more: 'بیشتر', account: 'حساب', security: 'امنیت' },
  zh: { trade: '交易', orders: '委托', more: '更多', account: '账户', security: '安全' },
};

export const usePhoneWords = (): PhoneWords => PHONE_WORDS[useSpeech().language];

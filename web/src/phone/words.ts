/** Texts for phones alone; fetched with their parts. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

interface PhoneWords {
  readonly orders: string;
  readonly more: string;
  readonly security: string;
}

const PHONE_WORDS: Readonly<Record<Language, PhoneWords>> = {
  en: { orders: 'Orders', more: 'More', security: 'Security' },
  fa: { orders: 'سفارش‌ها', more: 'بیشتر', security: 'امنیت' },
  zh: { orders: '委托', more: '更多', security: '安全' },
};

export const usePhoneWords = (): PhoneWords => PHONE_WORDS[useSpeech().language];

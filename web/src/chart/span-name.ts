/** Lengths of candles as traders of a language write them: "15m", "۱۵د", "15分". */
import type { Language } from '../language/messages';
import { readable } from '../money/numerals';
import type { Span } from './candles';

type Unit = 's' | 'm' | 'h' | 'd' | 'w' | 'M';

const UNITS: Readonly<Record<Language, Readonly<Record<Unit, string>>>> = {
  en: { s: 's', m: 'm', h: 'h', d: 'd', w: 'w', M: 'M' },
  fa: { s: 'ث', m: 'د', h: 'س', d: 'روز', w: 'هفته', M: 'ماه' },
  zh: { s: '秒', m: '分', h: '时', d: '日', w: '周', M: '月' },
};

export const spanName = (span: Span, language: Language): string =>
  readable(span.slice(0, -1)) + UNITS[language][span.slice(-1) as Unit];

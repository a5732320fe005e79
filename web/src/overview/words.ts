/** What the overview of the markets says; fetched with it. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

export interface OverviewWords {
  readonly gainers: string;
  readonly losers: string;
  readonly active: string;
  readonly onlyWatched: string;
  readonly noneWatched: string;
  readonly trade: string;
  readonly sortBy: (column: string) => string;
}

export const OVERVIEW_WORDS: Readonly<Record<Language, OverviewWords>> = {
  en: {
    gainers: 'Risen most',
    losers: 'Fallen most',
    active: 'Traded most',
    onlyWatched: 'Only those I watch',
    noneWatched: 'No market is watched: a star puts one here',
    trade: 'Trade',
    sortBy: (column) => `Sort by ${column}`,
  },
  fa: {
    gainers: 'بیشترین رشد',
    losers: 'بیشترین افت',
    active: 'بیشترین معامله',
    onlyWatched: 'تنها نشان‌شده‌ها',
    noneWatched: 'بازاری نشان نشده است: ستاره آن را اینجا می‌آورد',
    trade: 'معامله',
    sortBy: (column) => `چینش بر پایهٔ ${column}`,
  },
  zh: {
    gainers: '涨幅最大',
    losers: '跌幅最大',
    active: '成交最多',
    onlyWatched: '仅自选',
    noneWatched: '还没有自选：点星标即可加入',
    trade: '交易',
    sortBy: (column) => `按${column}排序`,
  },
};

export const useOverviewWords = (): OverviewWords => OVERVIEW_WORDS[useSpeech().language];

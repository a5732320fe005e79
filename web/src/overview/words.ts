/** What the overview of the markets says; fetched with it. */
import type { Window } from '../exchange/movers';
import { useSpeech } from '../language/language';
import { numeral } from '../money/numerals';
import type { Language } from '../language/messages';

export interface OverviewWords {
  readonly gainers: string;
  readonly losers: string;
  readonly active: string;
  readonly moved: string;
  readonly within: string;
  readonly windows: Readonly<Record<Window, string>>;
  readonly trades: (count: number) => string;
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
    moved: 'What moved',
    within: 'Within',
    windows: { '1h': '1 hour', '4h': '4 hours', '24h': '24 hours' },
    trades: (count) => (count === 1 ? '1 trade' : `${count} trades`),
    onlyWatched: 'Only those I watch',
    noneWatched: 'No market is watched: a star puts one here',
    trade: 'Trade',
    sortBy: (column) => `Sort by ${column}`,
  },
  fa: {
    gainers: 'بیشترین رشد',
    losers: 'بیشترین افت',
    active: 'بیشترین معامله',
    moved: 'تکان‌خورده‌ها',
    within: 'در',
    windows: { '1h': '۱ ساعت', '4h': '۴ ساعت', '24h': '۲۴ ساعت' },
    trades: (count) => `${numeral(count)} معامله`,
    onlyWatched: 'تنها نشان‌شده‌ها',
    noneWatched: 'بازاری نشان نشده است: ستاره آن را اینجا می‌آورد',
    trade: 'معامله',
    sortBy: (column) => `چینش بر پایهٔ ${column}`,
  },
  zh: {
    gainers: '涨幅最大',
    losers: '跌幅最大',
    active: '成交最多',
    moved: '异动',
    within: '时段',
    windows: { '1h': '1 小时', '4h': '4 小时', '24h': '24 小时' },
    trades: (count) => `${count} 笔`,
    onlyWatched: '仅自选',
    noneWatched: '还没有自选：点星标即可加入',
    trade: '交易',
    sortBy: (column) => `按${column}排序`,
  },
};

export const useOverviewWords = (): OverviewWords => OVERVIEW_WORDS[useSpeech().language];

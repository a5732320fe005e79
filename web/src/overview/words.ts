/** Texts of the overview of the markets; fetched with it. */
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
  readonly showAll: string;
  readonly noneMoved: string;
  readonly trade: string;
  readonly sortBy: (column: string) => string;
}

export const OVERVIEW_WORDS: Readonly<Record<Language, OverviewWords>> = {
  en: {
    gainers: 'Top gainers',
    losers: 'Top losers',
    active: 'Most active',
    moved: 'Market movers',
    within: 'Period',
    windows: { '1h': '1 hour', '4h': '4 hours', '24h': '24 hours' },
    trades: (count) => (count === 1 ? '1 trade' : `${numeral(count)} trades`),
    onlyWatched: 'Watchlist only',
    noneWatched: 'Your watchlist is empty: tap a star to add a market',
    showAll: 'Show all markets',
    noneMoved: 'No market in this period',
    trade: 'Trade',
    sortBy: (column) => `Sort by ${column}`,
  },
  fa: {
    gainers: 'بیشترین رشد',
    losers: 'بیشترین افت',
    active: 'پرمعامله‌ترین‌ها',
    moved: 'پرنوسان‌ها',
    within: 'بازهٔ زمانی',
    windows: { '1h': '۱ ساعت', '4h': '۴ ساعت', '24h': '۲۴ ساعت' },
    trades: (count) => `${numeral(count)} معامله`,
    onlyWatched: 'فقط علاقه‌مندی‌ها',
    noneWatched: 'فهرست علاقه‌مندی‌ها خالی است: ستارهٔ یک بازار را بزنید',
    showAll: 'نمایش همهٔ بازارها',
    noneMoved: 'در این بازه بازاری نیست',
    trade: 'معامله',
    sortBy: (column) => `مرتب‌سازی بر اساس ${column}`,
  },
  zh: {
    gainers: '涨幅榜',
    losers: '跌幅榜',
    active: '成交榜',
    moved: '行情异动',
    within: '时段',
    windows: { '1h': '1 小时', '4h': '4 小时', '24h': '24 小时' },
    trades: (count) => `${numeral(count)} 笔`,
    onlyWatched: '仅自选',
    noneWatched: '还没有自选：点击星标即可加入',
    showAll: '显示全部市场',
    noneMoved: '该时段暂无',
    trade: '交易',
    sortBy: (column) => `按${column}排序`,
  },
};

export const useOverviewWords = (): OverviewWords => OVERVIEW_WORDS[useSpeech().language];

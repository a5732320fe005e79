/** Persian. */
import type { ChartWords } from '../words';

export const fa: ChartWords = {
  toolbar: 'ابزارهای نمودار',
  style: 'نوع نمودار',
  indicators: 'اندیکاتورها',
  draw: 'ترسیم',
  compare: 'مقایسه',
  layouts: 'چیدمان‌ها',
  snapshot: 'ذخیره به صورت تصویر',
  fullScreen: 'تمام‌صفحه',
  alert: 'هشدار',
  entryOf: (quantity) => `ورود، ${quantity}`,
  liquidation: 'قیمت تسویه',
  closer: 'بزرگ‌نمایی',
  wider: 'کوچک‌نمایی',
  latest: 'آخرین کندل',
  keys: 'کلیدهای جهت‌نما بین کندل‌ها حرکت می‌کنند، مثبت و منفی بزرگ‌نمایی را تغییر می‌دهند و End آخرین کندل را نشان می‌دهد.',
  asOf: (time) => `کندل ${time}`,
  noCandles: 'هنوز معامله‌ای در این بازار نشده است: نخستین معامله نمودار را آغاز می‌کند.',
  stopOf: 'استاپ',
};

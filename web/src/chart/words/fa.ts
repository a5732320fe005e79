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
  closer: 'نزدیک‌تر',
  wider: 'بازهٔ بیشتر',
  latest: 'به تازه‌ترین',
  keys: 'پیکان‌ها از شمعی به شمع دیگر می‌روند، مثبت و منفی بزرگ‌نمایی است و End تازه‌ترین را نشان می‌دهد.',
  asOf: (time) => `شمع ${time}`,
  noCandles: 'هنوز معامله‌ای اینجا نشده است: نخستین معامله نخستین شمع را می‌کشد.',
  stopOf: 'ماشه',
};

/** Persian. */
import type { ChartWords } from '../words';

export const fa: ChartWords = {
  indicators: 'اندیکاتورها',
  kinds: {
    ma: 'میانگین‌های متحرک',
    ema: 'میانگین‌های نمایی',
    bollinger: 'باندهای بولینگر',
    vwap: 'قیمت میانگین وزنی حجم',
    rsi: 'قدرت نسبی',
    macd: 'همگرایی، MACD',
  },
  numbersOf: (kind, at) => `${kind}، عدد ${at}`,
  wholeDay: '۰ یعنی از نیمه‌شب UTC',
  closer: 'نزدیک‌تر',
  wider: 'بازهٔ بیشتر',
  latest: 'به تازه‌ترین',
  keys: 'پیکان‌ها از شمعی به شمع دیگر می‌روند، مثبت و منفی بزرگ‌نمایی است و End تازه‌ترین را نشان می‌دهد.',
  asOf: (time) => `شمع ${time}`,
  noCandles: 'هنوز معامله‌ای اینجا نشده است: نخستین معامله نخستین شمع را می‌کشد.',
  stopOf: 'ماشه',
};

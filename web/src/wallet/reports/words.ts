/** Texts of worth over time and of the report of lots; fetched with them. */
import type { TaxLotMethod, WorthInterval } from '../../exchange/money-reports';
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';

type MoneyReportWords = Readonly<{
  worth: string;
  worthNotice: string;
  interval: string;
  intervals: Readonly<Record<WorthInterval, string>>;
  tooShort: string;
  leftOut: (codes: string) => string;
  noRates: (currency: string) => string;
  unrated: (points: string, currency: string) => string;
  ratesUsed: (sources: string) => string;
  lots: string;
  lotsNotice: string;
  method: string;
  methods: Readonly<Record<TaxLotMethod, string>>;
  year: string;
  currency: string;
  show: string;
  download: string;
  saved: (file: string) => string;
  asset: string;
  sold: string;
  withoutCost: string;
  cost: string;
  proceeds: string;
  gain: string;
  noSales: string;
  noCost: string;
  lotsFiat: (asset: string, currency: string) => string;
  noRateOn: (currency: string, days: string) => string;
  noPriceOn: (days: string) => string;
}>;

const en: MoneyReportWords = {
  worth: 'Worth over time',
  worthNotice:
    'Your balances at the market prices of the time, in the currency chosen above. Deposits and withdrawals move the line, too.',
  interval: 'Interval',
  intervals: { '1h': 'Hours', '1d': 'Days', '1w': 'Weeks' },
  tooShort: 'The line begins at the next full hour, day or week.',
  leftOut: (codes) => `Not included at some points, because no market had a price: ${codes}`,
  noRates: (currency) => `There are no rates of ${currency} for this time. Choose another currency above.`,
  unrated: (points, currency) => `Points left out because there is no rate of ${currency} for their days: ${points}`,
  ratesUsed: (sources) => `Each point at the rate of its day: ${sources}`,
  lots: 'Gains by lot',
  lotsNotice:
    'For your tax return: what you sold in a year (UTC) and what it had cost, fees included. Deposits and transfers have no known cost, and swaps have one in fiat currencies alone; without it they are listed without a gain. This is not tax advice.',
  method: 'Method',
  methods: { fifo: 'First in, first out (FIFO)', lifo: 'Last in, first out (LIFO)', average: 'Average cost' },
  year: 'Year',
  currency: 'Currency',
  show: 'Show totals',
  download: 'Download lots (CSV)',
  saved: (file) => `${file} is saved`,
  asset: 'Asset',
  sold: 'Sold',
  withoutCost: 'Of it without a known cost',
  cost: 'Cost',
  proceeds: 'Proceeds',
  gain: 'Gain',
  noSales: 'No sales for this currency in this year',
  noCost: 'Quantities without a known cost are in none of the sums. The file names where each came from.',
  lotsFiat: (asset, currency) =>
    `Each trade counts at the rate of its day (UTC); 1 ${asset} is counted as 1 ${currency}. A swap of other assets counts at the closing price of its day. The file has more decimal places.`,
  noRateOn: (currency, days) =>
    `There is no rate of ${currency} for ${days}. Trades of these days are in none of the sums.`,
  noPriceOn: (days) => `No market had a price for swaps of ${days}. They are in none of the sums.`,
};

const fa: MoneyReportWords = {
  worth: 'ارزش در گذر زمان',
  worthNotice:
    'موجودی‌های شما با قیمت بازار در همان زمان، بر حسب ارز انتخاب‌شده در بالا. واریز و برداشت هم نمودار را جابه‌جا می‌کند.',
  interval: 'بازه',
  intervals: { '1h': 'ساعتی', '1d': 'روزانه', '1w': 'هفتگی' },
  tooShort: 'نمودار از ساعت، روز یا هفتهٔ کامل بعدی آغاز می‌شود.',
  leftOut: (codes) => `در برخی نقاط حساب نشده، چون هیچ بازاری قیمت نداشت: ${codes}`,
  noRates: (currency) => `برای این مدت نرخی از ${currency} نیست. در بالا ارز دیگری برگزینید.`,
  unrated: (points, currency) => `${points} نقطه کنار گذاشته شده، چون برای روزهای آن‌ها نرخی از ${currency} نیست.`,
  ratesUsed: (sources) => `هر نقطه با نرخ همان روز: ${sources}`,
  lots: 'سود به تفکیک خرید',
  lotsNotice:
    'برای اظهارنامهٔ مالیاتی: آنچه در یک سال (UTC) فروخته‌اید و بهای خرید آن، با کارمزد. واریز و انتقال بهای خرید معلومی ندارند و معاوضه تنها با ارزهای رسمی بها دارد؛ بدون آن، سودی نوشته نمی‌شود. این مشاورهٔ مالیاتی نیست.',
  method: 'روش',
  methods: {
    fifo: 'اولین خرید، اولین فروش (FIFO)',
    lifo: 'آخرین خرید، اولین فروش (LIFO)',
    average: 'میانگین بهای خرید',
  },
  year: 'سال',
  currency: 'ارز',
  show: 'نمایش جمع‌ها',
  download: 'دریافت ریز خریدها (CSV)',
  saved: (file) => `${file} ذخیره شد`,
  asset: 'دارایی',
  sold: 'فروخته‌شده',
  withoutCost: 'از آن، بدون بهای معلوم',
  cost: 'بهای خرید',
  proceeds: 'درآمد فروش',
  gain: 'سود',
  noSales: 'در این سال فروشی با این ارز نبوده است',
  noCost: 'مقدارهای بدون بهای معلوم در هیچ جمعی نیستند. فایل منشأ هر یک را نام می‌برد.',
  lotsFiat: (asset, currency) =>
    `هر معامله با نرخ همان روز (UTC) حساب می‌شود؛ هر ${asset} برابر یک ${currency} شمرده می‌شود. معاوضهٔ دارایی‌های دیگر با قیمت پایانی همان روز حساب می‌شود. فایل رقم‌های اعشاری بیشتری دارد.`,
  noRateOn: (currency, days) => `برای ${days} نرخی از ${currency} نیست. معامله‌های این روزها در هیچ جمعی نیستند.`,
  noPriceOn: (days) => `برای معاوضه‌های ${days} هیچ بازاری قیمت نداشت. آن‌ها در هیچ جمعی نیستند.`,
};

const zh: MoneyReportWords = {
  worth: '资产价值走势',
  worthNotice: '按当时市场价格计算的余额价值，以上方所选货币计价。充值和提现也会使曲线变动。',
  interval: '间隔',
  intervals: { '1h': '按小时', '1d': '按天', '1w': '按周' },
  tooShort: '曲线将从下一个整点、整日或整周开始。',
  leftOut: (codes) => `以下资产在部分时点没有市场价格，未计入：${codes}`,
  noRates: (currency) => `这段时间没有 ${currency} 汇率，请在上方选择其他货币。`,
  unrated: (points, currency) => `有 ${points} 个时点未显示，因为当日没有 ${currency} 汇率。`,
  ratesUsed: (sources) => `各时点按当日汇率计算：${sources}`,
  lots: '按批次计算的收益',
  lotsNotice:
    '供报税使用：一年内（UTC）卖出的资产及其成本，已含手续费。充值和转账没有已知成本，币币互换仅以法币计价时有成本；没有成本的列出时不计收益。本内容不构成税务建议。',
  method: '方法',
  methods: { fifo: '先进先出 (FIFO)', lifo: '后进先出 (LIFO)', average: '平均成本' },
  year: '年份',
  currency: '计价货币',
  show: '显示合计',
  download: '下载批次明细 (CSV)',
  saved: (file) => `${file} 已保存`,
  asset: '资产',
  sold: '卖出数量',
  withoutCost: '其中成本未知',
  cost: '成本',
  proceeds: '卖出所得',
  gain: '收益',
  noSales: '该年份没有以此货币卖出的记录',
  noCost: '成本未知的数量不计入任何合计。文件中注明了每一笔的来源。',
  lotsFiat: (asset, currency) =>
    `每笔交易按当日（UTC）汇率计算；1 ${asset} 按 1 ${currency} 计。其他资产之间的互换按当日收盘价计算。文件中保留更多小数位。`,
  noRateOn: (currency, days) => `${days} 没有 ${currency} 汇率，这些日期的交易不计入任何合计。`,
  noPriceOn: (days) => `${days} 的互换没有任何市场价格，不计入任何合计。`,
};

const WORDS: Readonly<Record<Language, MoneyReportWords>> = { en, fa, zh };

export const useMoneyReportWords = (): MoneyReportWords => WORDS[useSpeech().language];

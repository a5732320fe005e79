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
}>;

const en: MoneyReportWords = {
  worth: 'Worth over time',
  worthNotice:
    'Your balances at the market prices of the time, in the asset chosen above. Deposits and withdrawals move the line, too.',
  interval: 'Interval',
  intervals: { '1h': 'Hours', '1d': 'Days', '1w': 'Weeks' },
  tooShort: 'The line begins at the next full hour, day or week.',
  leftOut: (codes) => `Not included at some points, because no market had a price: ${codes}`,
  lots: 'Gains by lot',
  lotsNotice:
    'For your tax return: what you sold in a year (UTC) and what it had cost, fees included. Deposits, transfers and swaps have no known cost; they are listed without a gain. This is not tax advice.',
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
};

const fa: MoneyReportWords = {
  worth: 'ارزش در گذر زمان',
  worthNotice:
    'موجودی‌های شما با قیمت بازار در همان زمان، بر حسب دارایی انتخاب‌شده در بالا. واریز و برداشت هم نمودار را جابه‌جا می‌کند.',
  interval: 'بازه',
  intervals: { '1h': 'ساعتی', '1d': 'روزانه', '1w': 'هفتگی' },
  tooShort: 'نمودار از ساعت، روز یا هفتهٔ کامل بعدی آغاز می‌شود.',
  leftOut: (codes) => `در برخی نقاط حساب نشده، چون هیچ بازاری قیمت نداشت: ${codes}`,
  lots: 'سود به تفکیک خرید',
  lotsNotice:
    'برای اظهارنامهٔ مالیاتی: آنچه در یک سال (UTC) فروخته‌اید و بهای خرید آن، با کارمزد. واریز، انتقال و معاوضه بهای خرید معلومی ندارند و بدون سود فهرست می‌شوند. این مشاورهٔ مالیاتی نیست.',
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
};

const zh: MoneyReportWords = {
  worth: '资产价值走势',
  worthNotice: '按当时市场价格计算的余额价值，以上方所选资产计价。充值和提现也会使曲线变动。',
  interval: '间隔',
  intervals: { '1h': '按小时', '1d': '按天', '1w': '按周' },
  tooShort: '曲线将从下一个整点、整日或整周开始。',
  leftOut: (codes) => `以下资产在部分时点没有市场价格，未计入：${codes}`,
  lots: '按批次计算的收益',
  lotsNotice:
    '供报税使用：一年内（UTC）卖出的资产及其成本，已含手续费。充值、转账和币币互换没有已知成本，列出时不计收益。本内容不构成税务建议。',
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
};

const WORDS: Readonly<Record<Language, MoneyReportWords>> = { en, fa, zh };

export const useMoneyReportWords = (): MoneyReportWords => WORDS[useSpeech().language];

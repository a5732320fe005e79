/** Texts of the page of reports; fetched with it. */
import type { FeeLines, ReportKind } from '../exchange/reports';
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

export interface ReportWords {
  readonly reports: string;
  readonly ownNotice: string;
  readonly exchangeNotice: string;
  readonly sumsNotice: string;
  readonly report: string;
  readonly kinds: Readonly<Record<ReportKind, string>>;
  readonly fromDay: string;
  readonly toDay: string;
  readonly ofUtc: string;
  readonly market: string;
  readonly allMarkets: string;
  readonly account: string;
  readonly accountHint: string;
  readonly lines: string;
  readonly by: Readonly<Record<FeeLines, string>>;
  readonly format: string;
  readonly show: string;
  readonly download: string;
  readonly beginning: string;
  readonly nothing: string;
  readonly firstOnly: (count: string) => string;
  readonly isAll: string;
  readonly range: (from: string, to: string) => string;
  readonly saved: (file: string) => string;
}

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  en: {
    reports: 'Reports',
    ownNotice: 'Your trades and orders as a spreadsheet file. Days are UTC.',
    exchangeNotice: 'The trades on this exchange, with accounts and fees. Days are UTC.',
    sumsNotice: 'The fees of all accounts together. Days are UTC.',
    report: 'Report',
    kinds: {
      own_trades: 'My trades',
      own_orders: 'My orders',
      executions: 'Executions, one line per side of a trade',
      trades: 'Trades, with both sides',
      fees: 'Fees and rebates',
      regulatory: 'Transactions for a supervisor (RTS 22)',
    },
    fromDay: 'From day',
    toDay: 'To day',
    ofUtc: 'UTC; empty for no limit',
    market: 'Market',
    allMarkets: 'All markets',
    account: 'Account',
    accountHint: 'Account number; empty for all',
    lines: 'Group by',
    by: { day: 'Day', user: 'Account', 'day,user': 'Day and account', market: 'Market' },
    format: 'Format',
    show: 'Preview',
    download: 'Download',
    beginning: 'Preview of the report',
    nothing: 'No entries in this period',
    firstOnly: (count) => `First ${count} lines; the file contains all.`,
    isAll: 'This is the complete report.',
    range: (from, to) => `Events ${from} to ${to}.`,
    saved: (file) => `${file} is saved`,
  },
  fa: {
    reports: 'گزارش‌ها',
    ownNotice: 'معامله‌ها و سفارش‌های شما به صورت فایل صفحه‌گسترده. روزها به وقت UTC است.',
    exchangeNotice: 'آنچه در این صرافی معامله شده، از سوی چه کسی و با چه کارمزدی. روزها به وقت UTC است.',
    sumsNotice: 'کارمزد همهٔ حساب‌ها بر روی هم. روزها بر اساس UTC است.',
    report: 'گزارش',
    kinds: {
      own_trades: 'معامله‌های من',
      own_orders: 'سفارش‌های من',
      executions: 'اجراها: هر سوی هر معامله',
      trades: 'معامله‌ها، با هر دو سو',
      fees: 'کارمزدها و برگشتی‌ها',
      regulatory: 'تراکنش‌ها برای ناظر (RTS 22)',
    },
    fromDay: 'از روز',
    toDay: 'تا روز',
    ofUtc: 'به وقت UTC؛ خالی: بدون محدودیت',
    market: 'بازار',
    allMarkets: 'همهٔ بازارها',
    account: 'حساب',
    accountHint: 'شمارهٔ حساب؛ خالی: همه',
    lines: 'گروه‌بندی',
    by: { day: 'روز', user: 'حساب', 'day,user': 'روز و حساب', market: 'بازار' },
    format: 'قالب',
    show: 'پیش‌نمایش',
    download: 'دانلود',
    beginning: 'پیش‌نمایش گزارش',
    nothing: 'در این بازه موردی نیست',
    firstOnly: (count) => `${count} سطر نخست؛ فایل همه را دارد.`,
    isAll: 'گزارش کامل همین است.',
    range: (from, to) => `رویدادهای ${from} تا ${to}.`,
    saved: (file) => `${file} ذخیره شد`,
  },
  zh: {
    reports: '报表',
    ownNotice: '您的成交与委托，可存为电子表格文件。日期按 UTC 计。',
    exchangeNotice: '本交易所的成交、各方及手续费。日期按 UTC 计。',
    sumsNotice: '所有账户的手续费合计。日期以 UTC 计。',
    report: '报表类型',
    kinds: {
      own_trades: '我的成交',
      own_orders: '我的委托',
      executions: '成交明细：每笔成交的每一方',
      trades: '成交，含双方',
      fees: '手续费与返佣',
      regulatory: '监管交易报告（RTS 22）',
    },
    fromDay: '起始日',
    toDay: '截止日',
    ofUtc: 'UTC；留空则不限',
    market: '市场',
    allMarkets: '所有市场',
    account: '账户',
    accountHint: '账户号；留空表示全部',
    lines: '汇总方式',
    by: { day: '按日', user: '按账户', 'day,user': '按日和账户', market: '按市场' },
    format: '格式',
    show: '预览',
    download: '下载',
    beginning: '报表预览',
    nothing: '该时段没有记录',
    firstOnly: (count) => `前 ${count} 行；文件中有全部内容。`,
    isAll: '已是全部内容。',
    range: (from, to) => `事件 ${from} 至 ${to}。`,
    saved: (file) => `已保存 ${file}`,
  },
};

export const useReportWords = (): ReportWords => REPORT_WORDS[useSpeech().language];

/** Words about uploaded data; fetched with the pages of strategies. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';

const en = {
  data: 'Data',
  ofExchange: 'Market of this exchange',
  ownData: 'Own data',
  ownDataNotice:
    'Files of candles or trades, CSV or JSON, also those that Binance offers, or of recorded orders (LOBSTER). A back-test can run over them.',
  noData: 'You have no file yet.',
  file: 'File',
  dataName: 'Name',
  pair: 'Pair, such as ETH-USD',
  upload: 'Upload',
  uploaded: (name: string) => `${name} can be used in back-tests`,
  rowCount: 'Rows',
  kind: 'Kind',
  kinds: { candles: 'Candles', trades: 'Trades', orders: 'Recorded orders' },
  day: 'Day, for recorded orders',
  reach: 'Range',
  leftOut: 'Left out',
  gapCount: 'Gaps',
  line: (line: string, reason: string) => `Line ${line}: ${reason}`,
};

export type DataWords = Readonly<typeof en>;

const fa: DataWords = {
  data: 'داده',
  ofExchange: 'بازار همین صرافی',
  ownData: 'دادهٔ خودم',
  ownDataNotice:
    'فایل‌های کندل یا معامله به شکل CSV یا JSON، از جمله فایل‌های بایننس، یا سفارش‌های ثبت‌شده (LOBSTER). بک‌تست می‌تواند روی آن‌ها اجرا شود.',
  noData: 'هنوز فایلی ندارید.',
  file: 'فایل',
  dataName: 'نام',
  pair: 'جفت، مانند ETH-USD',
  upload: 'بارگذاری',
  uploaded: (name) => `${name} در بک‌تست قابل استفاده است`,
  rowCount: 'سطرها',
  kind: 'نوع',
  kinds: { candles: 'کندل', trades: 'معامله', orders: 'سفارش ثبت‌شده' },
  day: 'روز، برای سفارش‌های ثبت‌شده',
  reach: 'بازه',
  leftOut: 'کنار گذاشته',
  gapCount: 'شکاف‌ها',
  line: (line, reason) => `سطر ${line}: ${reason}`,
};

const zh: DataWords = {
  data: '数据',
  ofExchange: '本交易所的市场',
  ownData: '我的数据',
  ownDataNotice: 'K线或成交文件（CSV 或 JSON，包括币安提供的文件），或订单记录文件（LOBSTER），可用于回测。',
  noData: '还没有文件。',
  file: '文件',
  dataName: '名称',
  pair: '交易对，例如 ETH-USD',
  upload: '上传',
  uploaded: (name) => `${name} 已可用于回测`,
  rowCount: '行数',
  kind: '类型',
  kinds: { candles: 'K线', trades: '成交', orders: '订单记录' },
  day: '日期（仅订单记录）',
  reach: '时间范围',
  leftOut: '已略去',
  gapCount: '缺口',
  line: (line, reason) => `第 ${line} 行：${reason}`,
};

const WORDS: Readonly<Record<Language, DataWords>> = { en, fa, zh };

export const useDataWords = (): DataWords => WORDS[useSpeech().language];

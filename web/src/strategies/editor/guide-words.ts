/** A short form of docs/strategies/javascript.md, beside the editor. */
import type { Language } from '../../language/messages';

export interface GuidePart {
  readonly title: string;
  /** Code, and its meaning. */
  readonly entries: readonly (readonly [string, string])[];
}

/** Code of each part; the meanings below follow the same order. */
const CODE = {
  shape: [
    'parameters',
    'subscriptions',
    'this',
    'onStart(ctx)',
    'onBar(ctx, bar)',
    'onTop, onDepth, onTrade',
    'onOrder(ctx, update)',
    'onFill(ctx, fill)',
    'onStop(ctx)',
  ],
  context: [
    'ctx.parameters',
    'ctx.market(symbol)',
    'ctx.balance(asset)',
    'ctx.lots(symbol, quantity)',
    'ctx.ticks(symbol, price)',
    'ctx.openOrders(symbol)',
    'ctx.place(order)',
    'ctx.cancel(id), ctx.cancelAll(symbol)',
    'ctx.time, ctx.random()',
    'ctx.log(…), ctx.plot(name, value)',
  ],
  orders: [
    'Order.market',
    'Order.limit',
    'Order.stopLoss, Order.takeProfit',
    'Order.trailingStop',
    'Order.oneCancelsOther',
    'Order.twap',
  ],
  data: ['Data.bars(symbol, interval)', 'Data.top, Data.depth, Data.trades', 'bar', 'update', 'fill'],
} as const;
const PARTS = ['shape', 'context', 'orders', 'data'] as const;

/** As many texts as there are pieces of code. */
type Beside<Code extends readonly unknown[]> = { readonly [At in keyof Code]: string };
type Meanings = { readonly [Part in keyof typeof CODE]: Beside<(typeof CODE)[Part]> };
type Titles = Readonly<Record<keyof typeof CODE, string>>;

const entriesOf = (codes: readonly string[], meanings: readonly string[]): GuidePart['entries'] =>
  codes.map((code, at) => [code, meanings[at] ?? '']);

const guideOf = (titles: Titles, meanings: Meanings): readonly GuidePart[] =>
  PARTS.map((part) => ({
    title: titles[part],
    entries: entriesOf(CODE[part], meanings[part]),
  }));

const en = guideOf(
  {
    shape: 'A program calls strategy({…}) once',
    context: 'ctx: market, balance, orders',
    orders: 'Orders',
    data: 'Data',
  },
  {
    shape: [
      'names with type (whole, number, choice, flag), range and default; a run sets their values. One named interval takes the candle of the back-test.',
      'the data that the program wants; nothing else is sent to it',
      'keeps the state of the program from callback to callback',
      'once, before any data',
      'a candle has closed; what comes later is not known',
      'the best prices, a level, or a public trade has changed',
      'an own order has changed, or was refused',
      'an own order has traded',
      'once, at the end',
    ],
    context: [
      'values of the parameters',
      'base, quote, tick, lot, quantityMin, notionalMin, makerRate, takerRate',
      'total and available',
      'rounds down to whole lots; 0 if less than one',
      'nearest price that the market takes',
      'own orders that are open, oldest first',
      'sends an order after the callback, and answers its id',
      'cancel after the callback',
      'time of the data in milliseconds; repeatable random numbers',
      'a line of the log; a point of a line on the chart of the result',
    ],
    orders: [
      'symbol, side (BUY or SELL), quantity: all orders have these',
      'price; timeInForce (GTC, IOC, FOK, GTD with expires), postOnly, display',
      'trigger; limit, without which a market order follows',
      'distance in price',
      'price, stopTrigger; stopLimit',
      'limit, slices, intervalSeconds',
    ],
    data: [
      "interval is '1m', '15m', '1h' and so on; calls onBar",
      'best prices, levels (1 to 50), public trades',
      'symbol, open, high, low, close, volume, time, closeTime',
      'clientOrderId, status, final, filled, remaining, reason, message',
      'side, price, quantity, fee, feeAsset, isMaker',
    ],
  },
);

const fa = guideOf(
  {
    shape: 'برنامه یک بار strategy({…}) را صدا می‌زند',
    context: 'ctx: بازار، موجودی، سفارش',
    orders: 'سفارش‌ها',
    data: 'داده‌ها',
  },
  {
    shape: [
      'نام‌ها با نوع (whole، number، choice، flag)، بازه و پیش‌فرض؛ مقدارها هنگام اجرا تعیین می‌شوند. پارامتر interval کندل بک‌تست را می‌گیرد.',
      'داده‌ای که برنامه می‌خواهد؛ دادهٔ دیگری به آن نمی‌رسد',
      'وضعیت برنامه را از یک تابع تا تابع بعد نگه می‌دارد',
      'یک بار، پیش از هر داده',
      'یک کندل بسته شد؛ از آینده چیزی دانسته نیست',
      'بهترین قیمت‌ها، یک سطح یا یک معاملهٔ بازار تغییر کرد',
      'سفارش خودی تغییر کرد یا رد شد',
      'سفارش خودی معامله شد',
      'یک بار، در پایان',
    ],
    context: [
      'مقدار پارامترها',
      'base، quote، tick، lot، quantityMin، notionalMin، makerRate، takerRate',
      'کل (total) و در دسترس (available)',
      'گرد کردن به پایین تا واحد سفارش؛ کمتر از یک واحد صفر است',
      'نزدیک‌ترین قیمتی که بازار می‌پذیرد',
      'سفارش‌های باز خودی، از قدیمی‌ترین',
      'پس از پایان تابع سفارش می‌فرستد و شناسهٔ آن را برمی‌گرداند',
      'پس از پایان تابع لغو می‌کند',
      'زمان داده به میلی‌ثانیه؛ عدد تصادفی تکرارپذیر',
      'یک خط گزارش؛ یک نقطه روی نمودار نتیجه',
    ],
    orders: [
      'symbol، side (BUY یا SELL) و quantity که همهٔ سفارش‌ها دارند',
      'price؛ timeInForce (GTC، IOC، FOK، GTD با expires)، postOnly، display',
      'trigger؛ limit، که بدون آن سفارش بازار می‌شود',
      'distance، فاصله به قیمت',
      'price، stopTrigger؛ stopLimit',
      'limit، slices، intervalSeconds',
    ],
    data: [
      'interval مانند 1m، 15m و 1h؛ onBar را صدا می‌زند',
      'بهترین قیمت‌ها، سطح‌ها (۱ تا ۵۰)، معامله‌های بازار',
      'symbol، open، high، low، close، volume، time، closeTime',
      'clientOrderId، status، final، filled، remaining، reason، message',
      'side، price، quantity، fee، feeAsset، isMaker',
    ],
  },
);

const zh = guideOf(
  { shape: '程序调用一次 strategy({…})', context: 'ctx：市场、余额、委托', orders: '委托', data: '数据' },
  {
    shape: [
      '名称及类型（whole、number、choice、flag）、范围和默认值；运行时设定。名为 interval 的参数取回测的 K 线周期。',
      '程序需要的数据；不会收到其他数据',
      '在回调之间保存程序的状态',
      '一次，在任何数据之前',
      '一根 K 线已收盘；之后的数据不可知',
      '最优价、某一档或公开成交发生变化',
      '自己的委托有变化，或被拒绝',
      '自己的委托成交',
      '一次，在结束时',
    ],
    context: [
      '参数的值',
      'base、quote、tick、lot、quantityMin、notionalMin、makerRate、takerRate',
      '总额 (total) 与可用 (available)',
      '向下取整到最小数量单位；不足一个单位为 0',
      '市场接受的最近价格',
      '自己的未完成委托，从旧到新',
      '回调结束后下单，返回其编号',
      '回调结束后撤单',
      '数据的时间（毫秒）；可重复的随机数',
      '一行日志；结果图上的一个点',
    ],
    orders: [
      'symbol、side（BUY 或 SELL）、quantity：所有委托都有',
      'price；timeInForce（GTC、IOC、FOK、GTD 加 expires）、postOnly、display',
      'trigger；limit，省略时为市价单',
      'distance，价格距离',
      'price、stopTrigger；stopLimit',
      'limit、slices、intervalSeconds',
    ],
    data: [
      "interval 如 '1m'、'15m'、'1h'；调用 onBar",
      '最优价、档位（1 至 50）、公开成交',
      'symbol、open、high、low、close、volume、time、closeTime',
      'clientOrderId、status、final、filled、remaining、reason、message',
      'side、price、quantity、fee、feeAsset、isMaker',
    ],
  },
);

export const GUIDE: Readonly<Record<Language, readonly GuidePart[]>> = { en, fa, zh };

/** Texts of the dialogs that change what cannot be amended; fetched with them. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';

type ReplaceWords = Readonly<{
  notice: string;
  rest: string;
  replace: string;
  replaced: string;
  onlyCanceled: (why: string) => string;
  pairTitle: (asset: string) => string;
  pairNotice: string;
  /** Neither order is in the book: there is no queue to have a place in. */
  pairOffBookNotice: string;
  pairChanged: string;
  ofProfit: (field: string) => string;
  linkedTitle: (asset: string) => string;
  linkedNotice: string;
  linkedWaitingNotice: string;
  linkedChanged: string;
  nextPrice: string;
  nextQuantity: string;
}>;

const en: ReplaceWords = {
  notice:
    'A TWAP is not changed in place: it is canceled and a new one is placed in the same step, for what is left. If the new one is refused, the old one stays canceled.',
  rest: 'Quantity left',
  replace: 'Cancel and place new',
  replaced: 'TWAP replaced',
  onlyCanceled: (why) => `The old TWAP is canceled, but the new one was refused: ${why}`,
  pairTitle: (asset) => `Change the OCO pair for ${asset}`,
  pairNotice:
    'Both orders change in one step, or neither does; they stay in the market. The limit order keeps its place in the queue if its price stays and the quantity does not grow.',
  pairOffBookNotice:
    'Both orders change in one step, or neither does. Neither is in the order book yet: both keep waiting with their new values.',
  pairChanged: 'OCO pair changed',
  ofProfit: (field) => `${field} of the take profit`,
  linkedTitle: (asset) => `Change two linked orders for ${asset}`,
  linkedNotice:
    'Both orders change in one step, or neither does. The quantity of the first order includes what is filled. With another price or more quantity it goes behind the others at its price.',
  linkedWaitingNotice:
    'Both orders change in one step, or neither does. The first order keeps waiting for its trigger, which is changed at that order itself.',
  linkedChanged: 'Linked orders changed',
  nextPrice: 'Price of the second order',
  nextQuantity: 'Quantity of the second order',
};

const fa: ReplaceWords = {
  notice:
    'سفارش TWAP در جا تغییر نمی‌کند: در یک گام لغو می‌شود و سفارش جدیدی برای باقی‌مانده ثبت می‌شود. اگر سفارش جدید رد شود، سفارش قبلی لغوشده می‌ماند.',
  rest: 'مقدار باقی‌مانده',
  replace: 'لغو و ثبت دوباره',
  replaced: 'TWAP جایگزین شد',
  onlyCanceled: (why) => `TWAP قبلی لغو شد، اما سفارش جدید رد شد: ${why}`,
  pairTitle: (asset) => `تغییر جفت OCO برای ${asset}`,
  pairNotice:
    'هر دو سفارش در یک گام تغییر می‌کنند یا هیچ‌کدام؛ هر دو در بازار می‌مانند. اگر قیمت سفارش محدود همان بماند و مقدار بیشتر نشود، نوبت آن در صف حفظ می‌شود.',
  pairOffBookNotice:
    'هر دو سفارش در یک گام تغییر می‌کنند یا هیچ‌کدام. هیچ‌کدام هنوز در دفتر سفارش‌ها نیست: هر دو با مقدارهای جدید منتظر می‌مانند.',
  pairChanged: 'جفت OCO تغییر کرد',
  ofProfit: (field) => `${field} (حد سود)`,
  linkedTitle: (asset) => `تغییر دو سفارش پیوسته برای ${asset}`,
  linkedNotice:
    'هر دو سفارش در یک گام تغییر می‌کنند یا هیچ‌کدام. مقدار سفارش اول شامل بخش انجام‌شده است. با قیمت دیگر یا مقدار بیشتر، به انتهای صف قیمت خود می‌رود.',
  linkedWaitingNotice:
    'هر دو سفارش در یک گام تغییر می‌کنند یا هیچ‌کدام. سفارش اول همچنان منتظر قیمت فعال‌سازی خود می‌ماند که در خود همان سفارش تغییر می‌کند.',
  linkedChanged: 'سفارش‌های پیوسته تغییر کردند',
  nextPrice: 'قیمت سفارش دوم',
  nextQuantity: 'مقدار سفارش دوم',
};

const zh: ReplaceWords = {
  notice: 'TWAP 订单无法直接修改：系统会在同一步骤中撤销原订单，并按剩余数量下新单。若新单被拒绝，原订单仍为已撤销。',
  rest: '剩余数量',
  replace: '撤销并重新下单',
  replaced: 'TWAP 已替换',
  onlyCanceled: (why) => `原 TWAP 已撤销，但新订单被拒绝：${why}`,
  pairTitle: (asset) => `修改 ${asset} 的 OCO 订单`,
  pairNotice:
    '两个订单在同一步骤中一起修改，或都不修改，其间始终留在市场上。若限价单价格不变且数量不增加，则保留其排队位置。',
  pairOffBookNotice: '两个订单在同一步骤中一起修改，或都不修改。两个订单都尚未进入订单簿，修改后按新值继续等待。',
  pairChanged: 'OCO 订单已修改',
  ofProfit: (field) => `${field}（止盈）`,
  linkedTitle: (asset) => `修改 ${asset} 的两个关联订单`,
  linkedNotice:
    '两个订单在同一步骤中一起修改，或都不修改。第一个订单的数量包含已成交部分。若改价或增加数量，它将排到该价格队列的末尾。',
  linkedWaitingNotice: '两个订单在同一步骤中一起修改，或都不修改。第一个订单继续等待触发，其触发价在该订单自身修改。',
  linkedChanged: '关联订单已修改',
  nextPrice: '第二个订单的价格',
  nextQuantity: '第二个订单的数量',
};

const WORDS: Readonly<Record<Language, ReplaceWords>> = { en, fa, zh };

export const useReplaceWords = (): ReplaceWords => WORDS[useSpeech().language];

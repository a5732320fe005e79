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
  pairChanged: string;
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
  pairChanged: 'OCO pair changed',
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
  pairChanged: 'جفت OCO تغییر کرد',
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
  pairChanged: 'OCO 订单已修改',
};

const WORDS: Readonly<Record<Language, ReplaceWords>> = { en, fa, zh };

export const useReplaceWords = (): ReplaceWords => WORDS[useSpeech().language];

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
  copyPair: string;
  cancelPair: string;
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
    'The two orders of a pair cannot be changed, and no single step replaces both. Copy them into the ticket, cancel the pair, and place it again; in between nothing is in the market.',
  copyPair: 'Copy into the ticket',
  cancelPair: 'Cancel the pair',
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
    'دو سفارش یک جفت تغییر نمی‌کنند و هیچ گام واحدی هر دو را جایگزین نمی‌کند. آن‌ها را در فرم کپی کنید، جفت را لغو کنید و دوباره ثبت کنید؛ در این میان سفارشی در بازار نیست.',
  copyPair: 'کپی در فرم سفارش',
  cancelPair: 'لغو جفت',
};

const zh: ReplaceWords = {
  notice: 'TWAP 订单无法直接修改：系统会在同一步骤中撤销原订单，并按剩余数量下新单。若新单被拒绝，原订单仍为已撤销。',
  rest: '剩余数量',
  replace: '撤销并重新下单',
  replaced: 'TWAP 已替换',
  onlyCanceled: (why) => `原 TWAP 已撤销，但新订单被拒绝：${why}`,
  pairTitle: (asset) => `修改 ${asset} 的 OCO 订单`,
  pairNotice:
    'OCO 的两个订单无法修改，也没有可同时替换两者的单一步骤。请复制到下单表单，撤销后重新下单；其间市场上没有您的订单。',
  copyPair: '复制到下单表单',
  cancelPair: '撤销该 OCO',
};

const WORDS: Readonly<Record<Language, ReplaceWords>> = { en, fa, zh };

export const useReplaceWords = (): ReplaceWords => WORDS[useSpeech().language];

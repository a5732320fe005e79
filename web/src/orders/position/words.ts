/** Texts of the dialog that closes or reverses a position; fetched with it. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import type { PositionAct } from './acts';

type PositionWords = Readonly<{
  titles: Readonly<Record<PositionAct, (symbol: string) => string>>;
  notices: Readonly<Record<PositionAct, string>>;
  tooSmall: string;
  lacks: (have: string) => string;
}>;

const en: PositionWords = {
  titles: {
    close: (symbol) => `Close the position in ${symbol}`,
    reverse: (symbol) => `Reverse the position in ${symbol}`,
  },
  notices: {
    close: 'A market order trades the whole position at the best prices now. Open orders stay.',
    reverse: 'A market order of twice the position turns it round at the best prices now. Open orders stay.',
  },
  tooSmall: 'The position is smaller than the least order of this market.',
  lacks: (have) => `You have ${have} available. On a spot market only that can be sold.`,
};

const fa: PositionWords = {
  titles: {
    close: (symbol) => `بستن موقعیت ${symbol}`,
    reverse: (symbol) => `وارونه‌کردن موقعیت ${symbol}`,
  },
  notices: {
    close: 'یک سفارش بازار همهٔ موقعیت را با بهترین قیمت‌های اکنون معامله می‌کند. سفارش‌های باز می‌مانند.',
    reverse:
      'یک سفارش بازار به اندازهٔ دو برابر موقعیت، آن را با بهترین قیمت‌های اکنون وارونه می‌کند. سفارش‌های باز می‌مانند.',
  },
  tooSmall: 'موقعیت از کمترین سفارش این بازار کوچک‌تر است.',
  lacks: (have) => `${have} در دسترس دارید. در بازار نقدی فقط همین را می‌توان فروخت.`,
};

const zh: PositionWords = {
  titles: {
    close: (symbol) => `平仓 ${symbol}`,
    reverse: (symbol) => `反手 ${symbol}`,
  },
  notices: {
    close: '以市价单按当前最优价格成交全部持仓。未成交委托保持不变。',
    reverse: '以两倍持仓数量的市价单按当前最优价格反转持仓。未成交委托保持不变。',
  },
  tooSmall: '持仓小于该市场的最小下单量。',
  lacks: (have) => `可用余额为 ${have}，现货市场只能卖出可用部分。`,
};

const WORDS: Readonly<Record<Language, PositionWords>> = { en, fa, zh };

export const usePositionWords = (): PositionWords => WORDS[useSpeech().language];

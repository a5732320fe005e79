/** Words of worth in fiat currencies. */
import type { FiatRate } from '../exchange/fiat-rates';
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

const en = {
  assets: 'Assets',
  currencies: 'Currencies',
  sources: {
    operator: 'rate set by the exchange',
    provider: 'reference rate of the day',
    sample: 'made-up rate of the demo',
  } satisfies Record<FiatRate['source'], string>,
  counted: (asset: string, currency: string) => `1 ${asset} is counted as 1 ${currency}`,
  noRate: (currency: string, when: string, asset: string) =>
    `There is no rate of ${currency} since ${when}; shown in ${asset}.`,
  notice: 'All balances together, in the currency that you choose here or in the wallet.',
};

export type FiatWords = Readonly<typeof en>;

const fa: FiatWords = {
  assets: 'دارایی‌ها',
  currencies: 'ارزها',
  sources: {
    operator: 'نرخ تعیین‌شدهٔ صرافی',
    provider: 'نرخ مرجع روز',
    sample: 'نرخ ساختگی نسخهٔ نمایشی',
  },
  counted: (asset, currency) => `هر ${asset} برابر یک ${currency} شمرده می‌شود`,
  noRate: (currency, when, asset) => `از ${when} نرخی برای ${currency} نیست؛ ارزش با ${asset} نشان داده می‌شود.`,
  notice: 'همهٔ موجودی‌ها با هم، به ارزی که اینجا یا در کیف پول برمی‌گزینید.',
};

const zh: FiatWords = {
  assets: '资产',
  currencies: '法币',
  sources: {
    operator: '交易所设定的汇率',
    provider: '当日参考汇率',
    sample: '演示用的虚构汇率',
  },
  counted: (asset, currency) => `1 ${asset} 按 1 ${currency} 计`,
  noRate: (currency, when, asset) => `自 ${when} 起没有 ${currency} 汇率，以 ${asset} 显示。`,
  notice: '全部余额之和，以您在此处或钱包中选择的货币显示。',
};

export const FIAT_WORDS: Readonly<Record<Language, FiatWords>> = { en, fa, zh };

export const useFiatWords = (): FiatWords => FIAT_WORDS[useSpeech().language];

/** Words of the choice between the main account, as cross margin, and the isolated account of a market. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';

const en = {
  marginMode: 'Margin mode',
  modes: { cross: 'Cross', isolated: 'Isolated' },
  crossAccount: 'Cross (main account)',
  isolatedAccount: (pair: string) => `Isolated ${pair}`,
  notOpened: 'This isolated account is not open yet. Its first transfer opens it.',
  transfer: 'Transfer to the isolated account',
  transferOf: (code: string) => `Transfer ${code} to the isolated account`,
};

type MarginModeWords = Readonly<typeof en>;

const fa: MarginModeWords = {
  marginMode: 'حالت مارجین',
  modes: { cross: 'کراس', isolated: 'جداگانه' },
  crossAccount: 'کراس (حساب اصلی)',
  isolatedAccount: (pair) => `حساب جداگانهٔ ${pair}`,
  notOpened: 'این حساب جداگانه هنوز باز نشده است. نخستین انتقال آن را باز می‌کند.',
  transfer: 'انتقال به حساب جداگانه',
  transferOf: (code) => `انتقال ${code} به حساب جداگانه`,
};

const zh: MarginModeWords = {
  marginMode: '保证金模式',
  modes: { cross: '全仓', isolated: '逐仓' },
  crossAccount: '全仓（主账户）',
  isolatedAccount: (pair) => `逐仓 ${pair}`,
  notOpened: '该逐仓账户尚未开通，首次转入资金时自动开通。',
  transfer: '转入逐仓账户',
  transferOf: (code) => `将 ${code} 转入逐仓账户`,
};

const WORDS: Readonly<Record<Language, MarginModeWords>> = { en, fa, zh };

export const useMarginModeWords = (): MarginModeWords => WORDS[useSpeech().language];

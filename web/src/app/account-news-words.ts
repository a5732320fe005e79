/** Words of notices of money; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

const en = {
  deposited: (sum: string) => `Deposit credited: ${sum}`,
  withdrawn: (sum: string) => `Withdrawal paid: ${sum}`,
  returned: (sum: string) => `Withdrawal not paid, ${sum} is free again`,
  p2pTrade: 'News of a P2P trade: look at My trades',
  p2pMessage: 'The other side of a P2P trade wrote',
  p2pSoon: 'The time of a P2P trade ends in five minutes',
  p2pOffer: 'One of your P2P offers ends',
  p2pReport: 'Moderators decided on a P2P report',
};

export type AccountNewsWords = Readonly<typeof en>;

const fa: AccountNewsWords = {
  deposited: (sum) => `واریز منظور شد: ${sum}`,
  withdrawn: (sum) => `برداشت پرداخت شد: ${sum}`,
  returned: (sum) => `برداشت انجام نشد؛ ${sum} دوباره آزاد است`,
  p2pTrade: 'خبری از یک معاملهٔ P2P: معامله‌های من را ببینید',
  p2pMessage: 'طرف دیگر یک معاملهٔ P2P پیام داد',
  p2pSoon: 'مهلت یک معاملهٔ P2P پنج دقیقهٔ دیگر پایان می‌یابد',
  p2pOffer: 'یکی از پیشنهادهای P2P شما پایان می‌یابد',
  p2pReport: 'داوران دربارهٔ گزارشی تصمیم گرفتند',
};

const zh: AccountNewsWords = {
  deposited: (sum) => `充值已入账：${sum}`,
  withdrawn: (sum) => `提现已支付：${sum}`,
  returned: (sum) => `提现未支付，${sum} 已解冻`,
  p2pTrade: 'P2P 交易有新进展：请查看我的交易',
  p2pMessage: 'P2P 交易的对方发来消息',
  p2pSoon: 'P2P 交易的时限将在五分钟后结束',
  p2pOffer: '您的一条 P2P 广告即将结束',
  p2pReport: '仲裁员已对一份 P2P 举报作出裁决',
};

const WORDS: Readonly<Record<Language, AccountNewsWords>> = { en, fa, zh };

export function useAccountNewsWords(): AccountNewsWords {
  return WORDS[useSpeech().language];
}

/** Words of notices of money; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

const en = {
  deposited: (sum: string) => `Deposit credited: ${sum}`,
  withdrawn: (sum: string) => `Withdrawal paid: ${sum}`,
  returned: (sum: string) => `Withdrawal not paid, ${sum} is free again`,
};

type AccountNewsWords = Readonly<typeof en>;

const fa: AccountNewsWords = {
  deposited: (sum) => `واریز منظور شد: ${sum}`,
  withdrawn: (sum) => `برداشت پرداخت شد: ${sum}`,
  returned: (sum) => `برداشت انجام نشد؛ ${sum} دوباره آزاد است`,
};

const zh: AccountNewsWords = {
  deposited: (sum) => `充值已入账：${sum}`,
  withdrawn: (sum) => `提现已支付：${sum}`,
  returned: (sum) => `提现未支付，${sum} 已解冻`,
};

const WORDS: Readonly<Record<Language, AccountNewsWords>> = { en, fa, zh };

export function useAccountNewsWords(): AccountNewsWords {
  return WORDS[useSpeech().language];
}

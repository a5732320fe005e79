/** Words of adjustments by two people. */
import type { AdjustmentState, Settlement } from '../../exchange/adjustments';
import { useSpeech } from '../../language/language';
import { readable } from '../../money/numerals';
import type { Language } from '../../language/messages';

const en = {
  title: 'Adjustments',
  notice: 'One person proposes to book a difference, another one approves it. The approval changes the ledger.',
  none: 'No adjustments',
  propose: 'Propose an adjustment',
  difference: 'Difference',
  onNetwork: 'Asset on a network',
  ofPosting: 'Posting or transaction',
  kind: 'Adjusts',
  posting: 'Id of the posting or transaction',
  postingRule: 'As shown with the difference: 32 hexadecimal digits, with or without hyphens',
  network: 'Network',
  settledBy: 'Settled by',
  settlements: {
    fee_account: 'The fee account',
    own_funds: 'Own funds, outside the ledger',
    account: 'The account of the posting',
  } satisfies Record<Settlement, string>,
  states: {
    proposed: 'Waiting for a second person',
    approved: 'Being booked',
    booked: 'Booked',
    rejected: 'Rejected',
  } satisfies Record<AdjustmentState, string>,
  faults: { unknown: 'Unknown to the chain', missing: 'Missing in the ledger', reversed: 'Reversed by the chain' },
  proposed: 'Proposed; a second person decides',
  approve: 'Approve and book',
  approveSure: 'Book it now?',
  approved: 'The adjustment is booked',
  reject: 'Reject',
  rejectSure: 'Reject it?',
  rejected: 'The adjustment is rejected',
  noDifference: 'This difference does not exist now, or has a pending adjustment',
  changed: 'The difference has changed: reject this adjustment and propose a new one',
  ofAccount: (account: string) => `account ${account}`,
  people: 'Proposed by',
};

export type AdjustmentWords = Readonly<typeof en>;

const fa: AdjustmentWords = {
  title: 'تعدیل‌ها',
  notice: 'یک نفر ثبت اختلاف را پیشنهاد می‌کند و نفر دیگری تأیید. دفتر کل با تأیید تغییر می‌کند.',
  none: 'تعدیلی پیشنهاد نشده است',
  propose: 'پیشنهاد تعدیل',
  difference: 'اختلاف',
  onNetwork: 'دارایی در یک شبکه',
  ofPosting: 'یک ثبت یا تراکنش',
  kind: 'موضوع تعدیل',
  posting: 'شناسهٔ ثبت یا تراکنش',
  postingRule: 'همان‌گونه که در اختلاف‌ها آمده: ۳۲ رقم شانزده‌شانزدهی، با خط تیره یا بی آن',
  network: 'شبکه',
  settledBy: 'تسویه با',
  settlements: {
    fee_account: 'حساب کارمزد',
    own_funds: 'پول خود صرافی، بیرون از دفتر کل',
    account: 'حساب همان ثبت',
  },
  states: {
    proposed: 'منتظر نفر دوم',
    approved: 'در حال ثبت',
    booked: 'ثبت شد',
    rejected: 'رد شد',
  },
  faults: { unknown: 'هیچ زنجیره‌ای آن را نمی‌شناسد', missing: 'در دفتر کل نیست', reversed: 'زنجیره آن را پس گرفت' },
  proposed: 'پیشنهاد شد؛ نفر دیگری تصمیم می‌گیرد',
  approve: 'تأیید و ثبت',
  approveSure: 'اکنون ثبت شود؟',
  approved: 'تعدیل ثبت شد',
  reject: 'رد',
  rejectSure: 'رد شود؟',
  rejected: 'تعدیل رد شد',
  noDifference: 'اکنون چنین اختلافی نیست، یا تعدیلی برای آن منتظر است',
  changed: 'اختلاف اکنون چیز دیگری است: این تعدیل را رد و دوباره پیشنهاد کنید',
  ofAccount: (account) => `حساب ${readable(account)}`,
  people: 'پیشنهاددهنده',
};

const zh: AdjustmentWords = {
  title: '调整',
  notice: '一人提出入账差异，另一人批准。批准后账本才会变更。',
  none: '没有提出过调整',
  propose: '提出调整',
  difference: '差异',
  onNetwork: '某网络上的资产',
  ofPosting: '某笔分录或交易',
  kind: '调整对象',
  posting: '分录或交易编号',
  postingRule: '与差异中所示相同：32 位十六进制，可带连字符',
  network: '网络',
  settledBy: '结算方式',
  settlements: { fee_account: '手续费账户', own_funds: '自有资金，不入账本', account: '该分录的账户' },
  states: { proposed: '等待第二人', approved: '入账中', booked: '已入账', rejected: '已驳回' },
  faults: { unknown: '链上不存在', missing: '账本中缺失', reversed: '被链撤回' },
  proposed: '已提出，由他人决定',
  approve: '批准并入账',
  approveSure: '立即入账？',
  approved: '调整已入账',
  reject: '驳回',
  rejectSure: '确定驳回？',
  rejected: '调整已驳回',
  noDifference: '目前没有此差异，或已有调整在等待',
  changed: '差异已发生变化：请驳回此调整并重新提出',
  ofAccount: (account) => `账户 ${account}`,
  people: '提出人',
};

export const ADJUSTMENT_WORDS: Readonly<Record<Language, AdjustmentWords>> = { en, fa, zh };

export const useAdjustmentWords = (): AdjustmentWords => ADJUSTMENT_WORDS[useSpeech().language];

/** Words of the page of pauses. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import type { Flow } from '../../exchange/pauses';

const en = {
  notice:
    'Paused withdrawals are rejected, and waiting ones are not signed. Paused deposits are shown and credited after the pause.',
  none: 'Nothing is paused',
  flow: 'Flow',
  flows: { deposits: 'Deposits', withdrawals: 'Withdrawals', sweeps: 'Sweeps' } satisfies Record<Flow, string>,
  network: 'Network',
  allNetworks: 'All networks',
  setBy: (who: string, when: string) => `${who}, ${when}`,
  newPause: 'New pause',
  reasonHint: 'For other administrators, such as “node maintenance”.',
  pause: 'Pause now',
  paused: (what: string) => `${what} is paused`,
  lift: 'Resume',
  liftSure: 'Resume now?',
  lifted: (what: string) => `${what} resumed`,
};

export type PauseWords = Readonly<typeof en>;

const fa: PauseWords = {
  notice:
    'برداشت‌های در مکث پذیرفته نمی‌شوند و آنچه منتظر است امضا نمی‌شود. واریزهای در مکث نشان داده و پس از مکث منظور می‌شوند.',
  none: 'چیزی در مکث نیست',
  flow: 'جریان',
  flows: { deposits: 'واریزها', withdrawals: 'برداشت‌ها', sweeps: 'گردآوری‌ها' },
  network: 'شبکه',
  allNetworks: 'همهٔ شبکه‌ها',
  setBy: (who, when) => `${who}، ${when}`,
  newPause: 'مکث جدید',
  reasonHint: 'مدیران دیگر دلیل را می‌خوانند، مانند «نگهداری گره».',
  pause: 'مکث کن',
  paused: (what) => `${what} در مکث است`,
  lift: 'ازسرگیری',
  liftSure: 'اکنون از سر گرفته شود؟',
  lifted: (what) => `${what} ادامه می‌یابد`,
};

const zh: PauseWords = {
  notice: '暂停期间提现会被拒绝，等待中的提现不会签名；充值会显示，并在暂停结束后入账。',
  none: '没有暂停项',
  flow: '资金流',
  flows: { deposits: '充值', withdrawals: '提现', sweeps: '归集' },
  network: '网络',
  allNetworks: '全部网络',
  setBy: (who, when) => `${who}，${when}`,
  newPause: '新增暂停',
  reasonHint: '原因供其他管理员查看，例如“节点维护”。',
  pause: '立即暂停',
  paused: (what) => `${what} 已暂停`,
  lift: '恢复',
  liftSure: '立即恢复？',
  lifted: (what) => `${what} 已恢复`,
};

export const PAUSE_WORDS: Readonly<Record<Language, PauseWords>> = { en, fa, zh };

export const usePauseWords = (): PauseWords => PAUSE_WORDS[useSpeech().language];

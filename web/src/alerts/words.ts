/** Words of price alerts that the exchange keeps; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

const en = {
  keep: 'Also by e-mail and push while this page is closed',
  keepHint: 'The exchange checks every trade.',
  keptAt: (price: string) => `Alert at ${price} by e-mail and push`,
  kept: 'Alert set. You get it by e-mail, and as a push notification in browsers that you allowed in your account',
  keptWay: 'by e-mail and push',
  webhooks: 'Webhooks and past alerts',
};

type KeptWords = Readonly<typeof en>;

const fa: KeptWords = {
  keep: 'هنگام بسته بودن این صفحه هم، با ایمیل و اعلان',
  keepHint: 'صرافی هر معامله را بررسی می‌کند.',
  keptAt: (price) => `هشدار در ${price} با ایمیل و اعلان`,
  kept: 'هشدار ثبت شد. با ایمیل و به صورت اعلان در مرورگرهایی می‌آید که در حساب خود اجازه داده‌اید',
  keptWay: 'با ایمیل و اعلان',
  webhooks: 'وب‌هوک‌ها و هشدارهای گذشته',
};

const zh: KeptWords = {
  keep: '关闭页面后也通过邮件和推送通知',
  keepHint: '交易所会检查每一笔成交。',
  keptAt: (price) => `在 ${price} 通过邮件和推送提醒`,
  kept: '提醒已设置，将通过邮件以及您在账户中允许的浏览器推送发送',
  keptWay: '邮件和推送',
  webhooks: 'Webhook 与历史提醒',
};

export const KEPT_WORDS: Readonly<Record<Language, KeptWords>> = { en, fa, zh };

export const useKeptWords = (): KeptWords => KEPT_WORDS[useSpeech().language];

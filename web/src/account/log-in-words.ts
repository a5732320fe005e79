/** Words of the history of log-ins, for users and for operators. */
import type { LogIns } from '../exchange/log-ins';
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { numeral } from '../money/numerals';

const en = {
  logIns: 'Log-ins of the last 90 days',
  notice: 'Refused attempts too. If one was not you, choose a new password.',
  show: 'Show log-ins',
  none: 'No log-ins',
  when: 'Last time',
  way: 'By',
  ways: { password: 'Password', passkey: 'Passkey', provider: 'Identity provider' } satisfies Record<
    LogIns['way'],
    string
  >,
  outcome: 'Result',
  begun: 'Logged in',
  refused: 'Refused',
  network: 'Address',
  others: 'Other addresses',
  times: (count: number) => `${numeral(count)}×`,
};

export type LogInWords = typeof en;

const fa: LogInWords = {
  logIns: 'ورودهای ۹۰ روز گذشته',
  notice: 'تلاش‌های ردشده نیز. اگر یکی از آنها شما نبوده‌اید، گذرواژهٔ تازه‌ای برگزینید.',
  show: 'نمایش ورودها',
  none: 'ورودی نیست',
  when: 'آخرین بار',
  way: 'با',
  ways: { password: 'گذرواژه', passkey: 'کلید عبور', provider: 'ارائه‌دهندهٔ هویت' },
  outcome: 'نتیجه',
  begun: 'وارد شد',
  refused: 'رد شد',
  network: 'نشانی',
  others: 'نشانی‌های دیگر',
  times: (count) => `${numeral(count)} بار`,
};

const zh: LogInWords = {
  logIns: '最近 90 天的登录',
  notice: '包括被拒绝的尝试。如果不是您本人，请更换密码。',
  show: '显示登录记录',
  none: '暂无登录',
  when: '最近一次',
  way: '方式',
  ways: { password: '密码', passkey: '通行密钥', provider: '身份提供商' },
  outcome: '结果',
  begun: '已登录',
  refused: '被拒绝',
  network: '地址',
  others: '其他地址',
  times: (count) => `${numeral(count)} 次`,
};

export const LOG_IN_WORDS: Readonly<Record<Language, LogInWords>> = { en, fa, zh };

export const useLogInWords = (): LogInWords => LOG_IN_WORDS[useSpeech().language];

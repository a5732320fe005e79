/** Words of the reminders on the pages of account and wallet. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

const en = {
  reminders: 'Reminders',
  confirmEmail: 'Your e-mail address is not confirmed: until it is, trades, deposits and withdrawals may be refused.',
  toProfile: 'Confirm it',
  setFactor: 'No second factor is set: with one, your money is safe even from someone who knows your password.',
  toSecurity: 'Set one up',
  later: 'Remind me tomorrow',
};

export type ReminderWords = Readonly<typeof en>;

const fa: ReminderWords = {
  reminders: 'یادآوری‌ها',
  confirmEmail: 'آدرس ایمیل شما تأیید نشده است: تا تأیید آن، معامله، واریز و برداشت ممکن است پذیرفته نشود.',
  toProfile: 'تأیید ایمیل',
  setFactor: 'تأیید دومرحله‌ای فعال نیست: با آن، پول شما حتی از کسی که رمز عبور را می‌داند در امان است.',
  toSecurity: 'فعال‌کردن تأیید دومرحله‌ای',
  later: 'فردا یادآوری کن',
};

const zh: ReminderWords = {
  reminders: '提醒',
  confirmEmail: '您的邮箱尚未验证：验证之前，交易、充值和提现可能会被拒绝。',
  toProfile: '去验证',
  setFactor: '您尚未设置两步验证：设置后，即使密码泄露，您的资金仍然安全。',
  toSecurity: '去设置',
  later: '明天再提醒',
};

export const REMINDER_WORDS: Readonly<Record<Language, ReminderWords>> = { en, fa, zh };

export const useReminderWords = (): ReminderWords => REMINDER_WORDS[useSpeech().language];

/** Words of the recovery of lost second factors, for their owners and for operators. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

const en = {
  lost: 'I no longer have any of these',
  lostTitle: 'Recover your account',
  lostNotice:
    'We e-mail you a link. After you open it, your second factors are removed once a waiting time of some days has passed. ' +
    'We write to you each day until then, and each e-mail has a link that cancels.',
  lostAsk: 'E-mail me the link',
  lostMailed: 'The link is in your mailbox; open it within a day',
  lostWaits: (when: string) => `A recovery waits already: the second factors are removed on ${when}.`,
  confirmTitle: 'Remove your second factors?',
  confirmNotice:
    'The waiting time begins now. When it is over, your password alone logs you in, all sessions end, and no money can leave ' +
    'your account for three days.',
  confirmAction: 'Begin the waiting time',
  confirmed: (when: string) => `Your second factors are removed on ${when}`,
  needsApproval: 'Your password was replaced lately, so an operator has to approve it as well.',
  cancelTitle: 'Keep your second factors?',
  cancelNotice: 'The recovery ends, and nothing changes. If you did not ask for it, choose a new password now.',
  cancelAction: 'Keep them',
  canceled: 'Your second factors stay',
  waitsTitle: 'Your second factors are to be removed',
  waitsNotice: (when: string) =>
    `Someone who knows your password says that they are lost. They are removed on ${when}.`,
  requestedNotice: 'Someone who knows your password says that they are lost. The mailed link was not opened yet.',
  recoveries: 'Recoveries of second factors',
  recoveriesNotice:
    'Users who have lost their second factors. A recovery with a recent password needs an approval; any may be stopped.',
  noRecoveries: 'No recoveries',
  due: 'Removed on',
  approval: 'needs approval',
  stop: 'Stop',
  stopSure: 'Stop this recovery?',
  stopped: 'Stopped: the factors stay',
  approved: 'Approved',
  begin: 'Recover second factors',
  beginSure: 'Begin the waiting time?',
  beginNotice:
    'For a user who has lost them: they are removed after the waiting time, and the user is notified each day.',
  begun: 'The waiting time has begun',
  states: {
    asked: 'Link mailed',
    waiting: 'Waiting',
    done: 'Removed',
    canceled: 'Canceled',
    stopped: 'Stopped',
    expired: 'Expired',
  },
};

export type RecoveryWords = Readonly<typeof en>;

const fa: RecoveryWords = {
  lost: 'هیچ‌کدام از این‌ها را دیگر ندارم',
  lostTitle: 'بازیابی حساب',
  lostNotice:
    'پیوندی برایتان ایمیل می‌شود. پس از باز کردن آن و گذشت چند روز انتظار، روش‌های تأیید دومرحله‌ای شما حذف می‌شوند. ' +
    'تا آن زمان هر روز به شما می‌نویسیم و هر ایمیل پیوندی برای لغو دارد.',
  lostAsk: 'پیوند را ایمیل کنید',
  lostMailed: 'پیوند در صندوق ایمیل شماست؛ ظرف یک روز آن را باز کنید',
  lostWaits: (when) => `بازیابی از پیش در انتظار است: روش‌های تأیید دومرحله‌ای در ${when} حذف می‌شوند.`,
  confirmTitle: 'روش‌های تأیید دومرحله‌ای حذف شوند؟',
  confirmNotice:
    'زمان انتظار اکنون آغاز می‌شود. پس از آن ورود فقط گذرواژه می‌خواهد، همهٔ نشست‌ها پایان می‌یابند و تا سه روز پولی از حسابتان خارج نمی‌شود.',
  confirmAction: 'آغاز زمان انتظار',
  confirmed: (when) => `روش‌های تأیید دومرحله‌ای شما در ${when} حذف می‌شوند`,
  needsApproval: 'گذرواژهٔ شما به‌تازگی عوض شده است، پس متصدی هم باید آن را تأیید کند.',
  cancelTitle: 'روش‌های تأیید دومرحله‌ای بمانند؟',
  cancelNotice: 'بازیابی پایان می‌یابد و چیزی عوض نمی‌شود. اگر شما آن را نخواسته‌اید، اکنون گذرواژهٔ تازه‌ای برگزینید.',
  cancelAction: 'بمانند',
  canceled: 'روش‌های تأیید دومرحله‌ای شما می‌مانند',
  waitsTitle: 'روش‌های تأیید دومرحله‌ای شما حذف خواهند شد',
  waitsNotice: (when) => `کسی که گذرواژهٔ شما را می‌داند می‌گوید آن‌ها از دست رفته‌اند. در ${when} حذف می‌شوند.`,
  requestedNotice: 'کسی که گذرواژهٔ شما را می‌داند می‌گوید آن‌ها از دست رفته‌اند. پیوند ایمیل‌شده هنوز باز نشده است.',
  recoveries: 'بازیابی‌های تأیید دومرحله‌ای',
  recoveriesNotice:
    'کاربرانی که تأیید دومرحله‌ای خود را از دست داده‌اند. بازیابی با گذرواژهٔ تازه تأیید می‌خواهد؛ هر بازیابی را می‌توان متوقف کرد.',
  noRecoveries: 'بازیابی‌ای نیست',
  due: 'زمان حذف',
  approval: 'نیازمند تأیید',
  stop: 'توقف',
  stopSure: 'این بازیابی متوقف شود؟',
  stopped: 'متوقف شد: روش‌ها می‌مانند',
  approved: 'تأیید شد',
  begin: 'بازیابی تأیید دومرحله‌ای',
  beginSure: 'زمان انتظار آغاز شود؟',
  beginNotice:
    'برای کاربری که آن‌ها را از دست داده است: پس از زمان انتظار حذف می‌شوند و هر روز به کاربر خبر داده می‌شود.',
  begun: 'زمان انتظار آغاز شد',
  states: {
    asked: 'پیوند ایمیل شد',
    waiting: 'در انتظار',
    done: 'حذف شد',
    canceled: 'لغو شد',
    stopped: 'متوقف شد',
    expired: 'منقضی شد',
  },
};

const zh: RecoveryWords = {
  lost: '这些方式我都没有了',
  lostTitle: '找回账户',
  lostNotice:
    '我们会向您的邮箱发送链接。打开链接并经过几天等待期后，您的两步验证将被移除。在此之前我们每天给您发邮件，每封邮件都有取消链接。',
  lostAsk: '发送链接',
  lostMailed: '链接已发送到您的邮箱，请在一天内打开',
  lostWaits: (when) => `已有找回在等待：两步验证将于 ${when} 移除。`,
  confirmTitle: '移除您的两步验证？',
  confirmNotice: '等待期从现在开始。结束后仅凭密码即可登录，所有会话将结束，三天内资金不能转出账户。',
  confirmAction: '开始等待期',
  confirmed: (when) => `您的两步验证将于 ${when} 移除`,
  needsApproval: '您的密码最近更换过，因此还须由运营人员批准。',
  cancelTitle: '保留您的两步验证？',
  cancelNotice: '找回将结束，一切不变。如果不是您发起的，请立即更换密码。',
  cancelAction: '保留',
  canceled: '您的两步验证已保留',
  waitsTitle: '您的两步验证将被移除',
  waitsNotice: (when) => `知道您密码的人称其已丢失。两步验证将于 ${when} 移除。`,
  requestedNotice: '知道您密码的人称其已丢失。邮件中的链接尚未打开。',
  recoveries: '两步验证的找回',
  recoveriesNotice: '丢失两步验证的用户。密码最近更换过的找回需要批准；任何找回都可以停止。',
  noRecoveries: '没有找回',
  due: '移除时间',
  approval: '需要批准',
  stop: '停止',
  stopSure: '停止此找回？',
  stopped: '已停止：两步验证保留',
  approved: '已批准',
  begin: '找回两步验证',
  beginSure: '开始等待期？',
  beginNotice: '适用于丢失两步验证的用户：等待期结束后移除，期间每天通知用户。',
  begun: '等待期已开始',
  states: {
    asked: '链接已发送',
    waiting: '等待中',
    done: '已移除',
    canceled: '已取消',
    stopped: '已停止',
    expired: '已过期',
  },
};

export const RECOVERY_WORDS: Readonly<Record<Language, RecoveryWords>> = { en, fa, zh };

export const useRecoveryWords = (): RecoveryWords => RECOVERY_WORDS[useSpeech().language];

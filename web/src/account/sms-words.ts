/** Words of codes by SMS. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';

const en = {
  title: 'Codes by SMS',
  notice:
    'A login then also needs a code that we send to your phone. Withdrawals, keys and changes of your factors never ' +
    'depend on it alone: without another factor, their codes come by e-mail.',
  number: 'Phone number',
  numberRule: 'A mobile number with its country code, such as +49 151 23456789, of a country that we serve',
  change: 'Change',
  sentTo: (number: string) => `Enter the code that we sent to ${number}`,
  on: 'Codes by SMS are on',
  off: 'Codes by SMS are off',
  unusable: 'SMS cannot be sent at present. Your codes come by e-mail instead.',
  send: 'Send me an SMS',
  sent: 'Code sent: check your phone',
  askFirst: 'Request a code by SMS and enter it here.',
};

export type SmsWords = Readonly<typeof en>;

const fa: SmsWords = {
  title: 'کد پیامکی',
  notice:
    'پس از آن، ورود به کدی که به تلفنتان می‌فرستیم هم نیاز دارد. برداشت، کلیدها و تغییر روش‌های تأیید هرگز تنها به آن ' +
    'وابسته نیست: اگر روش دیگری نداشته باشید، کدشان ایمیل می‌شود.',
  number: 'شمارهٔ تلفن',
  numberRule: 'شمارهٔ تلفن همراه با کد کشور، مانند ⁦+49 151 23456789⁩، از کشوری که پوشش می‌دهیم',
  change: 'تغییر',
  sentTo: (number) => `کدی را که به ⁦${number}⁩ فرستادیم وارد کنید`,
  on: 'کد پیامکی روشن شد',
  off: 'کد پیامکی خاموش شد',
  unusable: 'اکنون پیامک فرستاده نمی‌شود. کدها به جای آن ایمیل می‌شوند.',
  send: 'ارسال کد با پیامک',
  sent: 'کد برایتان پیامک شد',
  askFirst: 'بخواهید کدی برایتان پیامک شود و آن را اینجا وارد کنید.',
};

const zh: SmsWords = {
  title: '短信验证码',
  notice:
    '开启后登录还需要发送到您手机的验证码。提现、密钥和两步验证的更改绝不仅凭短信：没有其他方式时，验证码通过邮件发送。',
  number: '手机号',
  numberRule: '带国家代码的手机号，例如 +49 151 23456789，且属于我们支持的国家',
  change: '更换',
  sentTo: (number) => `请输入发送到 ${number} 的验证码`,
  on: '短信验证码已开启',
  off: '短信验证码已关闭',
  unusable: '目前无法发送短信，验证码改为通过邮件发送。',
  send: '发送短信验证码',
  sent: '验证码已发送到您的手机',
  askFirst: '请让验证码发送到您的手机并在此输入。',
};

export const SMS_WORDS: Readonly<Record<Language, SmsWords>> = { en, fa, zh };

export const useSmsWords = (): SmsWords => SMS_WORDS[useSpeech().language];

/** Words of the webhook that gets a user's notices. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import type { WebhookState } from '../../exchange/webhook';

const en = {
  title: 'Webhook',
  notice: 'A program of yours gets your notices as signed calls. Price alerts name their own addresses.',
  address: 'Address',
  addressHint: 'https://, a host by its name',
  set: 'Use this address',
  state: 'State',
  states: {
    none: 'none',
    unconfirmed: 'waits to be confirmed',
    on: 'on',
    off: 'switched off after failures',
  } satisfies Record<WebhookState, string>,
  lastCall: 'Last call',
  accepted: (when: string) => `accepted, ${when}`,
  failed: (why: string, when: string) => `${why}, ${when}`,
  reasons: {
    host: 'the host is unknown, or not on the public network',
    time: 'no answer in time',
    certificate: 'no valid certificate',
    other: 'no answer',
  },
  status: (code: string) => `status ${code}`,
  neverCalled: 'none yet',
  waiting: 'Waiting notices',
  confirmHint: 'The first call has a code in its body. Enter it here, and notices are sent from then on.',
  code: 'Code from the call',
  confirm: 'Confirm the address',
  confirmed: 'The webhook is on',
  offHint: 'The address accepted no call for hours. A test that it accepts switches it on again.',
  test: 'Send a test',
  sendAgain: 'Send a new code',
  tested: 'The call is on its way',
  remove: 'Remove the webhook',
  removeSure: 'Send notices there no longer?',
  removed: 'The webhook is removed',
  secretTitle: 'Secret of the webhook',
  secretOnce: 'Check the signature of each call with this secret. It is shown this once.',
  secret: 'Secret',
  done: 'Done',
};

export type WebhookWords = Readonly<typeof en>;

const fa: WebhookWords = {
  title: 'وب‌هوک',
  notice: 'اعلان‌ها با درخواست‌های امضاشده به برنامهٔ شما می‌رسد. هشدارهای قیمت آدرس خود را دارند.',
  address: 'آدرس',
  addressHint: 'https://، میزبان با نام آن',
  set: 'استفاده از این آدرس',
  state: 'وضعیت',
  states: {
    none: 'ندارد',
    unconfirmed: 'منتظر تأیید',
    on: 'روشن',
    off: 'پس از خطاها خاموش شد',
  },
  lastCall: 'آخرین درخواست',
  accepted: (when) => `پذیرفته شد، ${when}`,
  failed: (why, when) => `${why}، ${when}`,
  reasons: {
    host: 'میزبان ناشناخته است یا در شبکهٔ عمومی نیست',
    time: 'پاسخی به‌موقع نرسید',
    certificate: 'گواهی معتبر ندارد',
    other: 'بی‌پاسخ',
  },
  status: (code) => `کد وضعیت ${code}`,
  neverCalled: 'هنوز هیچ',
  waiting: 'اعلان‌های منتظر',
  confirmHint: 'اولین درخواست کدی در متن خود دارد. آن را اینجا وارد کنید تا اعلان‌ها فرستاده شود.',
  code: 'کد درخواست',
  confirm: 'تأیید آدرس',
  confirmed: 'وب‌هوک روشن شد',
  offHint: 'این آدرس ساعت‌ها هیچ درخواستی را نپذیرفت. آزمایشی که پذیرفته شود آن را دوباره روشن می‌کند.',
  test: 'فرستادن آزمایش',
  sendAgain: 'فرستادن کد جدید',
  tested: 'درخواست در راه است',
  remove: 'حذف وب‌هوک',
  removeSure: 'دیگر اعلانی به آنجا نرود؟',
  removed: 'وب‌هوک حذف شد',
  secretTitle: 'کلید مخفی وب‌هوک',
  secretOnce: 'امضای هر درخواست را با این کلید بسنجید. فقط همین یک بار نشان داده می‌شود.',
  secret: 'کلید مخفی',
  done: 'تمام',
};

const zh: WebhookWords = {
  title: 'Webhook 回调',
  notice: '您的程序以带签名的请求接收通知。价格提醒使用各自的地址。',
  address: '地址',
  addressHint: 'https://，使用主机名',
  set: '使用此地址',
  state: '状态',
  states: {
    none: '无',
    unconfirmed: '等待确认',
    on: '已开启',
    off: '多次失败后已关闭',
  },
  lastCall: '最近一次请求',
  accepted: (when) => `已接受，${when}`,
  failed: (why, when) => `${why}，${when}`,
  reasons: {
    host: '主机未知或不在公网',
    time: '未及时响应',
    certificate: '证书无效',
    other: '无响应',
  },
  status: (code) => `状态码 ${code}`,
  neverCalled: '尚无',
  waiting: '等待中的通知',
  confirmHint: '首次请求的正文中有一个验证码。在此输入后开始发送通知。',
  code: '请求中的验证码',
  confirm: '确认地址',
  confirmed: 'Webhook 已开启',
  offHint: '该地址数小时未接受任何请求。测试被接受后将重新开启。',
  test: '发送测试',
  sendAgain: '发送新验证码',
  tested: '请求已发出',
  remove: '移除 Webhook',
  removeSure: '不再向该地址发送通知？',
  removed: 'Webhook 已移除',
  secretTitle: 'Webhook 密钥',
  secretOnce: '请用此密钥核对每个请求的签名。密钥仅显示一次。',
  secret: '密钥',
  done: '完成',
};

export const WEBHOOK_WORDS: Readonly<Record<Language, WebhookWords>> = { en, fa, zh };

export const useWebhookWords = (): WebhookWords => WEBHOOK_WORDS[useSpeech().language];

/** The reason of a failed call, as the exchange names it, in words of the page. */
export function reasonText(answer: string, { reasons, status }: WebhookWords): string {
  const [, code] = /^status (\d+)$/.exec(answer) ?? [];
  if (code !== undefined) {
    return status(code);
  }
  if (answer.includes('UnknownHost')) {
    return reasons.host;
  }
  if (answer.includes('Timeout')) {
    return reasons.time;
  }
  return answer.includes('SSL') ? reasons.certificate : reasons.other;
}

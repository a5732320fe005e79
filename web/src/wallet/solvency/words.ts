/** What is said about proofs of what the exchange owes; fetched with them. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import type { Problem } from './check';

/** Why a proof does not hold, or is not the caller's. */
export type Fault = Problem | 'other_account';

type SolvencyWords = Readonly<{
  title: string;
  notice: string;
  check: string;
  checking: string;
  save: string;
  holds: string;
  fails: string;
  unproved: string;
  yours: string;
  owed: string;
  customers: string;
  event: string;
  reserved: string;
  addresses: (count: string) => string;
  key: string;
  keepIt: string;
  faults: Readonly<Record<Fault, string>>;
}>;

const en: SolvencyWords = {
  title: 'Proof of what you are owed',
  notice:
    'The exchange publishes what it owes to all customers together, signed. Your proof shows that your balance is counted in it; your browser checks it.',
  check: 'Check my balance',
  checking: 'Checking…',
  save: 'Save the proof',
  holds: 'Your balance is counted in what the exchange says it owes.',
  fails: 'This proof does not hold:',
  unproved: 'Nothing has been proved of this asset yet, or nothing of it was owed to you then.',
  yours: 'Owed to you',
  owed: 'Owed to all customers',
  customers: 'Customers',
  event: 'As of event',
  reserved: 'Shown on chains',
  addresses: (count) => `at ${count} addresses, signed by their keys`,
  key: 'Signed by the key',
  keepIt:
    'Keep the file. ./flowex solvency verify checks it without the exchange, and the signatures of the addresses too.',
  faults: {
    format: 'the file is of another form',
    unsigned: 'the claim is not signed by the key in it',
    unchecked: 'this browser cannot check the signature; use ./flowex solvency verify',
    place: 'your place is not within the tree',
    path: 'the way to the root has another length',
    root: 'the way does not lead to the published root',
    sum: 'the sum is another',
    number: 'a number in it is none',
    other_key: 'what is published is signed by another key',
    other_asset: 'what is published is of another asset',
    stale: 'it is older than what is published; check again',
    other_root: 'what is published is another root',
    other_account: 'it is of another account',
  },
};

const fa: SolvencyWords = {
  title: 'گواه آنچه به شما بدهکاریم',
  notice:
    'صرافی مجموع بدهی خود به همهٔ مشتریان را با امضا منتشر می‌کند. گواه شما نشان می‌دهد که موجودی شما در آن شمرده شده است و مرورگر شما آن را می‌سنجد.',
  check: 'سنجش موجودی من',
  checking: 'در حال سنجش…',
  save: 'ذخیرهٔ گواه',
  holds: 'موجودی شما در بدهی اعلام‌شدهٔ صرافی شمرده شده است.',
  fails: 'این گواه درست نیست:',
  unproved: 'برای این دارایی هنوز گواهی نیست، یا آن هنگام چیزی از آن به شما بدهکار نبودیم.',
  yours: 'بدهی به شما',
  owed: 'بدهی به همهٔ مشتریان',
  customers: 'مشتریان',
  event: 'تا رویداد',
  reserved: 'نشان‌داده‌شده روی زنجیره‌ها',
  addresses: (count) => `در ${count} نشانی، با امضای کلیدهایشان`,
  key: 'امضا با کلید',
  keepIt: 'فایل را نگه دارید. دستور ./flowex solvency verify آن را بدون صرافی می‌سنجد، و امضای نشانی‌ها را هم.',
  faults: {
    format: 'شکل فایل دیگر است',
    unsigned: 'ادعا با کلید درون آن امضا نشده است',
    unchecked: 'این مرورگر نمی‌تواند امضا را بسنجد؛ از ./flowex solvency verify استفاده کنید',
    place: 'جای شما در درخت نیست',
    path: 'درازای راه تا ریشه دیگر است',
    root: 'راه به ریشهٔ منتشرشده نمی‌رسد',
    sum: 'مجموع دیگر است',
    number: 'عددی در آن درست نیست',
    other_key: 'آنچه منتشر شده با کلید دیگری امضا شده است',
    other_asset: 'آنچه منتشر شده از دارایی دیگری است',
    stale: 'از آنچه منتشر شده کهنه‌تر است؛ دوباره بسنجید',
    other_root: 'ریشهٔ منتشرشده دیگر است',
    other_account: 'از حساب دیگری است',
  },
};

const zh: SolvencyWords = {
  title: '负债证明',
  notice: '交易所签名公布对全体客户的负债总额。您的证明表明您的余额已计入其中，由您的浏览器核对。',
  check: '核对我的余额',
  checking: '正在核对…',
  save: '保存证明',
  holds: '您的余额已计入交易所公布的负债。',
  fails: '此证明不成立：',
  unproved: '该资产尚无证明，或当时没有欠您该资产。',
  yours: '欠您的金额',
  owed: '欠全体客户的金额',
  customers: '客户数',
  event: '截至事件',
  reserved: '链上出示的储备',
  addresses: (count) => `位于 ${count} 个地址，由其密钥签名`,
  key: '签名密钥',
  keepIt: '请保存该文件。./flowex solvency verify 可脱离交易所核对它以及各地址的签名。',
  faults: {
    format: '文件格式不符',
    unsigned: '声明不是由文件中的密钥签名',
    unchecked: '此浏览器无法核对签名；请使用 ./flowex solvency verify',
    place: '您的位置不在树内',
    path: '到根的路径长度不符',
    root: '路径不通向公布的根',
    sum: '总和不符',
    number: '其中有数字无效',
    other_key: '公布的内容由另一密钥签名',
    other_asset: '公布的是另一资产',
    stale: '比公布的旧；请重新核对',
    other_root: '公布的是另一个根',
    other_account: '属于另一账户',
  },
};

export const SOLVENCY_WORDS: Readonly<Record<Language, SolvencyWords>> = { en, fa, zh };

export const useSolvencyWords = (): SolvencyWords => SOLVENCY_WORDS[useSpeech().language];

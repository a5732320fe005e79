/** Texts about proofs of liabilities; fetched with them. */
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
  title: 'Proof of liabilities',
  notice:
    'The exchange publishes its total liabilities to all customers, signed. Your proof shows that your balance is included; your browser verifies it.',
  check: 'Verify my balance',
  checking: 'Verifying…',
  save: 'Save the proof',
  holds: 'Your balance is included in the published liabilities.',
  fails: 'This proof is not valid:',
  unproved: 'There is no proof for this asset yet, or you held none of it at that time.',
  yours: 'Your balance',
  owed: 'Total liabilities',
  customers: 'Customers',
  event: 'As of event',
  reserved: 'Reserves shown on chain',
  addresses: (count) => `at ${count} addresses, signed by their keys`,
  key: 'Signing key',
  keepIt:
    'Keep the file: the exchange’s command-line tool verifies it offline, including the signatures of the addresses.',
  faults: {
    format: 'the file has an unknown format',
    unsigned: 'the statement is not signed by its key',
    unchecked: 'this browser cannot verify the signature; use the exchange’s command-line tool',
    place: 'your leaf is not within the tree',
    path: 'the path to the root has a wrong length',
    root: 'the path does not lead to the published root',
    sum: 'the sum does not match',
    number: 'it contains an invalid number',
    other_key: 'the published statement is signed by another key',
    other_asset: 'the published statement is for another asset',
    stale: 'it is older than the published statement; verify again',
    other_root: 'the published root is different',
    other_account: 'it belongs to another account',
  },
};

const fa: SolvencyWords = {
  title: 'اثبات بدهی‌های صرافی',
  notice:
    'صرافی مجموع بدهی خود به همهٔ مشتریان را با امضا منتشر می‌کند. گواه شما نشان می‌دهد که موجودی شما در آن منظور شده است و مرورگر شما آن را بررسی می‌کند.',
  check: 'بررسی موجودی من',
  checking: 'در حال بررسی…',
  save: 'ذخیرهٔ گواه',
  holds: 'موجودی شما در بدهی اعلام‌شدهٔ صرافی شمرده شده است.',
  fails: 'این گواه درست نیست:',
  unproved: 'برای این دارایی هنوز گواهی نیست، یا آن هنگام چیزی از آن به شما بدهکار نبودیم.',
  yours: 'موجودی شما',
  owed: 'مجموع بدهی‌ها',
  customers: 'مشتریان',
  event: 'تا رویداد',
  reserved: 'نشان‌داده‌شده روی زنجیره‌ها',
  addresses: (count) => `در ${count} آدرس، با امضای کلیدهایشان`,
  key: 'امضا با کلید',
  keepIt: 'فایل را نگه دارید: ابزار خط فرمان صرافی آن را به‌طور آفلاین همراه با امضای آدرس‌ها بررسی می‌کند.',
  faults: {
    format: 'شکل فایل دیگر است',
    unsigned: 'ادعا با کلید درون آن امضا نشده است',
    unchecked: 'این مرورگر نمی‌تواند امضا را بررسی کند؛ از ابزار خط فرمان صرافی استفاده کنید',
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
  keepIt: '请保存该文件。交易所提供的命令行工具可离线核对它以及各地址的签名。',
  faults: {
    format: '文件格式不符',
    unsigned: '声明不是由文件中的密钥签名',
    unchecked: '此浏览器无法核对签名；请使用交易所提供的命令行工具',
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

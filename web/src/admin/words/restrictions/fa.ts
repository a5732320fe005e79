/** Persian: what users are restricted to. */
import type { restrictionsEn } from './en';

export const restrictionsFa: Readonly<typeof restrictionsEn> = {
  restrictions: 'محدودیت‌ها',
  restrictionsOf: (email) => `محدودیت‌های \u2068${email}\u2069`,
  inForce: 'برقرار',
  endedOnes: 'پایان‌یافته',
  notRestricted: 'این کاربر محدود نیست',
  restriction: 'محدودیت',
  restrictionKinds: {
    no_withdrawals: 'بی برداشت',
    reduce_only: 'فقط فروش',
    suspended: 'بیرون از صرافی',
    no_p2p: 'بی معاملهٔ P2P',
  },
  restrictionMeans: {
    no_withdrawals:
      'چیزی از حساب بیرون نمی‌رود: نه برداشت و نه انتقال به کاربر دیگر. برداشت در راه اگر هنوز امضا نشده باشد ناکام می‌شود و پولش آزاد است. معامله ادامه دارد.',
    reduce_only:
      'حساب می‌فروشد و لغو می‌کند و از هیچ دری نمی‌خرد. سفارش‌های خرید بازش همین حالا برداشته می‌شوند و برنمی‌گردند؛ برداشت ادامه دارد.',
    suspended:
      'کاربر نمی‌تواند وارد شود و کلیدهایش چیزی امضا نمی‌کنند. نشست‌ها و همهٔ سفارش‌هایش پایان می‌یابند و چیزی از حساب بیرون نمی‌رود. پس از پایان محدودیت، مانند پیش وارد می‌شود و معامله می‌کند.',
    no_p2p:
      'این شخص پیشنهادی نمی‌گذارد و نمی‌پذیرد و پیشنهادهایش متوقف می‌شود. معامله‌های در جریان را می‌توان به پایان رساند.',
  },
  setBy: (who, when) => `${who}، ${when}`,
  restrictionEnds: 'پایان',
  untilEnded: 'هنگامی که کسی پایانش دهد',
  timeOver: (when) => `${when}، با سر رسیدن زمانش`,
  endedBy: (who, when) => `${when}، ${who}`,
  carryingOut: 'در حال اجرا',
  restrictTitle: 'محدود کردن این کاربر',
  restrict: 'محدود کن',
  restrictReasonHint: 'برای کسی که بعداً نگاه می‌کند، مانند «معاملهٔ صوری، پروندهٔ ۱۲»',
  restrictEnds: 'تا زمان',
  restrictEndsHint: 'خالی: تا کسی پایانش دهد',
  restrictEndsRule: 'زمانی در آینده، یا هیچ',
  restrictedSo: 'این کاربر هم‌اکنون همین محدودیت را دارد',
  restricted: (what) => `برقرار شد: ${what}`,
  liftRestriction: 'پایان بده',
  liftRestrictionSure: 'همین حالا پایان یابد؟',
  restrictionLifted: 'محدودیت پایان یافت',
  restrictedByOne: 'محدودیتی این کاربر را بیرون نگه می‌دارد: آن را در «محدودیت‌ها» پایان دهید',
};

/**
 * Numbers as a language writes them, for reading alone: what is typed, copied, sent or kept in a file stays plain. A number is a text
 * all the way: no digit of it is ever counted with, so none is lost.
 */
interface Numerals {
  readonly minus: string;
  readonly plus: string;
  readonly decimal: string;
  readonly percent: string;
  readonly digits: readonly string[];
  readonly whole: Intl.NumberFormat;
}

function numeralsOf(locale: string): Numerals {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'always', minimumFractionDigits: 1 });
  const part = (of: number, type: Intl.NumberFormatPartTypes): string =>
    signed.formatToParts(of).find((found) => found.type === type)?.value ?? '';
  return {
    minus: part(-1, 'minusSign'),
    plus: part(1, 'plusSign'),
    decimal: part(1, 'decimal'),
    percent: part(1, 'percentSign'),
    digits: Array.from({ length: 10 }, (_, digit) => whole.format(digit)),
    whole,
  };
}

/** The page has one language at a time: `SpeechProvider` says which before anything is drawn. */
let spoken = { locale: 'en-GB', numerals: numeralsOf('en-GB') };

export function writeNumbersFor(locale: string): void {
  if (locale !== spoken.locale) {
    spoken = { locale, numerals: numeralsOf(locale) };
  }
}

/** @param text a plain decimal such as "-65000.25", with as many digits as it has, or nothing of the kind, which stays as it is */
export function readable(text: string, apart = false): string {
  const [, sign, whole = '', fraction] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (sign === undefined) {
    return text;
  }
  const { minus, plus, decimal, whole: format } = spoken.numerals;
  const signText = sign === '-' ? minus : sign === '+' ? plus : '';
  return (
    signText +
    (apart ? format.format(BigInt(whole)) : inDigits(whole)) +
    (fraction === undefined ? '' : decimal + inDigits(fraction))
  );
}

/** @param text a decimal of hundredths, such as "12.5" */
export const inPercent = (text: string): string => readable(text) + spoken.numerals.percent;

/** How many there are. */
export const numeral = (of: number): string => readable(String(of), true);

/** A text with its digits as the language writes them. */
export const inDigits = (text: string): string =>
  text.replace(/\d/g, (digit) => spoken.numerals.digits[Number(digit)] ?? digit);

const RUN = /[\u200e\u2212+-]*[\d۰-۹](?:[,٬]?[\d۰-۹])*(?:[.٫][\d۰-۹]+)?[%٪]?/g;
const GROUPED = /^[^\d]*\d{1,3}(,\d{3})+(?!\d)/;
const PERSIAN_ZERO = '۰'.charCodeAt(0);

/** The numbers in what was read, as programs take them: "۱٬۱۲۲٫۴۴" is "1122.44". */
export const plainly = (text: string): string => text.replace(RUN, plainRun);

function plainRun(run: string): string {
  const latin = run
    .replace(/[\u200e٬]/g, '')
    .replace(/\u2212/g, '-')
    .replace(/٫/g, '.')
    .replace(/٪/g, '%')
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - PERSIAN_ZERO));
  return GROUPED.test(latin) ? latin.replaceAll(',', '') : latin;
}

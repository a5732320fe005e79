/** Decimals of others, of any size, to glance at: what is behind the digits shown is cut off, never rounded. */
import { inPercent, readable } from './numerals';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
/** Digits of a price below one that are shown behind its zeros. */
const SIGNIFICANT = 4;
const STEPS = [
  [12, 'T'],
  [9, 'B'],
  [6, 'M'],
  [3, 'K'],
] as const;

/** "65000.123" as $65,000.12 and "0.0000123456" as $0.00001234. */
export function dollars(text: string | null): string {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text ?? '') ?? [];
  if (sign === undefined) {
    return '—';
  }
  const zeros = /^0*/.exec(fraction)?.[0].length ?? 0;
  const places = /^0*$/.test(whole) ? zeros + SIGNIFICANT : 2;
  const shown = fraction.slice(0, places).padEnd(2, '0');
  return `${sign === '' ? '' : '−'}$${readable(`${whole}.${shown}`, true)}`;
}

/** "1234567890" as 1.23B. */
export function shortly(text: string | null): string {
  const [, sign, whole = ''] = DECIMAL.exec(text ?? '') ?? [];
  if (sign === undefined) {
    return '—';
  }
  const step = STEPS.find(([digits]) => whole.length > digits);
  if (step === undefined) {
    return readable(`${sign}${whole}`, true);
  }
  const [digits, letter] = step;
  const cut = whole.length - digits;
  return `${readable(`${sign}${whole.slice(0, cut)}.${whole.slice(cut, cut + 2)}`, true)}${letter}`;
}

export const shortDollars = (text: string | null): string => (text === null ? '—' : `$${shortly(text)}`);

/** "-65000.129" of an asset as -65,000.12. */
export function sumOf(text: string): string {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  return sign === undefined ? '—' : readable(`${sign}${whole}.${fraction.slice(0, 2).padEnd(2, '0')}`, true);
}

/** "1.2345" hundredths as +1.23%. */
export function moved(text: string | null): string {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text ?? '') ?? [];
  return sign === undefined
    ? '—'
    : inPercent(`${sign === '' ? '+' : '-'}${whole}.${fraction.slice(0, 2).padEnd(2, '0')}`);
}

export const wayOf = (change: string | null): 'up' | 'down' | 'flat' =>
  change === null || /^-?0*(\.0*)?$/.test(change) ? 'flat' : change.startsWith('-') ? 'down' : 'up';

/** A share such as 0.1234 as 12.34%. */
export const percentOf = (share: number, places = 2): string => inPercent((share * 100).toFixed(places));

/** The same with its sign. */
export const changeOf = (share: number): string => inPercent(`${share > 0 ? '+' : ''}${(share * 100).toFixed(2)}`);

/** A figure of statistics: four digits that count. */
export function figureOf(value: number): string {
  if (!Number.isFinite(value)) {
    return '—';
  }
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return readable(value.toFixed(Math.max(0, Math.min(12, SIGNIFICANT - 1 - size))), true);
}

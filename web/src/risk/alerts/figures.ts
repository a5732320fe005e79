/** How the figures of alerts are typed and shown: shares of one as hundredths, all others as they are. Decimals stay texts. */
import type { AlertSubject } from '../../exchange/risk-alerts';
import { inPercent, readable } from '../../money/numerals';
import { understood } from '../../money/typed';

/** Number of decimals that the exchange takes. */
const SCALE = 8;
const SHOWN = 2;
const DECIMAL = /^(\d*)(?:\.(\d*))?$/;

export const isOfAsset = (subject: AlertSubject): boolean =>
  subject === 'score' || subject === 'price' || subject === 'volatility';

export const isInHundredths = (subject: AlertSubject): boolean => subject !== 'score' && subject !== 'price';

/** "12.5" with its point moved by -2 is "0.125". */
export function pointMoved(text: string, by: number): string {
  const [, whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  const left = by < 0 ? whole.padStart(1 - by, '0') : whole;
  const right = by > 0 ? fraction.padEnd(by, '0') : fraction;
  const digits = left + right;
  const head = digits.slice(0, left.length + by).replace(/^0+(?=\d)/, '');
  const tail = digits.slice(left.length + by).replace(/0+$/, '');
  return `${head === '' ? '0' : head}${tail === '' ? '' : `.${tail}`}`;
}

/** As the exchange takes what was typed; null where that is no decimal, or could be two. */
export function figureIn(typed: string, subject: AlertSubject): string | null {
  const meant = understood(typed, SCALE);
  if (meant.kind !== 'decimal' || !DECIMAL.test(meant.text)) {
    return null;
  }
  return pointMoved(meant.text, isInHundredths(subject) ? -SHOWN : 0);
}

/** As it is typed. */
export const typedFigure = (figure: string, subject: AlertSubject): string =>
  isInHundredths(subject) ? pointMoved(figure, SHOWN) : figure;

/** @param reference currency of prices; empty while that is not known */
export function figureText(figure: string, subject: AlertSubject, reference: string): string {
  if (isInHundredths(subject)) {
    return inPercent(pointMoved(figure, SHOWN));
  }
  return subject === 'price' ? `${readable(figure, true)} ${reference}`.trim() : readable(figure);
}

/** A value that was computed, to glance at: what is behind the digits shown is cut off. */
export function valueText(value: string, subject: AlertSubject, reference: string): string {
  if (!DECIMAL.test(value)) {
    return value;
  }
  const places = isInHundredths(subject) ? 2 * SHOWN : subject === 'score' ? SHOWN : SCALE;
  const [whole = '', fraction = ''] = value.split('.');
  return figureText(pointMoved(`${whole}.${fraction.slice(0, places)}`, 0), subject, reference);
}

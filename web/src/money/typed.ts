/**
 * Decimals as people type them, in whatever they learned to write numbers with. Understood where they can mean one thing,
 * refused where they could mean two: what was typed is never changed into another number.
 */
import { parse, type Parsed } from './money';

export type Typed =
  | { readonly kind: 'decimal'; readonly text: string }
  /** Both readings of it, as they would have to be typed. */
  | { readonly kind: 'ambiguous'; readonly whole: string; readonly decimal: string }
  | { readonly kind: 'malformed' };

const PERSIAN_ZERO = '۰'.charCodeAt(0);
const ARABIC_ZERO = '٠'.charCodeAt(0);

/** Digits and signs of other keyboards as their Latin twins: no digit is lost, none is added. */
export function inLatin(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - PERSIAN_ZERO))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO))
    .replace(/٫/g, '.')
    .replace(/،/g, ',');
}

const PLAIN = /^-?(\d+(\.\d*)?|\.\d+)$/;
/** Groups of three that a dot follows, or that are more than one: 1,234.5 and 1,234,567. */
const GROUPED = /^-?\d{1,3}((,\d{3})+\.\d*|(,\d{3}){2,})$/;
/** The same the other way round: 1.234,5. */
const GROUPED_BY_DOTS = /^-?\d{1,3}(\.\d{3})+,\d*$/;
/** By blanks or by the Arabic sign, which separate nothing else: 65 000.5. */
const SPACED = /^-?\d{1,3}([ \u00a0\u202f٬]\d{3})+([.,]\d*)?$/;
const ONE_COMMA = /^-?\d*,\d*$/;
const ONE_GROUP = /^-?[1-9]\d{0,2},\d{3}$/;

/** @param scale how many decimals there may be; where there are none, a comma can only part thousands */
export function understood(typed: string, scale: number): Typed {
  const text = inLatin(typed.trim());
  if (PLAIN.test(text)) {
    return { kind: 'decimal', text };
  }
  if (GROUPED.test(text)) {
    return { kind: 'decimal', text: text.replaceAll(',', '') };
  }
  if (GROUPED_BY_DOTS.test(text)) {
    return { kind: 'decimal', text: text.replaceAll('.', '').replace(',', '.') };
  }
  if (SPACED.test(text)) {
    return { kind: 'decimal', text: text.replace(/[ \u00a0\u202f٬]/g, '').replace(',', '.') };
  }
  return ONE_COMMA.test(text) && /\d/.test(text) ? withOneComma(text, scale) : { kind: 'malformed' };
}

/** 800,5 is a half; 1,234 is a thousand here and one and a bit there. */
function withOneComma(text: string, scale: number): Typed {
  const [whole, decimal] = [text.replace(',', ''), text.replace(',', '.')];
  if (!ONE_GROUP.test(text)) {
    return PLAIN.test(decimal) ? { kind: 'decimal', text: decimal } : { kind: 'malformed' };
  }
  return scale === 0 ? { kind: 'decimal', text: whole } : { kind: 'ambiguous', whole, decimal };
}

/** The typed number, in units; `parse` reads numbers of machines. */
export function parseTyped(typed: string, scale: number): Parsed | Extract<Typed, { kind: 'ambiguous' }> {
  const meant = understood(typed, scale);
  return meant.kind === 'decimal' ? parse(meant.text, scale) : meant;
}

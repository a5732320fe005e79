/** Which indicators a person has on the chart, with their numbers; kept in the browser. */
import { isKept, parsed, stored } from '../settings/stored';
import { CATALOGUE, KINDS, type Kind } from './catalogue';

/** The numbers of each indicator on the chart. */
export type Chosen = Readonly<Partial<Record<Kind, readonly number[] | undefined>>>;

/** The numbers that an indicator begins with. */
export const usual = (kind: Kind): readonly number[] => CATALOGUE[kind].numbers.map((number) => number.usual);

const FIRST: Chosen = { ma: usual('ma'), volume: usual('volume') };

/** Stored values may be of an older page, or not of the page at all. */
export function chosenIn(raw: unknown): Chosen {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return FIRST;
  }
  return Object.fromEntries(
    KINDS.flatMap((kind): readonly (readonly [Kind, readonly number[]])[] => {
      const numbers = numbersIn((raw as Record<string, unknown>)[kind], kind);
      return numbers === null ? [] : [[kind, numbers]];
    }),
  );
}

function numbersIn(raw: unknown, kind: Kind): readonly number[] | null {
  const { numbers } = CATALOGUE[kind];
  if (!Array.isArray(raw) || raw.length > numbers.length) {
    return null;
  }
  // An older page knew fewer numbers.
  const all = [...(raw as readonly unknown[]), ...usual(kind).slice(raw.length)];
  return all.every((number, at): number is number => isNumber(kind, at, number)) ? all : null;
}

/** True if an indicator takes that number in that place. */
export function isNumber(kind: Kind, at: number, raw: unknown): raw is number {
  const spec = CATALOGUE[kind].numbers[at];
  return (
    spec !== undefined &&
    typeof raw === 'number' &&
    raw >= spec.least &&
    raw <= spec.most &&
    (spec.step !== 1 || Number.isInteger(raw))
  );
}

/** Those that are drawn on the prices themselves. */
export const onPrices = (chosen: Chosen): Chosen =>
  Object.fromEntries(KINDS.filter((kind) => CATALOGUE[kind].pane === 'price').map((kind) => [kind, chosen[kind]]));

const NAME = 'indicators';
export const indicators = stored<Chosen>(NAME, chosenIn);

/** The key of an older page, which drew volumes besides, whatever was chosen. */
const BEFORE = 'flowex.indicators';

/** Takes over what was chosen on an older page, unless a choice was made on this one. */
export function carryOver(): void {
  const before = localStorage.getItem(BEFORE);
  if (before !== null) {
    localStorage.removeItem(BEFORE);
    if (!isKept(NAME, '')) {
      indicators.set({ ...chosenIn(parsed(before)), volume: [] });
    }
  }
}

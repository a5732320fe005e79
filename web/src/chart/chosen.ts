/** Which indicators a person has on the chart, with their numbers; kept in the browser. */
import { stored } from '../settings/stored';
import { CATALOGUE, KINDS, type Kind } from './catalogue';

/** The numbers of each indicator on the chart. */
export type Chosen = Readonly<Partial<Record<Kind, readonly number[] | undefined>>>;

/** The numbers that an indicator begins with. */
export const usual = (kind: Kind): readonly number[] => CATALOGUE[kind].numbers.map((number) => number.usual);

const FIRST: Chosen = { ma: usual('ma'), volume: usual('volume') };

/** What is stored may be of an older page, or nothing a page wrote. */
export function chosenIn(told: unknown): Chosen {
  if (typeof told !== 'object' || told === null || Array.isArray(told)) {
    return FIRST;
  }
  return Object.fromEntries(
    KINDS.flatMap((kind): readonly (readonly [Kind, readonly number[]])[] => {
      const numbers = numbersIn((told as Record<string, unknown>)[kind], kind);
      return numbers === null ? [] : [[kind, numbers]];
    }),
  );
}

function numbersIn(told: unknown, kind: Kind): readonly number[] | null {
  const { numbers } = CATALOGUE[kind];
  return Array.isArray(told) &&
    told.length === numbers.length &&
    numbers.every((_, at) => isNumber(kind, at, (told as readonly unknown[])[at]))
    ? (told as readonly number[])
    : null;
}

/** True if an indicator takes that number in that place. */
export function isNumber(kind: Kind, at: number, told: unknown): told is number {
  const spec = CATALOGUE[kind].numbers[at];
  return (
    spec !== undefined &&
    typeof told === 'number' &&
    told >= spec.least &&
    told <= spec.most &&
    (spec.step !== 1 || Number.isInteger(told))
  );
}

export const indicators = stored<Chosen>('indicators', chosenIn);

/** Which indicators a person has on the chart, with their numbers; kept in the browser. */
import { useState } from 'react';

export const KINDS = ['ma', 'ema', 'bollinger', 'vwap', 'rsi', 'macd'] as const;
export type Kind = (typeof KINDS)[number];

/** Of those on the chart, their numbers: periods, and of bands the deviations. */
export type Chosen = Readonly<Partial<Record<Kind, readonly number[] | undefined>>>;

/** What a kind begins with. A period of 0 is: since the day began. */
export const USUAL: Readonly<Record<Kind, readonly number[]>> = {
  ma: [7, 25, 99],
  ema: [12, 26],
  bollinger: [20, 2],
  vwap: [0],
  rsi: [14],
  macd: [12, 26, 9],
};

export const leastOf = (kind: Kind): number => (kind === 'vwap' ? 0 : 1);
export const PERIOD_MAX = 500;

const STORED = 'flowex.indicators';
const FIRST: Chosen = { ma: USUAL.ma };

/** What is stored may be of an older page, or nothing a page wrote. */
export function chosenIn(stored: string | null): Chosen {
  if (stored === null) {
    return FIRST;
  }
  try {
    const told: unknown = JSON.parse(stored);
    const read = KINDS.flatMap((kind): readonly (readonly [Kind, readonly number[]])[] => {
      const numbers = numbersIn(told, kind);
      return numbers === null ? [] : [[kind, numbers]];
    });
    return Object.fromEntries(read);
  } catch {
    return FIRST;
  }
}

function numbersIn(told: unknown, kind: Kind): readonly number[] | null {
  const numbers: unknown = typeof told === 'object' && told !== null ? told[kind as keyof typeof told] : null;
  const isWhole = (number: unknown): number is number =>
    typeof number === 'number' && Number.isInteger(number) && number >= leastOf(kind) && number <= PERIOD_MAX;
  return Array.isArray(numbers) && numbers.length === USUAL[kind].length && numbers.every(isWhole) ? numbers : null;
}

export function useChosen() {
  const [chosen, setChosen] = useState(() => chosenIn(localStorage.getItem(STORED)));
  const choose = (next: Chosen): void => {
    localStorage.setItem(STORED, JSON.stringify(next));
    setChosen(next);
  };
  return [chosen, choose] as const;
}

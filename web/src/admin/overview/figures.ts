/** Health and lag of the whole as one figure each. */
import type { Health, PartHealth } from '../../exchange/operations';
import { numeral } from '../../money/numerals';
import type { Figure } from './Tile';
import type { OverviewWords } from './words';

export function healthIn({ status, parts }: Health, words: OverviewWords): Figure {
  const ill = parts.filter(({ state }) => state !== 'up').length;
  const tone = status === 'failing' ? 'bad' : status === 'limited' || ill > 0 ? 'warn' : 'good';
  return { text: status === 'ok' && ill > 0 ? words.partsNotWell(ill) : words.healthStates[status], tone };
}

const LAG = /^(?:.*_)?lag_(events|ms|s)$|^(?:nodes_apart)_(ms)$/;

interface Lag {
  readonly part: string;
  readonly unit: 'events' | 'ms' | 's';
  readonly size: number;
}

/** Lags of all parts, largest first; measurements end with their unit. */
const lagsOf = (parts: readonly PartHealth[]): readonly Lag[] =>
  parts
    .flatMap(({ name, figures }) =>
      Object.entries(figures).flatMap(([figure, size]) => {
        const [, unit, other] = LAG.exec(figure) ?? [];
        const known = (['events', 'ms', 's'] as const).find((each) => each === (unit ?? other));
        return known === undefined ? [] : [{ part: name, unit: known, size }];
      }),
    )
    .sort((a, b) => b.size - a.size);

export function lagIn({ parts, isDetailed }: Health, words: OverviewWords): Figure {
  const [most] = lagsOf(parts);
  if (!isDetailed || most === undefined) {
    return { text: '—', tone: 'plain', note: words.lagHidden };
  }
  return {
    text: `${numeral(Math.round(most.size))} ${words.lagUnits[most.unit]}`,
    tone: most.size === 0 ? 'good' : 'plain',
    note: most.size === 0 ? words.lagNote : most.part,
  };
}

import type { Column } from '../pages/Records';
import type { AdminWords } from './words';

/** An asset, and a network that carries it. */
export interface Carried {
  readonly code: string;
  readonly network: string;
}

export function Carries({ code, network }: Carried) {
  return <bdi>{`${code}, ${network}`}</bdi>;
}

/** Column of an amount of an asset on a network, in the smallest units. */
export const carriedColumn = (words: AdminWords): Column<Carried & { readonly chainUnits: string }> => ({
  name: words.asset,
  cell: (row) => (
    <span>
      <Carries {...row} />
      <small>{words.smallestUnits(row.chainUnits)}</small>
    </span>
  ),
});

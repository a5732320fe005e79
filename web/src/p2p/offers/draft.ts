import { useState } from 'react';
import type { Asset, Side } from '../../exchange/model';
import type { OwnOffer } from '../../exchange/p2p';
import type { PaymentMethod } from '../../exchange/p2p-methods';
import { plain } from '../../money/money';
import { useUsualCurrency } from '../currencies';
import { useMethods } from '../methods';
import { useUsableMethods } from '../own/OwnMethodChecks';
import { floating, useReference } from './reference';
import type { Chosen, Pricing } from './request';

/** Choices of an offer that other fields of its form depend on. */
export interface Draft extends Omit<Chosen, 'methods'> {
  readonly methods: readonly PaymentMethod[];
  /** A floating price, if that is chosen, as it is now; null while there is none. */
  readonly now: bigint | null;
  /** False where the pair has no market that a price could follow. */
  readonly mayFloat: boolean;
  readonly margin: string;
  readonly setSide: (side: Side) => void;
  readonly setAsset: (asset: string) => void;
  readonly setCurrency: (currency: string) => void;
  readonly setPricing: (pricing: Pricing) => void;
  readonly setMargin: (margin: string) => void;
  readonly setOwn: (ids: readonly string[]) => void;
}

/** @param was the offer that the form begins with; null for none */
export function useDraft(was: OwnOffer | null, assets: readonly Asset[]): Draft {
  const terms = was?.offer;
  const usual = useUsualCurrency();
  const [side, setSide] = useState<Side>(terms?.side ?? 'sell');
  const [asset, setAsset] = useState(terms?.asset ?? assets[0]?.code ?? '');
  const [currency, setCurrency] = useState(terms?.currency ?? usual);
  const [requestedPricing, setPricing] = useState<Pricing>(terms?.margin == null ? 'fixed' : 'floating');
  const [margin, setMargin] = useState(terms?.margin == null ? '' : plain(BigInt(terms.margin), 2));
  const [requestedOwn, setOwn] = useState<readonly string[]>(was?.own_methods ?? []);
  const methods = useMethods(currency);
  const usable = useUsableMethods();
  const reference = useReference(asset, currency);
  const mayFloat = reference !== null;
  const pricing = mayFloat ? requestedPricing : 'fixed';
  return {
    ...{ side, asset, currency, pricing, methods, mayFloat, margin },
    own: requestedOwn.filter((id) => usable.some((each) => each.id === id)),
    now: pricing === 'floating' ? floating(reference ?? null, margin) : null,
    ...{ setSide, setAsset, setCurrency, setPricing, setMargin, setOwn },
  };
}

/** Price alerts that the exchange keeps: they reach a closed browser, by mail, push and webhook. */
import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNotifier } from '../controls/toasts';
import { useExchange, useSession } from '../exchange/context';
import type { Market } from '../exchange/model';
import { refreshPrivate } from '../exchange/queries';
import { useWeights } from '../exchange/risk';
import { putAlert, removeAlert, useAlerts, type RiskAlert } from '../exchange/risk-alerts';
import { parse, plain, price as asPrice, type Price } from '../money/money';
import { useKeptWords } from './words';

/** An alert of a price that wavers does not come more often. */
const COOL_DOWN_SECONDS = 86_400;

export interface Kept {
  readonly id: string;
  readonly way: 'above' | 'below';
  readonly price: Price;
}

interface KeptAlerts {
  /** True for a logged-in user at a market in the asset in which risks are computed. */
  readonly canKeep: boolean;
  readonly rows: readonly Kept[];
  readonly keep: (price: Price, way: Kept['way']) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** The alerts on a market's price that wait at the exchange. */
export function useKept(market: Market): KeptAlerts {
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const words = useKeptWords();
  const isIn = useSession().kind === 'in';
  const reference = useWeights().data?.reference ?? null;
  const canKeep = isIn && reference === market.quote.code;
  const { data } = useAlerts('own');
  const rows = useMemo(
    () => (canKeep ? (data?.pages.flatMap(({ items }) => items) ?? []).flatMap((row) => keptIn(row, market)) : []),
    [canKeep, data, market],
  );
  const attempt = async (work: Promise<unknown>, notice: string | null): Promise<void> => {
    try {
      await work;
      if (notice !== null) {
        notifier.notify(notice);
      }
      await refreshPrivate(queries);
    } catch (thrown) {
      notifier.notifyProblem(thrown);
    }
  };
  return {
    canKeep,
    rows,
    keep: (price, side) => {
      const threshold = plain(price, market.scales.price);
      const settings = {
        ...{ subject: 'price' as const, asset: market.base.code, accounts: [], side, threshold },
        ...{ hysteresis: '0', coolDownSeconds: COOL_DOWN_SECONDS },
        ...{ mail: true, push: true, webhook: null, enabled: true },
      };
      return attempt(putAlert(exchange, 'own', null, settings), words.kept);
    },
    remove: (id) => attempt(removeAlert(exchange, 'own', id), null),
  };
}

/** @returns none for an alert on something else, and for one that is switched off */
export function keptIn(
  { id, subject, asset, side, threshold, enabled }: RiskAlert,
  { base, scales }: Market,
): readonly Kept[] {
  const parsed = parse(threshold, scales.price);
  return subject === 'price' && asset === base.code && enabled && parsed.kind === 'units'
    ? [{ id, way: side, price: asPrice(parsed.units) }]
    : [];
}

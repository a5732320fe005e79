import { useEffect, useRef } from 'react';
import { addAlert } from '../alerts/alerts';
import { useKept } from '../alerts/kept';
import { useKeptWords } from '../alerts/words';
import { goTo, marketHref } from '../app/place';
import { useTrading } from '../app/trading';
import { rove } from '../controls/roving';
import { newId } from '../exchange/id';
import type { Market } from '../exchange/model';
import { useTicker } from '../exchange/queries';
import { priceText } from '../markets/figures';
import { plain, type Price } from '../money/money';
import type { Here } from './here';
import { usePanelWords } from './panel-words';

interface MenuProps {
  readonly here: Here & { readonly price: Price };
  readonly market: Market;
  readonly onClose: () => void;
}

/** An order or an alert at the price that was pointed at; mount it anew (by `key`) for another place. */
export function HereMenu({ here, market, onClose }: MenuProps) {
  const words = usePanelWords();
  const { pick, market: traded } = useTrading();
  const last = useTicker(market)?.last ?? null;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector('button')?.focus(), []);
  const shownPrice = priceText(here.price, market);
  const { canKeep, keep } = useKept(market);
  const keptWords = useKeptWords();
  const way = last !== null && here.price < last ? 'below' : 'above';
  const alert = (): void => {
    addAlert({ id: newId(), symbol: market.symbol, way, price: plain(here.price, market.scales.price) });
  };
  const acts = [
    ...(market.symbol === traded.symbol
      ? [
          { name: words.buyAt(shownPrice), act: () => pick(here.price, null, 'buy') },
          { name: words.sellAt(shownPrice), act: () => pick(here.price, null, 'sell') },
        ]
      : // The ticket is of the desk's market.
        [{ name: words.trade(market.symbol.replace('-', '/')), act: () => goTo(marketHref(market.symbol)) }]),
    { name: words.alertAt(shownPrice), act: alert },
    ...(canKeep ? [{ name: keptWords.keptAt(shownPrice), act: () => void keep(here.price, way) }] : []),
  ];
  return (
    <div
      className="chart-here"
      ref={root}
      role="menu"
      aria-label={shownPrice}
      style={{ top: here.y, left: here.x }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          onClose();
        } else {
          rove(event, 'button');
        }
      }}
      onBlur={({ relatedTarget }) => {
        if (root.current?.contains(relatedTarget) !== true) {
          onClose();
        }
      }}
    >
      {acts.map(({ name, act }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          onClick={() => {
            onClose();
            act();
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

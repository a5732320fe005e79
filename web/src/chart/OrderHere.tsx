import { lazy, useEffect, useState } from 'react';
import { Fetched } from '../controls/fetched';
import type { Market } from '../exchange/model';
import type { Price } from '../money/money';
import type { ChartDrawing } from './drawing';
import { onHere, type Here } from './here';

const HereMenu = lazy(() => import('./HereMenu').then((file) => ({ default: file.HereMenu })));

interface OrderHereProps {
  readonly drawing: ChartDrawing;
  readonly element: { readonly current: HTMLElement | null };
  readonly market: Market;
}

/** Opens the menu of a price at a right click or a long press of a finger. */
export function OrderHere({ drawing, element, market }: OrderHereProps) {
  const [here, setHere] = useState<(Here & { readonly price: Price }) | null>(null);
  useEffect(() => {
    if (element.current === null) {
      return undefined;
    }
    return onHere(element.current, (at) => {
      const price = drawing.priceAtPixel(at.y);
      setHere(price === null ? null : { ...at, price });
    });
  }, [drawing, element]);
  return here === null ? null : (
    <Fetched>
      <HereMenu key={`${here.x} ${here.y}`} here={here} market={market} onClose={() => setHere(null)} />
    </Fetched>
  );
}

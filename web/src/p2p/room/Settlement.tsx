import type { ReactNode } from 'react';
import type { Trade } from '../../exchange/p2p';
import { Sum } from '../Sum';
import { useRoomWords } from './words';

/** How the escrow is, or would be, divided. */
export function Settlement({ trade: { settlement, asset } }: { readonly trade: Trade }) {
  const words = useRoomWords();
  if (settlement === null) {
    return null;
  }
  const line = (name: string, of: string): ReactNode =>
    Number(of) > 0 && (
      <>
        <dt>{name}</dt>
        <dd>
          <Sum of={of} code={asset} />
        </dd>
      </>
    );
  return (
    <dl className="facts">
      {line(words.buyerGot, settlement.buyer_quantity)}
      {line(words.sellerGot, settlement.seller_quantity)}
      {line(words.feeTaken, settlement.fee)}
    </dl>
  );
}

import type { OfferRequest } from '../../exchange/p2p';
import { plain } from '../../money/money';
import { numeral } from '../../money/numerals';
import { pricingText } from '../market/Market';
import { shareOf, Ways } from '../Reliable';
import { Sum } from '../Sum';
import { PRICE_SCALE } from '../sums';
import { useP2pWords } from '../words';

interface OfferReviewProps {
  readonly of: OfferRequest;
  /** Present value of a floating price; null for a fixed one, and while the market has none. */
  readonly now: bigint | null;
}

/** An offer as it would be posted, to be checked before. */
export function OfferReview({ of, now }: OfferReviewProps) {
  const words = useP2pWords();
  const { asset, currency } = of;
  const price = of.price ?? (now === null ? null : plain(now, PRICE_SCALE));
  return (
    <section className="review" aria-label={words.reviewOffer}>
      <h3>{words.reviewOffer}</h3>
      <dl className="facts">
        <dt>{words.side}</dt>
        <dd>
          <b className={of.side === 'buy' ? 'up' : 'down'}>{words.take(of.side, asset)}</b>
        </dd>
        <dt>{words.price}</dt>
        <dd>
          {price === null ? currency : <Sum of={price} code={currency} />}
          <small className="quiet">{pricingText(of.margin ?? null, words)}</small>
        </dd>
        {of.price_limit != null && (
          <>
            <dt>{words.priceLimit[of.side]}</dt>
            <dd>
              <Sum of={of.price_limit} code={currency} />
            </dd>
          </>
        )}
        <dt>{words.quantity}</dt>
        <dd>
          <Sum of={of.quantity} code={asset} />
        </dd>
        <dt>{words.limits}</dt>
        <dd>
          <span>
            <Sum of={of.min_quantity} code="" /> – <Sum of={of.max_quantity} code={asset} />
          </span>
        </dd>
        <dt>{words.ways}</dt>
        <dd>
          <Ways of={of.methods} />
        </dd>
        <dt>{words.window}</dt>
        <dd>{words.minutes(numeral(of.window_minutes))}</dd>
        {(of.payment_details ?? '') !== '' && (
          <>
            <dt>{words.whereToPay}</dt>
            <dd className="p2p-terms">
              <bdi>{of.payment_details}</bdi>
            </dd>
          </>
        )}
        {of.terms != null && (
          <>
            <dt>{words.terms}</dt>
            <dd className="p2p-terms">
              <bdi>{of.terms}</bdi>
            </dd>
          </>
        )}
        {((of.min_trades ?? 0) > 0 || (of.min_reliability ?? 0) > 0) && (
          <>
            <dt>{words.conditions}</dt>
            <dd>
              {(of.min_trades ?? 0) > 0 && <span>{words.minTrades(numeral(of.min_trades ?? 0))}</span>}
              {(of.min_reliability ?? 0) > 0 && <span>{words.minReliability(shareOf(of.min_reliability ?? 0))}</span>}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

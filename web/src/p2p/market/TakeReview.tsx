import type { Side } from '../../exchange/model';
import { numeral } from '../../money/numerals';
import { useP2pWords } from '../words';

interface TakeReviewProps {
  readonly side: Side;
  readonly quantity: string;
  readonly payment: string;
  readonly fee: string;
  readonly needed: string;
  readonly price: string;
  readonly method: string;
  readonly details: string;
  readonly minutes: number;
}

/** The trade as it would be made. */
export function TakeReview(of: TakeReviewProps) {
  const words = useP2pWords();
  const isBuying = of.side === 'buy';
  return (
    <section className="review" aria-label={words.reviewTitle}>
      <h3>{words.reviewTitle}</h3>
      <dl className="facts">
        <dt>{isBuying ? words.youPay : words.youArePaid}</dt>
        <dd>
          <b>
            <bdi dir="ltr">{of.payment}</bdi>
          </b>
        </dd>
        <dt>{isBuying ? words.arrives : words.youSell}</dt>
        <dd>
          <b>
            <bdi dir="ltr">{of.quantity}</bdi>
          </b>
        </dd>
        <dt>{words.price}</dt>
        <dd>
          <bdi dir="ltr">{of.price}</bdi>
        </dd>
        <dt>{words.fee}</dt>
        <dd>
          <bdi dir="ltr">{of.fee}</bdi>
          <small className="quiet">{isBuying ? words.feeOfSeller : words.feeOnTop}</small>
        </dd>
        {!isBuying && (
          <>
            <dt>{words.leavesYou}</dt>
            <dd>
              <bdi dir="ltr">{of.needed}</bdi>
            </dd>
          </>
        )}
        <dt>{words.method}</dt>
        <dd>{of.method}</dd>
        {of.details !== '' && (
          <>
            <dt>{words.whereToPay}</dt>
            <dd className="p2p-terms">
              <bdi>{of.details}</bdi>
            </dd>
          </>
        )}
        <dt>{words.window}</dt>
        <dd>{words.minutes(numeral(of.minutes))}</dd>
      </dl>
      <p className="wallet-warning" role="note">
        {isBuying ? words.takeNoticeBuy : words.takeNoticeSell}
      </p>
    </section>
  );
}

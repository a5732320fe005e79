import { p2pHref } from '../../app/place';
import { AsRead } from '../../controls/AsRead';
import { useOffer, type Offer } from '../../exchange/p2p';
import type { Side } from '../../exchange/model';
import { numeral } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { useAssets } from '../currencies';
import { Reliable, shareOf, Ways } from '../Reliable';
import { Report } from '../Report';
import { Sum } from '../Sum';
import { useP2pWords } from '../words';
import { Limits, pricingText } from './Market';
import { TakeForm } from './TakeForm';

/** One offer, and the form that takes it. */
export function Take({ id }: { readonly id: string }) {
  const words = useP2pWords();
  return (
    <>
      <p className="p2p-back">
        <a className="link" href={p2pHref('market')}>
          {words.back}
        </a>
      </p>
      <Loaded query={useOffer(id)}>
        {(offer) => <AsRead value={offer}>{(read) => <Shown read={read} now={offer} />}</AsRead>}
      </Loaded>
    </>
  );
}

interface ShownProps {
  /** As its reader saw it first. */
  readonly read: Offer;
  /** With the price of this moment, if nothing else has changed. */
  readonly now: Offer;
}

function Shown({ read, now }: ShownProps) {
  const words = useP2pWords();
  const { offer: terms } = read;
  const side: Side = terms.side === 'sell' ? 'buy' : 'sell';
  const asset = useAssets().find(({ code }) => code === terms.asset);
  const price = now.version === read.version ? now.price : read.price;
  const title = side === 'buy' ? words.takeTitle(side, terms.asset) : words.sellTitle(terms.asset);
  return (
    <Card title={title} action={<Report of={{ offer_id: read.id }} />}>
      <dl className="facts p2p-facts">
        <dt>{words.price}</dt>
        <dd>
          {price === null ? '—' : <Sum of={price} code={terms.currency} />}
          <small className="quiet">
            {pricingText(terms.margin, words)}
            {terms.margin !== null && `, ${words.priceNow}`}
          </small>
        </dd>
        <dt>{words.limits}</dt>
        <dd>
          <Limits offer={{ ...read, price }} />
        </dd>
        <dt>{words.window}</dt>
        <dd>{words.minutes(numeral(terms.window_minutes))}</dd>
        <dt>{words.owner}</dt>
        <dd>
          <Reliable of={read.owner} />
        </dd>
        <dt>{words.method}</dt>
        <dd>
          <Ways of={terms.methods} />
        </dd>
        <Conditions offer={read} />
        {terms.terms !== '' && (
          <>
            <dt>{words.terms}</dt>
            <dd className="p2p-terms">
              <bdi>{terms.terms}</bdi>
            </dd>
          </>
        )}
      </dl>
      {price === null || read.state !== 'active' || asset === undefined ? (
        <p className="wallet-warning" role="note">
          {words.unavailable}
        </p>
      ) : (
        <TakeForm offer={read} price={price} asset={asset} side={side} />
      )}
    </Card>
  );
}

function Conditions({ offer: { offer } }: { readonly offer: Offer }) {
  const words = useP2pWords();
  const { min_trades: trades, min_reliability: reliability } = offer;
  if (trades === 0 && reliability === 0) {
    return null;
  }
  return (
    <>
      <dt>{words.conditions}</dt>
      <dd>
        {trades > 0 && <span>{words.minTrades(numeral(trades))}</span>}
        {reliability > 0 && <span>{words.minReliability(shareOf(reliability))}</span>}
      </dd>
    </>
  );
}

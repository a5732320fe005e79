import { Paged } from '../../admin/Paged';
import { goTo, p2pHref } from '../../app/place';
import { useOwnOffers, useP2p, type OfferState, type OwnOffer } from '../../exchange/p2p';
import { useMessages } from '../../language/language';
import { numeral } from '../../money/numerals';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { pricingText } from '../market/Market';
import { Ways } from '../Reliable';
import { Sum } from '../Sum';
import { useP2pWords } from '../words';

/** The caller's offers, newest first. */
export function Offers() {
  const words = useP2pWords();
  return (
    <Card
      title={words.offers}
      notice={words.offersNotice}
      action={
        <a className="primary p2p-button" href={p2pHref('offers', 'new')}>
          {words.newOffer}
        </a>
      }
    >
      <Paged list={useOwnOffers()}>{(offers) => <Rows offers={offers} />}</Paged>
    </Card>
  );
}

const TONES: Readonly<Record<OfferState, string>> = { active: 'tag-good', paused: 'tag-warn', closed: 'tag-plain' };

function Rows({ offers }: { readonly offers: readonly OwnOffer[] }) {
  const words = useP2pWords();
  const dates = useDates();
  return (
    <Records
      label={words.offers}
      rows={offers}
      keyOf={({ id }) => id}
      nothing={words.noOwnOffers}
      columns={[
        {
          name: words.offer,
          cell: ({ id, offer }) => (
            <span>
              <b className={offer.side === 'buy' ? 'up' : 'down'}>{words.take(offer.side, offer.asset)}</b>
              <small>{numeral(Number(id))}</small>
            </span>
          ),
        },
        {
          name: words.price,
          cell: ({ offer }) => (
            <span>
              {offer.fixed_price === null ? offer.currency : <Sum of={offer.fixed_price} code={offer.currency} />}
              <small>{pricingText(offer.margin, words)}</small>
            </span>
          ),
        },
        {
          name: words.limits,
          cell: ({ offer }) => (
            <span>
              <Sum of={offer.min_quantity} code="" /> – <Sum of={offer.max_quantity} code={offer.asset} />
              <small>
                <Sum of={offer.remaining} code={offer.asset} />
              </small>
            </span>
          ),
        },
        { name: words.method, cell: ({ offer }) => <Ways of={offer.methods} /> },
        {
          name: words.state,
          cell: ({ state, ends_at }) => (
            <span>
              <i className={`tag ${TONES[state]}`}>{words.states[state]}</i>
              {state === 'active' && ends_at !== '' && <small>{words.endsAt(dates.minute(Date.parse(ends_at)))}</small>}
            </span>
          ),
        },
        { name: words.changedAt, cell: ({ changed_at }) => dates.minute(Date.parse(changed_at)) },
      ]}
      actions={(offer) => <Actions offer={offer} />}
    />
  );
}

function Actions({ offer }: { readonly offer: OwnOffer }) {
  const words = useP2pWords();
  const messages = useMessages();
  const p2p = useP2p();
  const { busy, act } = useAct();
  const become = (state: OfferState): void => act(() => p2p.become(offer, state).then(() => words.became[state]));
  if (offer.state === 'closed') {
    return (
      <button type="button" className="small-button" onClick={() => goTo(p2pHref('offers', `again:${offer.id}`))}>
        {words.again}
      </button>
    );
  }
  const next = offer.state === 'active' ? 'paused' : 'active';
  return (
    <span className="p2p-actions" role="group" aria-label={messages.actions}>
      <button type="button" className="small-button" aria-disabled={busy} onClick={() => become(next)}>
        {next === 'paused' ? words.pause : words.resume}
      </button>
      {offer.state === 'active' && offer.ends_at !== '' && (
        <button
          type="button"
          className="small-button"
          aria-disabled={busy}
          onClick={() => act(() => p2p.renew(offer).then(() => words.renewed))}
        >
          {words.renew}
        </button>
      )}
      <button type="button" className="small-button" onClick={() => goTo(p2pHref('offers', offer.id))}>
        {words.edit}
      </button>
      <SureButton sure={words.closeSure} busy={busy} onSure={() => become('closed')}>
        {words.close}
      </SureButton>
    </span>
  );
}

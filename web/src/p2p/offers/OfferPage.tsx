import { p2pHref } from '../../app/place';
import { AsRead } from '../../controls/AsRead';
import { useOwnOffers } from '../../exchange/p2p';
import { useMarkets } from '../../exchange/queries';
import { numeral } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { Loaded, Waiting } from '../../pages/Records';
import { useAssets } from '../currencies';
import { useP2pWords } from '../words';
import { OfferForm } from './OfferForm';

interface OfferPageProps {
  /** "new", the id of an offer, or "again:" and the id of one whose terms a new one begins with. */
  readonly name: string;
}

/** A form for an offer: a new one, or one of the caller's. */
export function OfferPage({ name }: OfferPageProps) {
  const words = useP2pWords();
  const [, again, id = name] = /^(again:)?(\d+)$/.exec(name) ?? [];
  const isNew = name === 'new';
  return (
    <>
      <p className="p2p-back">
        <a className="link" href={p2pHref('offers')}>
          {words.backToOffers}
        </a>
      </p>
      <Card
        title={isNew || again !== undefined ? words.newOffer : words.editOffer(numeral(Number(id)))}
        notice={words.offerNotice}
      >
        <Loaded query={useMarkets()}>
          {() => (isNew ? <New /> : <Known id={id} isAgain={again !== undefined} />)}
        </Loaded>
      </Card>
    </>
  );
}

function New() {
  const assets = useAssets();
  return assets.length === 0 ? null : <OfferForm assets={assets} was={null} isAgain={false} />;
}

/** Offers come in pages: an older one is looked for in all that are fetched. */
function Known({ id, isAgain }: { readonly id: string; readonly isAgain: boolean }) {
  const words = useP2pWords();
  const assets = useAssets();
  const list = useOwnOffers();
  if (list.data === undefined) {
    return <Waiting error={list.error} onRetry={() => void list.refetch()} />;
  }
  const offer = list.data.pages.flatMap(({ items }) => items).find((each) => each.id === id);
  if (offer === undefined) {
    return <p className="nothing">{words.noOwnOffers}</p>;
  }
  return isAgain ? (
    <OfferForm assets={assets} was={offer} isAgain />
  ) : (
    <AsRead value={offer}>{(read) => <OfferForm assets={assets} was={read} isAgain={false} />}</AsRead>
  );
}

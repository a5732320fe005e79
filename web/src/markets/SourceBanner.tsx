import type { Market } from '../exchange/model';
import { useSources } from '../exchange/queries';
import { useMessages } from '../language/language';
import './markets.css';

/** Says where the prices on the screen come from, and whether the market may be traded. */
export function SourceBanner({ market }: { readonly market: Market }) {
  const messages = useMessages();
  const { data: sources } = useSources();
  if (!market.open) {
    return <p className="banner banner-halted">{messages.haltedNotice}</p>;
  }
  if (sources === undefined || sources.length === 0) {
    return null;
  }
  return (
    <p className="banner">
      <strong>{messages.demoMarket}</strong>
      {sources.map(({ symbol, kind, detail }) => (
        <span key={symbol} className={symbol === market.symbol ? 'banner-here' : 'banner-other'} title={detail}>
          <em className={`tag tag-${kind}`}>{messages[kind]}</em>
          <bdi>{symbol.replace('-', '/')}</bdi>{' '}
          {kind === 'recorded' ? messages.recordedNotice : messages.syntheticNotice}
        </span>
      ))}
      <span>{messages.noRealMoney}</span>
    </p>
  );
}

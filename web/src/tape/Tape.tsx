import { memo, useSyncExternalStore } from 'react';
import { useTrading } from '../app/trading';
import { useTimes } from '../controls/times';
import type { Market, Trade } from '../exchange/model';
import { useMessages } from '../language/language';
import { priceText, quantityText } from '../markets/figures';
import './tape.css';

const SHOWN_MAX = 60;

/** The latest trades, newest first, coloured by who took. */
export function Tape() {
  const messages = useMessages();
  const times = useTimes();
  const { market, tape } = useTrading();
  const trades = useSyncExternalStore(tape.onChange, tape.latest);
  return (
    <section className="panel tape">
      <header className="panel-head">
        <h2>{messages.recentTrades}</h2>
      </header>
      <div className="tape-names quiet">
        <span>
          {messages.price} ({market.quote.code})
        </span>
        <span>
          {messages.quantity} ({market.base.code})
        </span>
        <span>{messages.time}</span>
      </div>
      <div className="tape-rows" role="region" aria-label={messages.recentTrades} tabIndex={0}>
        {trades.length === 0 && <p className="nothing">{messages.noTrades}</p>}
        {trades.slice(0, SHOWN_MAX).map((trade) => (
          <TapeRow key={trade.id} trade={trade} market={market} clock={times.clock} />
        ))}
      </div>
    </section>
  );
}

interface TapeRowProps {
  readonly trade: Trade;
  readonly market: Market;
  readonly clock: (millis: number) => string;
}

/** Written once: a trade never changes. */
const TapeRow = memo(function TapeRow({ trade, market, clock }: TapeRowProps) {
  return (
    <div className="tape-row number">
      <span className={trade.takerSide === 'buy' ? 'up' : 'down'}>{priceText(trade.price, market)}</span>
      <span>{quantityText(trade.quantity, market)}</span>
      <span className="quiet">{clock(trade.atMillis)}</span>
    </div>
  );
});

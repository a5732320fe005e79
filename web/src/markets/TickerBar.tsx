import { lazy, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTrading } from '../app/trading';
import { Fetched } from '../controls/fetched';
import { pageTitle } from '../controls/page-title';
import type { Market } from '../exchange/model';
import { useHouse, useTicker } from '../exchange/queries';
import { useMessages } from '../language/language';
import { direction, percentText, priceText, short } from './figures';
import './markets.css';

const AlertDialog = lazy(() => import('../alerts/AlertDialog').then((file) => ({ default: file.AlertDialog })));

/** The figures of the market on the screen. */
export function TickerBar({ market, picker }: { readonly market: Market; readonly picker: ReactNode }) {
  const messages = useMessages();
  const ticker = useTicker(market);
  const { tape } = useTrading();
  const tick = useSyncExternalStore(tape.onChange, tape.tick);
  const [alerting, setAlerting] = useState(false);
  const name = useHouse()?.name ?? 'FlowEx';
  const of = direction(ticker);
  const { base, quote } = market;
  const price = (at: typeof market.tick | null | undefined) => (at == null ? '—' : priceText(at, market));
  const last = price(ticker?.last);
  useEffect(() => {
    pageTitle.say(`${last} ${base.code}/${quote.code} · ${name}`);
  }, [last, base, quote, name]);
  return (
    <section className="ticker-bar">
      {picker}
      <div className={`ticker-last number ${tick}`} title={messages.lastPrice}>
        {last}
      </div>
      <Figure label={messages.change24h}>
        <span className={of}>
          {ticker?.change != null && `${ticker.change > 0n ? '+' : ''}${price(ticker.change)} `}
          {percentText(ticker)}
        </span>
      </Figure>
      <Figure label={messages.high24h}>{price(ticker?.high)}</Figure>
      <Figure label={messages.low24h}>{price(ticker?.low)}</Figure>
      <Figure label={`${messages.volume24h} (${base.code})`}>
        {ticker === undefined ? '—' : short(ticker.volume, base.scale)}
      </Figure>
      <Figure label={`${messages.volume24h} (${quote.code})`}>
        {ticker === undefined ? '—' : short(ticker.quoteVolume, quote.scale)}
      </Figure>
      <button type="button" className="link ticker-alert" onClick={() => setAlerting(true)}>
        {messages.alert}
      </button>
      {alerting && (
        <Fetched>
          <AlertDialog market={market} onClose={() => setAlerting(false)} />
        </Fetched>
      )}
    </section>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="figure">
      <span className="figure-label">{label}</span>
      <span className="number">{children}</span>
    </div>
  );
}

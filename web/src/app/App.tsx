import { useState } from 'react';
import { AccountDialog, type AccountPage } from '../account/AccountDialog';
import { Tabs } from '../controls/tabs';
import { Chart } from '../chart/Chart';
import { OrderBook } from '../book/OrderBook';
import { useSession } from '../exchange/context';
import type { Asset, Market, Side } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { useMarkets } from '../exchange/queries';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { MarketPicker } from '../markets/MarketPicker';
import { SourceBanner } from '../markets/SourceBanner';
import { TickerBar } from '../markets/TickerBar';
import { OrdersPanel } from '../orders/OrdersPanel';
import { Tape } from '../tape/Tape';
import { Ticket } from '../ticket/Ticket';
import { DepositDialog } from '../wallet/DepositDialog';
import { Foot } from './Foot';
import { Head } from './Head';
import { TradingProvider } from './trading';
import { useChosenSymbol } from './chosen-symbol';
import './app.css';

/** The whole page. */
export function App() {
  const messages = useMessages();
  const { data: markets, error, refetch } = useMarkets();
  const [page, setPage] = useState<AccountPage | null>(null);
  return (
    <div className="app">
      <Head onAccount={setPage} />
      {markets === undefined ? (
        <main className="waiting">
          {error !== null && (
            <>
              <p>{saying(problemOf(error), messages)}</p>
              <button type="button" className="secondary" onClick={() => void refetch()}>
                {messages.retry}
              </button>
            </>
          )}
        </main>
      ) : (
        <TradingPage markets={markets} onLogin={() => setPage('login')} />
      )}
      <Foot />
      {page !== null && <AccountDialog page={page} onPage={setPage} onClose={() => setPage(null)} />}
    </div>
  );
}

interface TradingPageProps {
  readonly markets: readonly Market[];
  readonly onLogin: () => void;
}

function TradingPage({ markets, onLogin }: TradingPageProps) {
  const [symbol, choose] = useChosenSymbol();
  const market = markets.find((candidate) => candidate.symbol === symbol) ?? markets[0];
  if (market === undefined) {
    return <main className="waiting" />;
  }
  return (
    <TradingProvider key={market.symbol} market={market}>
      <TickerBar market={market} picker={<MarketPicker markets={markets} chosen={market} onChoose={choose} />} />
      <SourceBanner market={market} />
      <Desk markets={markets} onLogin={onLogin} />
    </TradingProvider>
  );
}

type Look = 'chart' | 'book' | 'tape';

/** All panels side by side; on a phone chart, book and trades take turns. */
function Desk({ markets, onLogin }: TradingPageProps) {
  const messages = useMessages();
  const session = useSession();
  const [look, setLook] = useState<Look>('chart');
  const [side, setSide] = useState<Side>('buy');
  const [deposit, setDeposit] = useState<Asset | null>(null);
  const openDeposit = (code: string) => {
    if (session.kind === 'in') {
      setDeposit(assetOf(markets, code));
    } else {
      onLogin();
    }
  };
  return (
    <main className={`desk look-${look}`}>
      <div className="desk-looks">
        <Tabs
          label={messages.chart}
          tabs={[
            { name: 'chart', label: messages.chart },
            { name: 'book', label: messages.orderBook },
            { name: 'tape', label: messages.trades },
          ]}
          chosen={look}
          onChoose={setLook}
        />
      </div>
      <Chart />
      <OrderBook />
      <div className="desk-side">
        <Ticket side={side} onSide={setSide} onLogin={onLogin} onDeposit={openDeposit} />
        <Tape />
      </div>
      <OrdersPanel onLogin={onLogin} onDeposit={openDeposit} />
      {deposit !== null && <DepositDialog asset={deposit} onClose={() => setDeposit(null)} />}
    </main>
  );
}

const assetOf = (markets: readonly Market[], code: string): Asset | null =>
  markets.flatMap(({ base, quote }) => [base, quote]).find((asset) => asset.code === code) ?? null;

import { lazy, useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { AccountDialogPage } from '../account/AccountDialog';
import type { MailLink } from '../account/mail-link';
import { alerts } from '../alerts/alerts';
import { Fetched } from '../controls/fetched';
import { useKeptFocus } from '../controls/kept-focus';
import { Tabs } from '../controls/tabs';
import { Chart } from '../chart/Chart';
import { OrderBook } from '../book/OrderBook';
import { useSession } from '../exchange/context';
import type { Asset, Market, Side } from '../exchange/model';
import type { ProviderReturn } from '../exchange/provider-return';
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
import { useRemembered } from '../settings/remembered';
import { useStored } from '../settings/stored';
import { Brand } from '../theme/Brand';
import { usePhone } from '../phone/use-phone';
import { useSettings } from '../settings/settings';
import { Connection } from './Connection';
import { Foot } from './Foot';
import { Head } from './Head';
import { Keys } from './Keys';
import { layout, styleOf } from './layout';
import { Left } from './Left';
import { goTo, marketHref, usePlace, type Place } from './place';
import { SkipLink } from './SkipLink';
import { Splitter } from './Splitter';
import { TradingProvider, useTrading } from './trading';
import './app.css';

// Parts that most traders do not open are fetched when opened.
const AccountDialog = lazy(() => import('../account/AccountDialog').then((file) => ({ default: file.AccountDialog })));
const DepositDialog = lazy(() => import('../wallet/DepositDialog').then((file) => ({ default: file.DepositDialog })));
const SettingsDialog = lazy(() =>
  import('../settings/SettingsDialog').then((file) => ({ default: file.SettingsDialog })),
);
const WalletPage = lazy(() => import('../wallet/WalletPage').then((file) => ({ default: file.WalletPage })));
const AccountPage = lazy(() => import('../account/AccountPage').then((file) => ({ default: file.AccountPage })));
const OverviewPage = lazy(() => import('../overview/OverviewPage').then((file) => ({ default: file.OverviewPage })));
const CoinsPage = lazy(() => import('../listings/CoinsPage').then((file) => ({ default: file.CoinsPage })));
const CoinPage = lazy(() => import('../listings/CoinPage').then((file) => ({ default: file.CoinPage })));
const StrategiesPage = lazy(() =>
  import('../strategies/StrategiesPage').then((file) => ({ default: file.StrategiesPage })),
);
const P2pPage = lazy(() => import('../p2p/P2pPage').then((file) => ({ default: file.P2pPage })));
const RiskPage = lazy(() => import('../risk/RiskPage').then((file) => ({ default: file.RiskPage })));
const AlertWatch = lazy(() => import('../alerts/AlertWatch').then((file) => ({ default: file.AlertWatch })));
const Watchers = lazy(() => import('./Watchers').then((file) => ({ default: file.Watchers })));
const PhoneBar = lazy(() => import('../phone/PhoneBar').then((file) => ({ default: file.PhoneBar })));
const PhoneDesk = lazy(() => import('../phone/PhoneDesk').then((file) => ({ default: file.PhoneDesk<Look> })));
const AdminPage = lazy(() => import('../admin/AdminPage').then((file) => ({ default: file.AdminPage })));

/** The whole page. */
export function App({ link }: { readonly link: MailLink | ProviderReturn | null }) {
  const [dialogPage, setDialogPage] = useState<AccountDialogPage | null>(link);
  const [choosing, setChoosing] = useState(false);
  const onLogin = () => setDialogPage('login');
  const onSettings = () => setChoosing(true);
  const place = usePlace();
  const market = useLastMarket(place);
  const phone = usePhone();
  const session = useSession();
  const hasAlerts = useStored(alerts).length > 0;
  const whole = useRef<HTMLDivElement>(null);
  useKeptFocus(whole);
  return (
    <div className="app" ref={whole}>
      <Brand />
      {session.kind === 'in' && (
        <Fetched>
          <Watchers />
        </Fetched>
      )}
      {hasAlerts && (
        <Fetched>
          <AlertWatch />
        </Fetched>
      )}
      <Head place={place} market={market} onAccount={setDialogPage} onSettings={onSettings} />
      <Connection />
      <Left onLogin={onLogin} />
      <Fetched waiting={<main className="waiting" tabIndex={-1} aria-busy />}>
        <Here place={place} market={market} onLogin={onLogin} />
      </Fetched>
      <Foot />
      {phone && (
        <Fetched>
          <PhoneBar place={place} market={market} onAccount={setDialogPage} onSettings={onSettings} />
        </Fetched>
      )}
      {dialogPage !== null && (
        <Fetched>
          <AccountDialog page={dialogPage} onPage={setDialogPage} onClose={() => setDialogPage(null)} />
        </Fetched>
      )}
      {choosing && (
        <Fetched>
          <SettingsDialog onClose={() => setChoosing(false)} />
        </Fetched>
      )}
    </div>
  );
}

/** The market that the address named last: the other pages lead back to it. */
function useLastMarket(place: Place): string {
  const [last, setLast] = useState('');
  if (place.kind !== 'market') {
    return last;
  }
  if (place.symbol !== last) {
    setLast(place.symbol);
  }
  return place.symbol;
}

interface HereProps {
  readonly place: Place;
  readonly market: string;
  readonly onLogin: () => void;
}

/** The page that the address names. */
function Here({ place, market, onLogin }: HereProps) {
  switch (place.kind) {
    case 'market':
    case 'orders':
      return <Markets symbol={market} isOfOrders={place.kind === 'orders'} onLogin={onLogin} />;
    case 'markets':
      return <OverviewPage />;
    case 'coins':
      return place.id === null ? <CoinsPage /> : <CoinPage key={place.id} id={place.id} />;
    case 'strategies':
      return <StrategiesPage part={place.part} id={place.id} onLogin={onLogin} />;
    case 'p2p':
      return <P2pPage part={place.part} id={place.id} onLogin={onLogin} />;
    case 'risk':
      return <RiskPage part={place.part} code={place.code} onLogin={onLogin} />;
    case 'account':
      return <AccountPage part={place.part} onLogin={onLogin} />;
    case 'wallet':
      return <WalletPage part={place.part} code={place.code} onLogin={onLogin} />;
    case 'admin':
      return <AdminPage part={place.part} id={place.id} onLogin={onLogin} />;
  }
}

interface MarketsProps {
  readonly symbol: string;
  /** On a phone the orders are a page of their own; elsewhere they are on the desk. */
  readonly isOfOrders: boolean;
  readonly onLogin: () => void;
}

function Markets(of: MarketsProps) {
  const messages = useMessages();
  const { data: markets, error, refetch } = useMarkets();
  if (markets !== undefined) {
    return <TradingPage {...of} markets={markets} />;
  }
  return (
    <main className="waiting" tabIndex={-1}>
      {error !== null && (
        <>
          <p>{saying(problemOf(error), messages)}</p>
          <button type="button" className="secondary" onClick={() => void refetch()}>
            {messages.retry}
          </button>
        </>
      )}
    </main>
  );
}

interface TradingPageProps extends MarketsProps {
  readonly markets: readonly Market[];
}

function TradingPage({ symbol, isOfOrders, markets, onLogin }: TradingPageProps) {
  const messages = useMessages();
  const choose = (chosen: string): void => goTo(marketHref(chosen));
  const market = markets.find((candidate) => candidate.symbol === symbol) ?? markets[0];
  if (market === undefined) {
    return <main className="waiting" tabIndex={-1} />;
  }
  return (
    <TradingProvider key={market.symbol} market={market}>
      <main className={isOfOrders ? 'trade trade-orders' : 'trade'} tabIndex={-1}>
        <h1 className="unseen">{messages.tradeTitle(market.symbol.replace('-', '/'))}</h1>
        <SkipLink to=".ticket input.number">{messages.skipToOrder}</SkipLink>
        <SkipLink to=".orders [role=tab][aria-selected=true]">{messages.skipToOrders}</SkipLink>
        <TickerBar market={market} picker={<MarketPicker markets={markets} chosen={market} onChoose={choose} />} />
        <SourceBanner market={market} />
        <Desk markets={markets} onLogin={onLogin} />
      </main>
    </TradingProvider>
  );
}

const LOOKS = ['chart', 'book', 'tape'] as const;
type Look = (typeof LOOKS)[number];

/** All panels side by side; on a phone chart, book and trades take turns, and the ticket is a sheet. */
function Desk({ markets, onLogin }: Pick<TradingPageProps, 'markets' | 'onLogin'>) {
  const messages = useMessages();
  const phone = usePhone();
  const panes = useRef<HTMLDivElement>(null);
  const [ordering, setOrdering] = useOrdering();
  // The ticket moves between desk and sheet as it is: what is typed, and an order on its way, stay with it.
  const [ticket] = useState(() => Object.assign(document.createElement('div'), { className: 'ticket-place' }));
  const takeTicket = useCallback((place: HTMLElement | null) => place?.append(ticket), [ticket]);
  const session = useSession();
  const [look, setLook] = useRemembered<Look>('look', LOOKS, 'chart');
  const [side, setSide] = useState<Side>('buy');
  usePickedSide(setSide);
  const [deposit, setDeposit] = useState<Asset | null>(null);
  const openDeposit = (code: string) => {
    if (session.kind === 'in') {
      setDeposit(assetOf(markets, code));
    } else {
      onLogin();
    }
  };
  return (
    <div className="desk" style={styleOf(useStored(layout))}>
      <Keys onSide={setSide} />
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
      <div className="desk-panes" ref={panes}>
        <Chart />
        <Splitter part="book" />
        <OrderBook />
        <Splitter part="side" />
        <div className="desk-side" data-part="side">
          {!phone && <div className="ticket-place" ref={takeTicket} />}
          <Tape />
        </div>
      </div>
      {createPortal(
        <Ticket
          side={side}
          onSide={setSide}
          onLogin={onLogin}
          onDeposit={openDeposit}
          onPlaced={() => setOrdering(false)}
        />,
        ticket,
      )}
      {phone && (
        <Fetched>
          <PhoneDesk
            panes={panes}
            looks={LOOKS}
            look={look}
            onLook={setLook}
            ordering={ordering}
            onOrdering={setOrdering}
            onSide={setSide}
            ticket={takeTicket}
          />
        </Fetched>
      )}
      <Splitter part="orders" />
      <OrdersPanel onLogin={onLogin} onDeposit={openDeposit} />
      {deposit !== null && (
        <Fetched>
          <DepositDialog asset={deposit} onClose={() => setDeposit(null)} />
        </Fetched>
      )}
    </div>
  );
}

/** An order meant on the chart goes on in the ticket. */
function usePickedSide(onSide: (side: Side) => void): void {
  const { picked } = useTrading();
  useEffect(() => {
    if (picked !== null && picked.side !== null) {
      onSide(picked.side);
      document.querySelector<HTMLElement>('#ticket input.number')?.focus();
    }
  }, [picked, onSide]);
}

/** State of the ticket on a phone: a picked price or a copied order opens it. */
function useOrdering() {
  const { picked, copied } = useTrading();
  const { oneClick } = useSettings().settings;
  const [ordering, setOrdering] = useState(false);
  const [before, setBefore] = useState({ picked, copied });
  if (picked !== before.picked || copied !== before.copied) {
    setBefore({ picked, copied });
    // With one-click trading a row of the book sends at once; any other choice goes on in the ticket.
    setOrdering(ordering || copied !== before.copied || picked?.upTo == null || !oneClick);
  }
  return [ordering, setOrdering] as const;
}

const assetOf = (markets: readonly Market[], code: string): Asset | null =>
  markets.flatMap(({ base, quote }) => [base, quote]).find((asset) => asset.code === code) ?? null;

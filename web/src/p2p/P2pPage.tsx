import { lazy } from 'react';
import { marketHref, P2P_PARTS, p2pHref, type P2pPart } from '../app/place';
import { Fetched } from '../controls/fetched';
import { useSession } from '../exchange/context';
import { useP2pOverview } from '../exchange/p2p';
import { useFeatures } from '../exchange/queries';
import { LoginFirst } from '../pages/LoginFirst';
import { Card, Pages } from '../pages/Pages';
import { useP2pWords } from './words';
import '../wallet/wallet.css';
import './p2p.css';

const Market = lazy(() => import('./market/Market').then((file) => ({ default: file.Market })));
const Take = lazy(() => import('./market/Take').then((file) => ({ default: file.Take })));
const Offers = lazy(() => import('./offers/Offers').then((file) => ({ default: file.Offers })));
const OfferPage = lazy(() => import('./offers/OfferPage').then((file) => ({ default: file.OfferPage })));
const Trades = lazy(() => import('./trades/Trades').then((file) => ({ default: file.Trades })));
const Room = lazy(() => import('./room/Room').then((file) => ({ default: file.Room })));
const OwnMethods = lazy(() => import('./own/OwnMethods').then((file) => ({ default: file.OwnMethods })));
const OwnReliability = lazy(() => import('./OwnReliability').then((file) => ({ default: file.OwnReliability })));

interface P2pPageProps {
  readonly part: P2pPart;
  /** Id of the offer or trade that is shown; null for a list. */
  readonly id: string | null;
  readonly onLogin: () => void;
}

/** Trades between people, who pay each other outside of the exchange. */
export function P2pPage({ part, id, onLogin }: P2pPageProps) {
  const words = useP2pWords();
  const session = useSession();
  if (session.kind !== 'in') {
    return <LoginFirst text={words.loginFirst} onLogin={onLogin} />;
  }
  return (
    <Pages
      title={words.title}
      links={P2P_PARTS.map((name) => ({ href: p2pHref(name), label: words.parts[name], current: name === part }))}
      aside={
        <div className="pages-aside">
          <a href={marketHref('')}>{words.backToTrading}</a>
        </div>
      }
    >
      <Here part={part} id={id} />
    </Pages>
  );
}

function Here({ part, id }: Pick<P2pPageProps, 'part' | 'id'>) {
  const words = useP2pWords();
  const { p2p } = useFeatures();
  const { data: overview } = useP2pOverview();
  const isOff = !p2p && (part === 'market' || (part === 'offers' && id !== null));
  if (overview === null || isOff) {
    return (
      <Card title={words.parts[part]}>
        <p className="nothing">{overview === null ? words.notHere : words.switchedOff}</p>
      </Card>
    );
  }
  return (
    <Fetched waiting={<p className="nothing" aria-busy />}>
      <Part part={part} id={id} />
    </Fetched>
  );
}

function Part({ part, id }: Pick<P2pPageProps, 'part' | 'id'>) {
  switch (part) {
    case 'market':
      return id === null ? <Market /> : <Take key={id} id={id} />;
    case 'offers':
      return id === null ? <Offers /> : <OfferPage key={id} name={id} />;
    case 'trades':
      return id === null ? <Trades /> : <Room key={id} id={id} />;
    case 'methods':
      return <OwnMethods />;
    case 'reliability':
      return <OwnReliability />;
  }
}

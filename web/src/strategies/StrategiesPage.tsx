import { lazy } from 'react';
import { marketHref, STRATEGY_PARTS, strategyHref, type StrategyPart } from '../app/place';
import { Fetched } from '../controls/fetched';
import { useSession } from '../exchange/context';
import { useRuns } from '../exchange/runs';
import { LoginFirst } from '../pages/LoginFirst';
import { Pages } from '../pages/Pages';
import { besideOf } from './compare/beside';
import { useStrategyWords } from './words';
import './strategies.css';

const Backtests = lazy(() => import('./Backtests').then((file) => ({ default: file.Backtests })));
const BuiltIns = lazy(() => import('./BuiltIns').then((file) => ({ default: file.BuiltIns })));
const Compare = lazy(() => import('./compare/Compare').then((file) => ({ default: file.Compare })));
const OwnStrategies = lazy(() => import('./OwnStrategies').then((file) => ({ default: file.OwnStrategies })));
const Result = lazy(() => import('./Result').then((file) => ({ default: file.Result })));
const Runs = lazy(() => import('./runs/Runs').then((file) => ({ default: file.Runs })));
const RunView = lazy(() => import('./runs/RunView').then((file) => ({ default: file.RunView })));

interface StrategiesPageProps {
  readonly part: StrategyPart;
  /** Id of the back-test or strategy that is shown; null for a list. */
  readonly id: string | null;
  readonly onLogin: () => void;
}

/** Programs that trade: the built-in ones, one's own, and their tests on the recorded market. */
export function StrategiesPage({ part, id, onLogin }: StrategiesPageProps) {
  const words = useStrategyWords();
  const session = useSession();
  // An older exchange has no runs.
  const hasRuns = useRuns().data != null;
  if (session.kind === 'restoring') {
    return <main className="waiting" tabIndex={-1} />;
  }
  return (
    <Pages
      title={words.title}
      links={STRATEGY_PARTS.filter((name) => name !== 'runs' || hasRuns).map((name) => ({
        href: strategyHref(name),
        label: words.parts[name],
        current: name === part,
      }))}
      aside={
        <div className="pages-aside">
          <a href={marketHref('')}>{words.backToTrading}</a>
        </div>
      }
    >
      {session.kind === 'out' ? (
        <LoginFirst text={words.loginFirst} onLogin={onLogin} />
      ) : (
        <Fetched>
          <Part part={part} id={id} />
        </Fetched>
      )}
    </Pages>
  );
}

function Part({ part, id }: { readonly part: StrategyPart; readonly id: string | null }) {
  switch (part) {
    case 'backtests':
      return <Tests id={id} />;
    case 'runs':
      return id !== null && /^\d+$/.test(id) ? <RunView key={id} id={id} /> : <Runs key={id} chosen={id} />;
    case 'own':
      return <OwnStrategies chosen={id} />;
    case 'built':
      return <BuiltIns />;
  }
}

function Tests({ id }: { readonly id: string | null }) {
  const beside = besideOf(id ?? '');
  if (beside !== null) {
    return <Compare key={id} ids={beside} />;
  }
  return id !== null && /^\d+$/.test(id) ? <Result key={id} id={id} /> : <Backtests chosen={id} />;
}

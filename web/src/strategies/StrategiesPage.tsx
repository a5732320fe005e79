import { marketHref, STRATEGY_PARTS, strategyHref, type StrategyPart } from '../app/place';
import { useSession } from '../exchange/context';
import { LoginFirst } from '../pages/LoginFirst';
import { Pages } from '../pages/Pages';
import { Backtests } from './Backtests';
import { BuiltIns } from './BuiltIns';
import { besideOf } from './compare/beside';
import { Compare } from './compare/Compare';
import { OwnStrategies } from './OwnStrategies';
import { Result } from './Result';
import { useStrategyWords } from './words';
import './strategies.css';

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
  if (session.kind === 'restoring') {
    return <main className="waiting" tabIndex={-1} />;
  }
  return (
    <Pages
      title={words.title}
      wide
      links={STRATEGY_PARTS.map((name) => ({
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
      {session.kind === 'out' ? <LoginFirst text={words.loginFirst} onLogin={onLogin} /> : <Part part={part} id={id} />}
    </Pages>
  );
}

function Part({ part, id }: { readonly part: StrategyPart; readonly id: string | null }) {
  switch (part) {
    case 'backtests':
      return <Tests id={id} />;
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

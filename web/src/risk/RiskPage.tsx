import { marketHref, RISK_PARTS, riskHref, type RiskPart } from '../app/place';
import { useSession } from '../exchange/context';
import { scopesOf } from '../exchange/portfolios';
import { useMethodology } from '../exchange/risk';
import { useMessages } from '../language/language';
import { Card, Pages } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { PortfolioPart } from '../portfolio/PortfolioPart';
import { Scenarios } from '../portfolio/Scenarios';
import { AlertsPart } from './alerts/AlertsPart';
import { Markdown } from './Markdown';
import { AssetScore, Scores } from './Scores';
import { WeightsPart } from './WeightsPart';
import { useRiskWords } from './words';
import './risk.css';

interface RiskPageProps {
  readonly part: RiskPart;
  /** Code of the asset that it is about. */
  readonly code: string | null;
  readonly onLogin: () => void;
}

/** Scores of assets, possible losses, alerts on risk, and the method of all that. */
export function RiskPage({ part, code, onLogin }: RiskPageProps) {
  const words = useRiskWords();
  const session = useSession();
  if (session.kind === 'restoring') {
    return <main className="waiting" tabIndex={-1} />;
  }
  const permissions = session.kind === 'in' ? session.user.permissions : [];
  const parts = RISK_PARTS.filter((name) => name !== 'weights' || permissions.includes('tenant_configure'));
  const here = parts.includes(part) ? part : 'scores';
  return (
    <Pages
      title={words.risk}
      links={parts.map((name) => ({ href: riskHref(name), label: words.parts[name], current: name === here }))}
      aside={
        <div className="pages-aside">
          <a href={marketHref('')}>{words.backToTrading}</a>
        </div>
      }
    >
      {session.kind === 'out' && here !== 'methodology' ? (
        <LoginFirst onLogin={onLogin} />
      ) : (
        <Part part={here} code={code} permissions={permissions} />
      )}
    </Pages>
  );
}

function LoginFirst({ onLogin }: { readonly onLogin: () => void }) {
  const messages = useMessages();
  const words = useRiskWords();
  return (
    <div className="nothing">
      <p>{words.loginFirst}</p>
      <button type="button" className="primary" onClick={onLogin}>
        {messages.login}
      </button>
    </div>
  );
}

interface PartProps {
  readonly part: RiskPart;
  readonly code: string | null;
  readonly permissions: readonly string[];
}

function Part({ part, code, permissions }: PartProps) {
  switch (part) {
    case 'scores':
      return code === null ? <Scores /> : <AssetScore key={code} asset={code} />;
    case 'portfolio':
      return <PortfolioPart scopes={scopesOf(permissions)} />;
    case 'alerts':
      return <AlertsPart seesShared={permissions.includes('users_read')} />;
    case 'scenarios':
      return <Scenarios changes={permissions.includes('tenant_configure')} />;
    case 'methodology':
      return <Methodology />;
    case 'weights':
      return <WeightsPart />;
  }
}

function Methodology() {
  const words = useRiskWords();
  return (
    <Card title={words.parts.methodology} notice={words.methodologyNotice}>
      <Loaded query={useMethodology()}>{(text) => <Markdown text={text} language="en" />}</Loaded>
    </Card>
  );
}

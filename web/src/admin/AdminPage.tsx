import { lazy } from 'react';
import { accountHref, adminHref, marketHref, type AdminPart } from '../app/place';
import { Fetched } from '../controls/fetched';
import { useSession } from '../exchange/context';
import { useMessages } from '../language/language';
import { LoginFirst } from '../pages/LoginFirst';
import { Pages } from '../pages/Pages';
import { useTradingWords, type TradingWords } from './trading/words';
import { EXCHANGE_REPORTS, FIGURE_REPORTS } from '../exchange/reports';
import { useReportWords } from '../reports/words';
import { partsOf } from './parts';
import { useAdminWords, type AdminWords } from './words';

// Each page is fetched when it is opened.
const Overview = lazy(() => import('./overview/Overview').then((file) => ({ default: file.Overview })));
const Users = lazy(() => import('./Users').then((file) => ({ default: file.Users })));
const Customer = lazy(() => import('./customer/Customer').then((file) => ({ default: file.Customer })));
const Recoveries = lazy(() => import('./Recoveries').then((file) => ({ default: file.Recoveries })));
const RoleRequests = lazy(() => import('./RoleRequests').then((file) => ({ default: file.RoleRequests })));
const Surveillance = lazy(() => import('./surveillance/Surveillance').then((file) => ({ default: file.Surveillance })));
const Disputes = lazy(() => import('./p2p/Disputes').then((file) => ({ default: file.Disputes })));
const Markets = lazy(() => import('./trading/Markets').then((file) => ({ default: file.Markets })));
const Accounts = lazy(() => import('./trading/Accounts').then((file) => ({ default: file.Accounts })));
const House = lazy(() => import('./trading/House').then((file) => ({ default: file.House })));
const StaffLogin = lazy(() => import('./staff/StaffLogin').then((file) => ({ default: file.StaffLogin })));
const Tenants = lazy(() => import('./Tenants').then((file) => ({ default: file.Tenants })));
const FiatRates = lazy(() => import('./fiat/FiatRates').then((file) => ({ default: file.FiatRates })));
const Custody = lazy(() => import('./Custody').then((file) => ({ default: file.Custody })));
const Pauses = lazy(() => import('./pauses/Pauses').then((file) => ({ default: file.Pauses })));
const HotCold = lazy(() => import('./HotCold').then((file) => ({ default: file.HotCold })));
const Reconciliation = lazy(() => import('./Reconciliation').then((file) => ({ default: file.Reconciliation })));
const Adjustments = lazy(() => import('./adjustments/Adjustments').then((file) => ({ default: file.Adjustments })));
const MarginAdmin = lazy(() => import('./margin/MarginAdmin').then((file) => ({ default: file.MarginAdmin })));
const TermsPart = lazy(() => import('./TermsPart').then((file) => ({ default: file.TermsPart })));
const DeadLetters = lazy(() => import('./DeadLetters').then((file) => ({ default: file.DeadLetters })));
const Tasks = lazy(() => import('./Tasks').then((file) => ({ default: file.Tasks })));
const Reports = lazy(() => import('../reports/Reports').then((file) => ({ default: file.Reports })));
const Audit = lazy(() => import('./Audit').then((file) => ({ default: file.Audit })));

interface AdminPageProps {
  /** Null where the address names none: the first that the caller may see. */
  readonly part: AdminPart | null;
  /** Number of the user or case that the part shows, or a section of the part; null for neither. */
  readonly id?: string | null;
  readonly onLogin: () => void;
}

/** The pages for the operation of an exchange. */
export function AdminPage({ part, id = null, onLogin }: AdminPageProps) {
  const messages = useMessages();
  const words = useAdminWords();
  const trading = useTradingWords();
  const { reports } = useReportWords();
  const session = useSession();
  const parts = session.kind === 'in' ? partsOf(session.user.permissions) : [];
  const here = parts.find((name) => name === part) ?? parts[0];
  if (here === undefined) {
    const text = session.kind === 'in' ? words.notForYou : words.loginFirst;
    return <LoginFirst text={text} onLogin={onLogin} />;
  }
  const permissions = session.kind === 'in' ? session.user.permissions : [];
  return (
    <Pages
      title={messages.administration}
      links={parts.map((name) => ({
        href: adminHref(name),
        label: titleOf(name, words, trading, reports),
        current: name === here,
      }))}
      aside={
        <div className="pages-aside">
          <a href={accountHref('profile')}>{words.account}</a>
          <a href={marketHref('')}>{words.backToTrading}</a>
        </div>
      }
    >
      <Fetched waiting={<p className="nothing" aria-busy />}>
        <Part part={here} id={part === here ? id : null} names={permissions.includes('audit_read')} />
      </Fetched>
    </Pages>
  );
}

interface PartProps {
  readonly part: AdminPart;
  readonly id: string | null;
  /** True if the caller may see reports that name accounts. */
  readonly names: boolean;
}

function Part({ part, id, names }: PartProps) {
  switch (part) {
    case 'overview':
      return <Overview section={id} />;
    case 'users':
      return id === null ? <Users /> : <Customer id={id} />;
    case 'role-requests':
      return (
        <>
          <RoleRequests />
          <Recoveries />
        </>
      );
    case 'surveillance':
      return <Surveillance />;
    case 'p2p':
      return <Disputes id={id} />;
    case 'markets':
      return <Markets />;
    case 'accounts':
      return <Accounts />;
    case 'house':
      return <House />;
    case 'staff-login':
      return <StaffLogin />;
    case 'tenants':
      return <Tenants />;
    case 'fiat-rates':
      return <FiatRates />;
    case 'custody':
      return <Custody />;
    case 'pauses':
      return <Pauses />;
    case 'hot-cold':
      return <HotCold />;
    case 'reconciliation':
      return (
        <>
          <Reconciliation />
          <Adjustments />
        </>
      );
    case 'margin':
      return <MarginAdmin />;
    case 'terms':
      return <TermsPart />;
    case 'dead-letters':
      return <DeadLetters />;
    case 'tasks':
      return <Tasks />;
    case 'reports':
      return <Reports kinds={names ? EXCHANGE_REPORTS : FIGURE_REPORTS} />;
    case 'audit':
      return <Audit />;
  }
}

function titleOf(part: AdminPart, words: AdminWords, trading: TradingWords, reports: string): string {
  switch (part) {
    case 'overview':
      return words.overview;
    case 'users':
      return words.users;
    case 'role-requests':
      return words.roleRequests;
    case 'surveillance':
      return words.surveillance;
    case 'p2p':
      return words.p2pDisputes;
    case 'markets':
      return words.markets;
    case 'accounts':
      return trading.accounts;
    case 'house':
      return trading.house;
    case 'staff-login':
      return words.staffLogin;
    case 'tenants':
      return words.tenants;
    case 'fiat-rates':
      return words.fiatRates;
    case 'custody':
      return words.custody;
    case 'pauses':
      return words.pauses;
    case 'hot-cold':
      return words.hotCold;
    case 'reconciliation':
      return words.reconciliation;
    case 'margin':
      return words.featureNames.margin;
    case 'terms':
      return words.terms;
    case 'dead-letters':
      return words.deadLetters;
    case 'tasks':
      return words.tasks;
    case 'reports':
      return reports;
    case 'audit':
      return words.audit;
  }
}

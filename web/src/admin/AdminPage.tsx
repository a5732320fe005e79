import { accountHref, adminHref, marketHref, type AdminPart } from '../app/place';
import { useSession } from '../exchange/context';
import { useMessages } from '../language/language';
import { LoginFirst } from '../pages/LoginFirst';
import { Pages } from '../pages/Pages';
import { Audit } from './Audit';
import { Custody } from './Custody';
import { DeadLetters } from './DeadLetters';
import { Accounts } from './desk/Accounts';
import { House } from './desk/House';
import { Markets } from './desk/Markets';
import { useDeskWords, type DeskWords } from './desk/words';
import { EXCHANGE_REPORTS, FIGURE_REPORTS } from '../exchange/reports';
import { Reports } from '../reports/Reports';
import { useReportWords } from '../reports/words';
import { HotCold } from './HotCold';
import { partsOf } from './parts';
import { Reconciliation } from './Reconciliation';
import { RoleRequests } from './RoleRequests';
import { Surveillance } from './surveillance/Surveillance';
import { Tasks } from './Tasks';
import { TermsPart } from './TermsPart';
import { Tenants } from './Tenants';
import { Users } from './Users';
import { useAdminWords, type AdminWords } from './words';

interface AdminPageProps {
  /** Null where the address names none: the first that the caller may see. */
  readonly part: AdminPart | null;
  readonly onLogin: () => void;
}

/** What it takes to run an exchange. */
export function AdminPage({ part, onLogin }: AdminPageProps) {
  const messages = useMessages();
  const words = useAdminWords();
  const desk = useDeskWords();
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
      wide
      links={parts.map((name) => ({
        href: adminHref(name),
        label: titleOf(name, words, desk, reports),
        current: name === here,
      }))}
      aside={
        <div className="pages-aside">
          <a href={accountHref('profile')}>{words.account}</a>
          <a href={marketHref('')}>{words.backToTrading}</a>
        </div>
      }
    >
      <Part part={here} names={permissions.includes('audit_read')} />
      <p className="quiet pages-note">
        {words.byApi} <a href="/docs">{messages.apiDocs}</a>
      </p>
    </Pages>
  );
}

interface PartProps {
  readonly part: AdminPart;
  /** True if the caller may see reports that name accounts. */
  readonly names: boolean;
}

function Part({ part, names }: PartProps) {
  switch (part) {
    case 'users':
      return <Users />;
    case 'role-requests':
      return <RoleRequests />;
    case 'surveillance':
      return <Surveillance />;
    case 'markets':
      return <Markets />;
    case 'accounts':
      return <Accounts />;
    case 'house':
      return <House />;
    case 'tenants':
      return <Tenants />;
    case 'custody':
      return <Custody />;
    case 'hot-cold':
      return <HotCold />;
    case 'reconciliation':
      return <Reconciliation />;
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

function titleOf(part: AdminPart, words: AdminWords, desk: DeskWords, reports: string): string {
  switch (part) {
    case 'users':
      return words.users;
    case 'role-requests':
      return words.roleRequests;
    case 'surveillance':
      return words.surveillance;
    case 'markets':
      return words.markets;
    case 'accounts':
      return desk.accounts;
    case 'house':
      return desk.house;
    case 'tenants':
      return words.tenants;
    case 'custody':
      return words.custody;
    case 'hot-cold':
      return words.hotCold;
    case 'reconciliation':
      return words.reconciliation;
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

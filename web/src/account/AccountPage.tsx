import { lazy } from 'react';
import { accountHref, ACCOUNT_PARTS, marketHref, walletHref, type AccountPart } from '../app/place';
import { Fetched } from '../controls/fetched';
import { useSession } from '../exchange/context';
import { useFeatures } from '../exchange/queries';
import { useMessages } from '../language/language';
import { LoginFirst } from '../pages/LoginFirst';
import { Pages } from '../pages/Pages';
import { OWN_REPORTS } from '../exchange/reports';
import { Reports } from '../reports/Reports';
import { useReportWords } from '../reports/words';
import { mayAdminister } from '../admin/parts';
import { ApiKeys } from './ApiKeys';
import { Browsers } from './Browsers';
import { DeviceSessions } from './DeviceSessions';
import { LogIns } from './LogIns';
import { Fees } from './Fees';
import { OwnData } from './OwnData';
import { Profile } from './Profile';
import { Reminders } from './Reminders';
import { Security } from './Security';
import { useAccountWords, type AccountWords } from './words';

const EmailChange = lazy(() => import('./notifications/EmailChange').then((file) => ({ default: file.EmailChange })));
const Notifications = lazy(() =>
  import('./notifications/Notifications').then((file) => ({ default: file.Notifications })),
);

const Webhook = lazy(() => import('./notifications/Webhook').then((file) => ({ default: file.Webhook })));

const WorthCard = lazy(() => import('../wallet/WorthCard').then((file) => ({ default: file.WorthCard })));

interface AccountPageProps {
  readonly part: AccountPart;
  readonly onLogin: () => void;
}

/** The caller's identity and credentials. */
export function AccountPage({ part, onLogin }: AccountPageProps) {
  const messages = useMessages();
  const words = useAccountWords();
  const { reports } = useReportWords();
  const session = useSession();
  const features = useFeatures();
  if (session.kind !== 'in') {
    return <LoginFirst text={words.loginFirst} onLogin={onLogin} />;
  }
  const { permissions } = session.user;
  const parts = ACCOUNT_PARTS.filter((name) => name !== 'api-keys' || features.api_keys);
  return (
    <Pages
      title={words.account}
      links={parts.map((name) => ({
        href: accountHref(name),
        label: titleOf(name, words, reports),
        current: name === part,
      }))}
      aside={
        <div className="pages-aside">
          {mayAdminister(permissions) && <a href="#/admin">{messages.administration}</a>}
          <a href={walletHref('balances')}>{messages.wallet}</a>
          <a href={marketHref('')}>{words.backToTrading}</a>
        </div>
      }
    >
      <Reminders />
      <Part part={parts.includes(part) ? part : 'profile'} />
    </Pages>
  );
}

function Part({ part }: { readonly part: AccountPart }) {
  switch (part) {
    case 'profile':
      return (
        <>
          <Profile />
          <Fetched>
            <WorthCard />
            <EmailChange />
          </Fetched>
        </>
      );
    case 'fees':
      return <Fees />;
    case 'reports':
      return <Reports kinds={OWN_REPORTS} />;
    case 'security':
      return <Security />;
    case 'notifications':
      return (
        <Fetched>
          <Notifications />
          <Webhook />
        </Fetched>
      );
    case 'sessions':
      return (
        <>
          <DeviceSessions />
          <LogIns />
          <Browsers />
        </>
      );
    case 'own-data':
      return <OwnData />;
    case 'api-keys':
      return <ApiKeys />;
  }
}

function titleOf(part: AccountPart, words: AccountWords, reports: string): string {
  switch (part) {
    case 'profile':
      return words.profile;
    case 'fees':
      return words.fees;
    case 'reports':
      return reports;
    case 'security':
      return words.security;
    case 'notifications':
      return words.notifications;
    case 'sessions':
      return words.sessions;
    case 'own-data':
      return words.ownData;
    case 'api-keys':
      return words.apiKeys;
  }
}

import { useExchange, useSession } from '../exchange/context';
import { useFeatures } from '../exchange/queries';
import { mayAdminister } from '../admin/parts';
import { accountHref, walletHref } from '../app/place';
import { useMessages } from '../language/language';
import type { AccountDialogPage } from './AccountDialog';
import './account.css';

/** The logged-in user; or the buttons to log in and register. */
export function AccountMenu({ onOpen }: { readonly onOpen: (page: AccountDialogPage) => void }) {
  const messages = useMessages();
  const session = useSession();
  const exchange = useExchange();
  const { registration } = useFeatures();
  if (session.kind === 'restoring') {
    return <div className="account" />;
  }
  if (session.kind === 'out') {
    return (
      <div className="account">
        <button type="button" className="secondary" onClick={() => onOpen('login')}>
          {messages.login}
        </button>
        {registration && (
          <button type="button" className="primary" onClick={() => onOpen('register')}>
            {messages.register}
          </button>
        )}
      </div>
    );
  }
  const leave = () => void exchange.session.logout();
  return (
    <div className="account">
      {mayAdminister(session.user.permissions) && (
        <a className="account-admin" href="#/admin">
          {messages.administration}
        </a>
      )}
      <a className="account-wallet" href={walletHref('balances')}>
        {messages.wallet}
      </a>
      <a className="account-who" href={accountHref('profile')} title={session.user.email}>
        <i aria-hidden>{session.user.name.slice(0, 1).toUpperCase()}</i>
        <bdi>{session.user.email}</bdi>
      </a>
      <button type="button" className="secondary" onClick={leave}>
        {messages.logout}
      </button>
    </div>
  );
}

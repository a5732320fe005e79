import { useQueryClient } from '@tanstack/react-query';
import { useExchange, useSession } from '../exchange/context';
import { forgetPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { AccountPage } from './AccountDialog';
import './account.css';

/** Who is here; or the doors. */
export function AccountMenu({ onOpen }: { readonly onOpen: (page: AccountPage) => void }) {
  const messages = useMessages();
  const session = useSession();
  const exchange = useExchange();
  const queries = useQueryClient();
  if (session.kind === 'restoring') {
    return <div className="account" />;
  }
  if (session.kind === 'out') {
    return (
      <div className="account">
        <button type="button" className="secondary" onClick={() => onOpen('login')}>
          {messages.login}
        </button>
        <button type="button" className="primary" onClick={() => onOpen('register')}>
          {messages.register}
        </button>
      </div>
    );
  }
  const leave = () => {
    forgetPrivate(queries);
    void exchange.session.logout();
  };
  return (
    <div className="account">
      <span className="account-who" title={session.user.email}>
        <i aria-hidden>{session.user.name.slice(0, 1).toUpperCase()}</i>
        <bdi>{session.user.email}</bdi>
      </span>
      <button type="button" className="secondary" onClick={leave}>
        {messages.logout}
      </button>
    </div>
  );
}

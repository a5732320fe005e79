import type { AccountDialogPage } from '../account/AccountDialog';
import { mayAdminister } from '../admin/parts';
import { Foot } from '../app/Foot';
import { LanguageChoice } from '../app/LanguageChoice';
import { accountHref, coinsHref, p2pHref, riskHref, strategyHref } from '../app/place';
import { Dialog } from '../controls/dialog';
import { useExchange, useSession } from '../exchange/context';
import { useFeatures } from '../exchange/queries';
import { useMessages } from '../language/language';
import { useTheme } from '../theme/theme';
import { usePhoneWords } from './words';

export interface MoreProps {
  readonly onAccount: (page: AccountDialogPage) => void;
  readonly onSettings: () => void;
  readonly onClose: () => void;
}

/** Sheet with the entries that have no place in the bar: the other pages, the account, the theme. */
export function MoreSheet({ onAccount, onSettings, onClose }: MoreProps) {
  const messages = useMessages();
  const words = usePhoneWords();
  const session = useSession();
  const exchange = useExchange();
  const { registration, p2p } = useFeatures();
  const { theme, toggle } = useTheme();
  const isIn = session.kind === 'in';
  const instead = (open: () => void) => () => {
    onClose();
    open();
  };
  return (
    <Dialog title={words.more} sheet onClose={onClose}>
      <ul className="phone-ways">
        {isIn && mayAdminister(session.user.permissions) && <Way href="#/admin" name={messages.administration} />}
        {p2p && <Way href={p2pHref('market')} name={messages.p2p} />}
        <Way href={coinsHref()} name={messages.coins} />
        <Way href={riskHref('scores')} name={messages.risk} />
        {isIn && <Way href={riskHref('portfolio')} name={messages.portfolio} />}
        {isIn && <Way href={strategyHref('backtests')} name={messages.strategies} />}
        {isIn && <Way href={accountHref('profile')} name={messages.account} />}
        {isIn && <Way href={accountHref('security')} name={words.security} />}
        <li>
          <button type="button" onClick={instead(onSettings)}>
            {messages.settings}
          </button>
        </li>
        <li>
          <button type="button" onClick={toggle}>
            {theme === 'dark' ? messages.light : messages.dark}
          </button>
        </li>
        <li>
          <LanguageChoice />
        </li>
      </ul>
      <div className="form-choices">
        {isIn ? (
          <button type="button" className="secondary" onClick={instead(() => void exchange.session.logout())}>
            {messages.logout}
          </button>
        ) : (
          <>
            <button type="button" className="secondary" onClick={instead(() => onAccount('login'))}>
              {messages.login}
            </button>
            {registration && (
              <button type="button" className="primary" onClick={instead(() => onAccount('register'))}>
                {messages.register}
              </button>
            )}
          </>
        )}
      </div>
      <Foot />
    </Dialog>
  );
}

const Way = ({ href, name }: { readonly href: string; readonly name: string }) => (
  <li>
    <a href={href}>{name}</a>
  </li>
);

import type { Door } from '../account/AccountDialog';
import { AccountMenu } from '../account/AccountMenu';
import { ToastPlace } from '../controls/toasts';
import { useSession } from '../exchange/context';
import { useFeatures, useHouse } from '../exchange/queries';
import { useMessages } from '../language/language';
import { useTheme } from '../theme/theme';
import { Bell } from './Bell';
import { LanguageChoice } from './LanguageChoice';
import { coinsHref, marketHref, marketsHref, p2pHref, riskHref, strategyHref } from './place';

interface HeadProps {
  readonly onAccount: (page: Door) => void;
  readonly onSettings: () => void;
}

export function Head({ onAccount, onSettings }: HeadProps) {
  const messages = useMessages();
  const { theme, toggle } = useTheme();
  const session = useSession();
  const { p2p } = useFeatures();
  const other = theme === 'dark' ? messages.light : messages.dark;
  return (
    <header className="head">
      <Logo />
      <nav className="head-ways" aria-label={messages.pages}>
        <a href={marketsHref()}>{messages.markets}</a>
        {p2p && <a href={p2pHref('market')}>{messages.p2p}</a>}
        <a href={coinsHref()}>{messages.coins}</a>
        <a href={riskHref('scores')}>{messages.risk}</a>
        {session.kind === 'in' && <a href={strategyHref('backtests')}>{messages.strategies}</a>}
        {session.kind === 'in' && <a href={riskHref('portfolio')}>{messages.portfolio}</a>}
      </nav>
      <ToastPlace />
      <LanguageChoice />
      <button type="button" className="icon-button" aria-label={other} title={other} onClick={toggle}>
        {theme === 'dark' ? <Sun /> : <Moon />}
      </button>
      <button
        type="button"
        className="icon-button head-settings"
        aria-label={messages.settings}
        title={messages.settings}
        onClick={onSettings}
      >
        <Gear />
      </button>
      <Bell />
      <AccountMenu onOpen={onAccount} />
    </header>
  );
}

const OWN_NAME = 'FlowEx';

/** The sign of the exchange whose page it is: its picture, else its name. */
function Logo() {
  const house = useHouse();
  const name = house?.name ?? OWN_NAME;
  return (
    <a className="logo" href={marketHref('')} aria-label={name}>
      {house?.logoUrl != null ? (
        <img className="logo-picture" src={house.logoUrl} alt="" />
      ) : (
        <>
          <Mark />
          <span>
            {name === OWN_NAME ? (
              <>
                Flow<b>Ex</b>
              </>
            ) : (
              <bdi>{name}</bdi>
            )}
          </span>
        </>
      )}
    </a>
  );
}

/** Two streams that cross. */
const Mark = () => (
  <svg className="logo-mark" viewBox="0 0 32 32" aria-hidden>
    <path d="M4 10c8 0 8 12 16 12h8" />
    <path d="M4 22c8 0 8-12 16-12h8" />
  </svg>
);

const Sun = () => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden>
    <circle cx="12" cy="12" r="4.5" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4" />
  </svg>
);

const Moon = () => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden>
    <path d="M20 14.2A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2Z" />
  </svg>
);

const Gear = () => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden>
    <path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="12" r="2" />
    <circle cx="17" cy="17" r="2" />
  </svg>
);

import { useEffect } from 'react';
import type { AccountDialogPage } from '../account/AccountDialog';
import { AccountMenu } from '../account/AccountMenu';
import { pageTitle } from '../controls/page-title';
import { ToastPlace } from '../controls/toasts';
import { useSession } from '../exchange/context';
import { useFeatures, useHouse } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { useTheme } from '../theme/theme';
import { Bell } from './Bell';
import { LanguageChoice } from './LanguageChoice';
import { coinsHref, marketHref, marketsHref, p2pHref, riskHref, strategyHref, type Place } from './place';

interface HeadProps {
  readonly place: Place;
  /** The market that was looked at last. */
  readonly market: string;
  readonly onAccount: (page: AccountDialogPage) => void;
  readonly onSettings: () => void;
}

export function Head({ place, market, onAccount, onSettings }: HeadProps) {
  const messages = useMessages();
  const { theme, toggle } = useTheme();
  const session = useSession();
  const { p2p } = useFeatures();
  useTitle(place, messages);
  const isIn = session.kind === 'in';
  const isPortfolio = place.kind === 'risk' && place.part === 'portfolio';
  const ways: readonly (readonly [name: string, href: string, isHere: boolean])[] = [
    [messages.trade, marketHref(market), place.kind === 'market' || place.kind === 'orders'],
    [messages.markets, marketsHref(), place.kind === 'markets'],
    ...(p2p ? ([[messages.p2p, p2pHref('market'), place.kind === 'p2p']] as const) : []),
    [messages.coins, coinsHref(), place.kind === 'coins'],
    [messages.risk, riskHref('scores'), place.kind === 'risk' && !(isIn && isPortfolio)],
    ...(isIn
      ? ([
          [messages.strategies, strategyHref('backtests'), place.kind === 'strategies'],
          [messages.portfolio, riskHref('portfolio'), isPortfolio],
        ] as const)
      : []),
  ];
  const other = theme === 'dark' ? messages.light : messages.dark;
  return (
    <header className="head">
      <Logo />
      <nav className="head-ways" aria-label={messages.pages}>
        {ways.map(([name, href, isHere]) => (
          <a key={href} href={href} aria-current={isHere ? 'page' : undefined}>
            {name}
          </a>
        ))}
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

/** The title of the browser's tab on pages beside the desk, which has its price there. */
function useTitle({ kind }: Place, messages: Messages): void {
  const house = useHouse()?.name ?? OWN_NAME;
  useEffect(() => {
    if (kind !== 'market' && kind !== 'orders') {
      pageTitle.say(`${messages[kind === 'admin' ? 'administration' : kind]} · ${house}`);
    }
  }, [kind, messages, house]);
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

import { useState, type ReactNode } from 'react';
import { marketHref, marketsHref, ordersHref, walletHref, type Place } from '../app/place';
import { useOpenOrders } from '../exchange/queries';
import { useMessages } from '../language/language';
import { numeral } from '../money/numerals';
import { MoreSheet, type MoreProps } from './MoreSheet';
import { usePhoneWords } from './words';
import './phone.css';

interface PhoneBarProps extends Omit<MoreProps, 'onClose'> {
  readonly place: Place;
  /** The market that was looked at last. */
  readonly market: string;
}

/** The ways of a phone, in reach of the thumb. */
export function PhoneBar({ place, market, ...more }: PhoneBarProps) {
  const messages = useMessages();
  const words = usePhoneWords();
  const [open, setOpen] = useState(false);
  const orders = useOpenOrders().data?.length ?? 0;
  const { kind } = place;
  const isElsewhere = !['markets', 'market', 'orders', 'wallet'].includes(kind);
  return (
    <>
      <nav className="phone-bar" aria-label={messages.pages}>
        <Way href={marketsHref()} name={messages.markets} current={kind === 'markets'}>
          <path d="M4 20V12M10 20V5M16 20v-9M21 20H3" />
        </Way>
        <Way href={marketHref(market)} name={messages.trade} current={kind === 'market'}>
          <path d="M7 4v16l-3.5-3.5M17 20V4l3.5 3.5" />
        </Way>
        <Way href={ordersHref()} name={words.orders} current={kind === 'orders'} count={orders}>
          <path d="M6 3.5h12v17l-3-2-3 2-3-2-3 2ZM9.5 8.5h5M9.5 12.5h5" />
        </Way>
        <Way href={walletHref('balances')} name={messages.wallet} current={kind === 'wallet'}>
          <path d="M4 7.5h15a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 19.5H5A1.5 1.5 0 0 1 3.5 18V6.5A2 2 0 0 1 5.5 4.5H17M16.5 13.5h.01" />
        </Way>
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-current={isElsewhere ? 'page' : undefined}
          onClick={() => setOpen(true)}
        >
          <Icon>
            <path d="M4 7h16M4 12h16M4 17h16" />
          </Icon>
          {words.more}
        </button>
      </nav>
      {open && <MoreSheet {...more} onClose={() => setOpen(false)} />}
    </>
  );
}

interface WayProps {
  readonly href: string;
  readonly name: string;
  readonly current: boolean;
  readonly count?: number;
  readonly children: ReactNode;
}

function Way({ href, name, current, count = 0, children }: WayProps) {
  return (
    <a href={href} aria-current={current ? 'page' : undefined}>
      <Icon>{children}</Icon>
      {name}
      {count > 0 && <i className="number">{numeral(count)}</i>}
    </a>
  );
}

const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden>
    {children}
  </svg>
);

/** Notices of money that came or went, and of orders that the clock ended, while the page is open. */
import { useEffect, useRef } from 'react';
import { notify } from '../controls/notify';
import { useNotifier } from '../controls/toasts';
import type { Entry, P2pNotice } from '../exchange/account-stream';
import { useExchange, useIsolated, useSession } from '../exchange/context';
import type { Isolated } from '../exchange/model';
import type { NotificationEvent } from '../exchange/notifications';
import { useMarkets } from '../exchange/queries';
import { useMessages } from '../language/language';
import { exactText } from '../markets/figures';
import { amount } from '../money/money';
import { newsOf } from '../orders/news';
import { useOwn } from '../settings/own';
import { useSettings } from '../settings/settings';
import { useAccountNewsWords, type AccountNewsWords } from './account-news-words';
import { usePageNotices } from './page-notices';

interface News {
  readonly event: NotificationEvent;
  readonly text: string;
}

export function AccountNews() {
  const session = useSession();
  const isolated = useIsolated();
  // By a key: notices of one user or account are nothing for the next.
  return session.kind === 'in' ? <OfAccount key={`${session.user.id} ${isolated}`} isolated={isolated} /> : null;
}

function OfAccount({ isolated }: { readonly isolated: Isolated }) {
  const exchange = useExchange();
  const notifier = useNotifier();
  const { settings } = useSettings();
  const wants = usePageNotices();
  const newsIn = useNews();
  const hear = (entry: Entry): void => {
    // Trades between people are those of the main account, whose stream reports them.
    const news = entry.kind === 'p2p' && isolated !== null ? null : newsIn(entry);
    if (news !== null && wants(news.event)) {
      notifier.notify(news.text);
      notify(news.text, settings.notices);
    }
  };
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(() => exchange.streamOf(isolated).onEntry((entry) => latest.current(entry)), [exchange, isolated]);
  return null;
}

function useNews(): (entry: Entry) => News | null {
  const messages = useMessages();
  const words = useAccountNewsWords();
  const own = useOwn();
  const { data: markets } = useMarkets();
  return (entry) => {
    if (entry.kind === 'order' && entry.event === 'expired' && entry.order.timeInForce === 'gtd') {
      const market = markets?.find(({ symbol }) => symbol === entry.order.symbol);
      return market === undefined ? null : { event: 'order_expired', text: newsOf(entry.order, market, messages, own) };
    }
    if (entry.kind === 'p2p') {
      return p2pNews(entry.notice, words);
    }
    if (entry.kind !== 'transfer') {
      return null;
    }
    const { type, stage, asset, units } = entry.transfer;
    const sum = own(`${exactText(amount(units < 0n ? 0n - units : units), asset)} ${asset.code}`);
    switch (`${type} ${stage}`) {
      case 'deposit posted':
        return { event: 'deposit', text: words.deposited(sum) };
      case 'withdrawal reserved_posted':
        return { event: 'withdrawal', text: words.withdrawn(sum) };
      case 'withdrawal voided':
      case 'withdrawal expired':
        return { event: 'withdrawal', text: words.returned(sum) };
      default:
        return null;
    }
  };
}

const P2P_TEXTS = {
  trade: 'p2pTrade',
  message: 'p2pMessage',
  reminder: 'p2pSoon',
  offer: 'p2pOffer',
  report: 'p2pReport',
} as const;

/** Returns null for the caller's own actions and for those of the ledger, which are no news. */
function p2pNews(notice: P2pNotice | null, words: AccountNewsWords): News | null {
  if (notice === null) {
    return null;
  }
  const { kind, role, by } = notice;
  const event = kind === 'message' ? 'p2p_message' : 'p2p_trade';
  return by === role || by === 'ledger' ? null : { event, text: words[P2P_TEXTS[kind]] };
}

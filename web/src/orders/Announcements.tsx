import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { usePageNotices } from '../app/page-notices';
import { chime } from '../controls/chime';
import { notify } from '../controls/notify';
import { pageTitle } from '../controls/page-title';
import { useNotifier } from '../controls/toasts';
import { useExchange, useIsolated, useSession } from '../exchange/context';
import type { Isolated } from '../exchange/model';
import { PRIVATE, useMarkets, useOpenOrders } from '../exchange/queries';
import { useMessages } from '../language/language';
import { useOwn } from '../settings/own';
import { useSettings } from '../settings/settings';
import { pushOwner } from '../settings/push-owner';
import { FillWatch, type FillNews } from './fill-watch';
import { fillNewsOf } from './news';

/** Beyond this number at once only their count is shown. */
const NOTICES_MAX = 3;
/** An order and its fills may become visible one after the other: so many more looks are taken after a change. */
const LOOKS_AFTER_CHANGE = 2;

/** Notifies of orders that traded without a waiting form: a note, a sound if wanted, the title of the page. */
export function Announcements() {
  const session = useSession();
  const isolated = useIsolated();
  // A key of its own: notices of one user or account are not those of the next.
  return session.kind === 'in' ? <OfAccount key={`${session.user.id} ${isolated}`} isolated={isolated} /> : null;
}

function OfAccount({ isolated }: { readonly isolated: Isolated }) {
  const exchange = useExchange();
  const { data: open, dataUpdatedAt } = useOpenOrders();
  const [watch] = useState(() => new FillWatch());
  const looks = useRef(LOOKS_AFTER_CHANGE);
  const notifyOf = useNewsNotifier();
  useEffect(
    () =>
      exchange.onPlaced((order) => {
        if (order.isolated === isolated) {
          watch.expects(order);
        }
      }),
    [exchange, watch, isolated],
  );
  useEffect(() => {
    if (open === undefined) {
      return;
    }
    if (watch.sees(open)) {
      looks.current = LOOKS_AFTER_CHANGE;
    }
    if (looks.current > 0) {
      looks.current--;
      // Where the exchange does not answer, the next change looks again.
      exchange.fills({ isolated }, null).then(
        ({ items }) => notifyOf.current(watch.hears(items)),
        () => undefined,
      );
    }
  }, [open, dataUpdatedAt, exchange, isolated, watch, notifyOf]);
  return null;
}

/** The latest notifier: a new language or setting is no reason to read again. */
function useNewsNotifier() {
  const session = useSession();
  const messages = useMessages();
  const notifier = useNotifier();
  const queries = useQueryClient();
  const own = useOwn();
  const { settings } = useSettings();
  const { data: markets } = useMarkets();
  const wants = usePageNotices();
  const notifyOf = (news: readonly FillNews[]): void => {
    if (news.length > 0 && !wants('fill')) {
      void queries.invalidateQueries({ queryKey: [PRIVATE] });
      return;
    }
    const texts = news.flatMap(({ fills, order }) => {
      const market = markets?.find(({ symbol }) => symbol === fills[0].symbol);
      return market === undefined ? [] : [fillNewsOf(fills, order, market, messages, own)];
    });
    if (texts.length === 0) {
      return;
    }
    const isPushed = session.kind === 'in' && session.user.id === pushOwner.get();
    texts.slice(0, NOTICES_MAX).forEach((text) => notifier.notify(text));
    if (texts.length > NOTICES_MAX) {
      notifier.notify(messages.moreTraded(texts.length - NOTICES_MAX));
    }
    // A browser that is notified while the page is closed is also notified while the page is hidden: once is enough.
    texts.slice(0, NOTICES_MAX).forEach((text) => notify(text, settings.notices && !isPushed));
    if (settings.sound) {
      chime();
    }
    pageTitle.count(texts.length);
    void queries.invalidateQueries({ queryKey: [PRIVATE] });
  };
  const latest = useRef(notifyOf);
  useEffect(() => {
    latest.current = notifyOf;
  });
  return latest;
}

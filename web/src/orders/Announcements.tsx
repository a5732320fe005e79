import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { usePageNotices } from '../app/page-notices';
import { chime } from '../controls/chime';
import { notify } from '../controls/notify';
import { pageTitle } from '../controls/page-title';
import { useTeller } from '../controls/toasts';
import { useExchange, useSession } from '../exchange/context';
import { PRIVATE, useMarkets, useOpenOrders } from '../exchange/queries';
import { useMessages } from '../language/language';
import { useOwn } from '../settings/own';
import { useSettings } from '../settings/settings';
import { told } from '../settings/told';
import { FillWatch, type FillNews } from './fill-watch';
import { fillNewsOf } from './news';

/** Beyond so many at once only their number is told. */
const TOLD_MAX = 3;
/** An order and its fills may become visible one after the other: so many more looks are taken after a change. */
const LOOKS_AFTER_CHANGE = 2;

/** Tells of orders that traded while nobody was waiting for them: a note, a sound if wanted, the title of the page. */
export function Announcements() {
  const session = useSession();
  // Of a key: what one user was told is nothing for the next.
  return session.kind === 'in' ? <OfUser key={session.user.id} /> : null;
}

function OfUser() {
  const exchange = useExchange();
  const { data: open, dataUpdatedAt } = useOpenOrders();
  const [watch] = useState(() => new FillWatch());
  const looks = useRef(LOOKS_AFTER_CHANGE);
  const tell = useTelling();
  useEffect(() => exchange.onPlaced((order) => watch.expects(order)), [exchange, watch]);
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
      exchange.fills({}, null).then(
        ({ items }) => tell.current(watch.hears(items)),
        () => undefined,
      );
    }
  }, [open, dataUpdatedAt, exchange, watch, tell]);
  return null;
}

/** The latest way to tell: a new language or setting is no reason to look again. */
function useTelling() {
  const session = useSession();
  const messages = useMessages();
  const teller = useTeller();
  const queries = useQueryClient();
  const own = useOwn();
  const { settings } = useSettings();
  const { data: markets } = useMarkets();
  const wants = usePageNotices();
  const tell = (news: readonly FillNews[]): void => {
    if (news.length > 0 && !wants('fill')) {
      void queries.invalidateQueries({ queryKey: [PRIVATE] });
      return;
    }
    const said = news.flatMap(({ fills, order }) => {
      const market = markets?.find(({ symbol }) => symbol === fills[0].symbol);
      return market === undefined ? [] : [fillNewsOf(fills, order, market, messages, own)];
    });
    if (said.length === 0) {
      return;
    }
    const isTold = session.kind === 'in' && session.user.id === told.get();
    said.slice(0, TOLD_MAX).forEach((text) => teller.tell(text));
    if (said.length > TOLD_MAX) {
      teller.tell(messages.moreTraded(said.length - TOLD_MAX));
    }
    // A browser that is told while the page is closed is also told while nobody looks at it: once is enough.
    said.slice(0, TOLD_MAX).forEach((text) => notify(text, settings.notices && !isTold));
    if (settings.sound) {
      chime();
    }
    pageTitle.count(said.length);
    void queries.invalidateQueries({ queryKey: [PRIVATE] });
  };
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  return latest;
}

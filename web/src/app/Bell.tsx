import { lazy, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Fetched } from '../controls/fetched';
import { useNotices } from '../controls/toasts';
import { useSession } from '../exchange/context';
import { useMessages } from '../language/language';
import { numeral } from '../money/numerals';

const NoticeList = lazy(() => import('../controls/NoticeList').then((file) => ({ default: file.NoticeList })));

/** Number of unread notices, and the way to them. One user's notices are not shown to the next. */
export function Bell() {
  const messages = useMessages();
  const notices = useNotices();
  const unread = useSyncExternalStore(notices.onChange, notices.unread);
  const session = useSession();
  const owner = session.kind === 'in' ? session.user.id : '';
  const before = useRef('');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (before.current !== '' && before.current !== owner) {
      notices.leave();
    }
    if (owner !== '' && before.current !== owner) {
      notices.own(owner);
    }
    before.current = owner;
  }, [owner, notices]);
  return (
    <>
      <button
        type="button"
        className="icon-button bell"
        aria-label={unread === 0 ? messages.notices : messages.unreadNotices(unread)}
        title={messages.notices}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 24 24" className="icon" aria-hidden>
          <path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15ZM10 20.5h4" />
        </svg>
        {unread > 0 && <i aria-hidden>{numeral(unread)}</i>}
      </button>
      {open && (
        <Fetched>
          <NoticeList onClose={() => setOpen(false)} />
        </Fetched>
      )}
    </>
  );
}

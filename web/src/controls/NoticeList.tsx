import { useEffect, useSyncExternalStore } from 'react';
import { useMessages } from '../language/language';
import { Dialog } from './dialog';
import { useTimes } from './times';
import { useNotices } from './toasts';

/** Notices, newest first. */
export function NoticeList({ onClose }: { readonly onClose: () => void }) {
  const messages = useMessages();
  const times = useTimes();
  const notices = useNotices();
  const all = useSyncExternalStore(notices.onChange, notices.all);
  useEffect(() => notices.read(), [notices, all]);
  return (
    <Dialog title={messages.notices} onClose={onClose}>
      {all.length === 0 ? (
        <p className="nothing">{messages.noNotices}</p>
      ) : (
        <>
          <ul className="notices">
            {all.map(({ id, kind, text, atMillis }) => (
              <li key={id} className={kind === 'bad' ? 'form-fault' : ''}>
                <small className="quiet number">{times.clock(atMillis)}</small> <span>{text}</span>
              </li>
            ))}
          </ul>
          <button type="button" className="secondary" onClick={notices.clear}>
            {messages.clearNotices}
          </button>
        </>
      )}
    </Dialog>
  );
}

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
  type RefCallback,
} from 'react';
import { createPortal } from 'react-dom';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { Notices, type Notice } from './notices';
import './controls.css';

export interface Notifier {
  readonly notify: (text: string) => void;
  /** Says what went wrong, in the page's language. */
  readonly notifyProblem: (thrown: unknown) => void;
}

const NotifierContext = createContext<Notifier | null>(null);
const PlaceContext = createContext<RefCallback<HTMLElement>>(() => undefined);
const NoticesContext = createContext<Notices | null>(null);
const SHOWN_MILLIS = 5_000;

/** Short notes in the place that the page keeps free for them, gone after a while. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const messages = useMessages();
  const [notices] = useState(() => new Notices());
  const [places, setPlaces] = useState<readonly HTMLElement[]>([]);
  const [toasts, setToasts] = useState<readonly Notice[]>([]);
  // A page that is gone has nothing left to hide.
  const [endings] = useState(() => new Set<ReturnType<typeof setTimeout>>());
  const show = useCallback(
    (kind: Notice['kind'], text: string) => {
      const toast = notices.add(kind, text);
      setToasts((now) => [toast, ...now.slice(0, 3)]);
      const ending = setTimeout(() => {
        endings.delete(ending);
        setToasts((now) => now.filter((other) => other !== toast));
      }, SHOWN_MILLIS);
      endings.add(ending);
    },
    [notices, endings],
  );
  useEffect(() => () => endings.forEach((ending) => clearTimeout(ending)), [endings]);
  const notifier = useMemo(
    () => ({
      notify: (text: string) => show('good', text),
      notifyProblem: (thrown: unknown) => show('bad', saying(problemOf(thrown), messages)),
    }),
    [show, messages],
  );
  const offer = useCallback((place: HTMLElement | null) => {
    if (place === null) {
      return undefined;
    }
    setPlaces((now) => [...now, place]);
    return () => setPlaces((now) => now.filter((other) => other !== place));
  }, []);
  const shown = toasts.map(({ id, kind, text }) => (
    <div key={id} className={`toast toast-${kind}`} title={text}>
      {text}
    </div>
  ));
  const place = places.at(-1);
  return (
    <NotifierContext value={notifier}>
      <NoticesContext value={notices}>
        <PlaceContext value={offer}>{children}</PlaceContext>
      </NoticesContext>
      {place === undefined ? <div role="status">{shown}</div> : createPortal(shown, place)}
    </NotifierContext>
  );
}

/** Where notes are shown, as long as it is there; the newest of several places has them. */
export function ToastPlace() {
  return <div className="toasts" role="status" aria-live="polite" ref={useContext(PlaceContext)} />;
}

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (notices === null) {
    throw new Error('no Toasts above');
  }
  return notices;
}

export function useNotifier(): Notifier {
  const notifier = useContext(NotifierContext);
  if (notifier === null) {
    throw new Error('no Toasts above');
  }
  return notifier;
}

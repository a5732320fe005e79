import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { Notices, type Notice } from './notices';
import './controls.css';

export interface Teller {
  readonly tell: (text: string) => void;
  /** Says what went wrong, in the page's language. */
  readonly tellProblem: (thrown: unknown) => void;
}

const TellerContext = createContext<Teller | null>(null);
const NoticesContext = createContext<Notices | null>(null);
const SHOWN_MILLIS = 5_000;

/** Short notes at the edge of the page, gone after a while. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const messages = useMessages();
  const [notices] = useState(() => new Notices());
  const [toasts, setToasts] = useState<readonly Notice[]>([]);
  // A page that is gone has nothing left to hide.
  const [endings] = useState(() => new Set<ReturnType<typeof setTimeout>>());
  const show = useCallback(
    (kind: Notice['kind'], text: string) => {
      const toast = notices.add(kind, text);
      setToasts((now) => [...now.slice(-3), toast]);
      const ending = setTimeout(() => {
        endings.delete(ending);
        setToasts((now) => now.filter((other) => other !== toast));
      }, SHOWN_MILLIS);
      endings.add(ending);
    },
    [notices, endings],
  );
  useEffect(() => () => endings.forEach((ending) => clearTimeout(ending)), [endings]);
  const teller = useMemo(
    () => ({
      tell: (text: string) => show('good', text),
      tellProblem: (thrown: unknown) => show('bad', saying(problemOf(thrown), messages)),
    }),
    [show, messages],
  );
  return (
    <TellerContext value={teller}>
      <NoticesContext value={notices}>{children}</NoticesContext>
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, kind, text }) => (
          <div key={id} className={`toast toast-${kind}`}>
            {text}
          </div>
        ))}
      </div>
    </TellerContext>
  );
}

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (notices === null) {
    throw new Error('no Toasts above');
  }
  return notices;
}

export function useTeller(): Teller {
  const teller = useContext(TellerContext);
  if (teller === null) {
    throw new Error('no Toasts above');
  }
  return teller;
}

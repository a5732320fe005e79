import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import './controls.css';

interface Toast {
  readonly id: number;
  readonly kind: 'good' | 'bad';
  readonly text: string;
}

export interface Teller {
  readonly tell: (text: string) => void;
  /** Says what went wrong, in the page's language. */
  readonly tellProblem: (thrown: unknown) => void;
}

const TellerContext = createContext<Teller | null>(null);
const SHOWN_MILLIS = 5_000;

/** Short notes at the edge of the page, gone after a while. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const messages = useMessages();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const show = useCallback((kind: Toast['kind'], text: string) => {
    const toast = { id: performance.now(), kind, text };
    setToasts((now) => [...now.slice(-3), toast]);
    setTimeout(() => setToasts((now) => now.filter((other) => other !== toast)), SHOWN_MILLIS);
  }, []);
  const teller = useMemo(
    () => ({
      tell: (text: string) => show('good', text),
      tellProblem: (thrown: unknown) => show('bad', saying(problemOf(thrown), messages)),
    }),
    [show, messages],
  );
  return (
    <TellerContext value={teller}>
      {children}
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

export function useTeller(): Teller {
  const teller = useContext(TellerContext);
  if (teller === null) {
    throw new Error('no Toasts above');
  }
  return teller;
}

import { useState, type ReactNode } from 'react';
import { useNotifier } from '../controls/toasts';
import './pages.css';

interface SureProps {
  readonly children: ReactNode;
  /** Text of the button after the first press: only a second press acts. */
  readonly sure: string;
  readonly busy?: boolean;
  readonly className?: string;
  readonly onSure: () => void;
}

/** A button for what cannot be undone. */
export function SureButton({ children, sure, busy = false, className = 'small-button', onSure }: SureProps) {
  const [confirming, setConfirming] = useState(false);
  return (
    <button
      type="button"
      className={`${className} ${confirming ? 'sure' : ''}`}
      aria-disabled={busy}
      onBlur={() => setConfirming(false)}
      onClick={() => {
        if (confirming) {
          onSure();
        }
        setConfirming(!confirming);
      }}
    >
      {confirming ? sure : children}
    </button>
  );
}

interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly copied: string;
}

/** Not there where a browser keeps the clipboard to itself: on a page without TLS. */
export function CopyButton({ text, label, copied }: CopyProps) {
  const notifier = useNotifier();
  if (!('clipboard' in navigator)) {
    return null;
  }
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => notifier.notify(copied), notifier.notifyProblem);
  };
  return (
    <button type="button" className="small-button" onClick={copy}>
      {label}
    </button>
  );
}

import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useMessages } from '../language/language';
import { leaveFor, useBackCloses } from './back';
import { ToastPlace } from './toasts';
import './controls.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Only its buttons close it: it shows what is shown once. */
  readonly firm?: boolean;
  readonly wide?: boolean;
  /** On the lower edge of a phone. */
  readonly sheet?: boolean;
  readonly children: ReactNode;
}

/**
 * A window over the page; Escape, a click beside it and the browser's way back close it. It opens on what is to be done first (`data-first`, else the
 * first field or button below its title), and gives the focus back to what opened it.
 */
export function Dialog({ title, onClose, firm = false, wide = false, sheet = false, children }: DialogProps) {
  const messages = useMessages();
  const name = useId();
  const element = useRef<HTMLDialogElement>(null);
  useBackCloses(firm, onClose);
  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      giveBack(opener);
    };
  }, []);
  // Another title is another step: it begins at its beginning.
  useEffect(() => firstOf(element.current)?.focus(), [title]);
  return (
    <dialog
      ref={element}
      className={`dialog ${wide ? 'dialog-wide' : ''} ${sheet ? 'sheet' : ''}`}
      aria-labelledby={name}
      onClose={() => {
        // React in development closes and opens it once more at its beginning, and the event comes after both.
        if (element.current?.open !== true) {
          onClose();
        }
      }}
      onCancel={(event) => {
        if (firm) {
          event.preventDefault();
        }
      }}
      onClick={(event) => {
        const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
        if (!firm && event.target === element.current) {
          onClose();
        } else if (!firm && link !== null) {
          event.preventDefault();
          leaveFor(link.getAttribute('href') ?? '');
        }
      }}
    >
      <header className="dialog-head">
        <h2 id={name}>{title}</h2>
        {sheet && <ToastPlace />}
        {!firm && (
          <button type="button" className="icon-button" aria-label={messages.dismiss} onClick={onClose}>
            ✕
          </button>
        )}
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}

const FOCUSABLE = 'input:not([type=hidden]), select, textarea, button, a[href]';

function firstOf(dialog: HTMLDialogElement | null): HTMLElement | null {
  const body = dialog?.querySelector<HTMLElement>('.dialog-body');
  return body?.querySelector<HTMLElement>('[data-first]') ?? body?.querySelector<HTMLElement>(FOCUSABLE) ?? dialog;
}

/** The element that opened it may be gone by now, with its row. */
function giveBack(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) {
    opener.focus();
  } else {
    document.querySelector<HTMLElement>('main')?.focus();
  }
}

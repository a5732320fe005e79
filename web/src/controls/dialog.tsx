import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useMessages } from '../language/language';
import './controls.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Only its buttons close it: it shows what is shown once. */
  readonly firm?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/**
 * A window over the page; Escape and a click beside it close it. It opens on what is to be done first (`data-first`, else the
 * first field or button below its title), and gives the focus back to what opened it.
 */
export function Dialog({ title, onClose, firm = false, wide = false, children }: DialogProps) {
  const messages = useMessages();
  const name = useId();
  const element = useRef<HTMLDialogElement>(null);
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
      className={wide ? 'dialog dialog-wide' : 'dialog'}
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
        if (!firm && event.target === element.current) {
          onClose();
        }
      }}
    >
      <header className="dialog-head">
        <h2 id={name}>{title}</h2>
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

/** What opened it may be gone by now, with the row it stood in. */
function giveBack(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) {
    opener.focus();
  } else {
    document.querySelector<HTMLElement>('main')?.focus();
  }
}

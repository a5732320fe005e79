import { useEffect, useRef, type ReactNode } from 'react';
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

/** A window over the page; Escape and a click beside it close it. */
export function Dialog({ title, onClose, firm = false, wide = false, children }: DialogProps) {
  const messages = useMessages();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-label={title}
      onClose={onClose}
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
        <h2>{title}</h2>
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

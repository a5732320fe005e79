import { Component, Suspense, type ReactNode } from 'react';
import { useMessages } from '../language/language';

interface FetchedProps {
  readonly children: ReactNode;
  /** While it is on its way. */
  readonly waiting?: ReactNode;
}

/** A part of the page that is fetched when it is opened; where that fails, a reload is offered: the exchange may be a newer one. */
export function Fetched({ children, waiting = null }: FetchedProps) {
  return (
    <Boundary>
      <Suspense fallback={waiting}>{children}</Suspense>
    </Boundary>
  );
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const messages = useMessages();
  return (
    <div className="waiting" role="alert">
      <p>{messages.problems.unreachable}</p>
      <button type="button" className="secondary" onClick={() => location.reload()}>
        {messages.retry}
      </button>
    </div>
  );
}

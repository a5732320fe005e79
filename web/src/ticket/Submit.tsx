import { useSession } from '../exchange/context';
import type { Market, Side } from '../exchange/model';
import { useFeatures } from '../exchange/queries';
import { useMessages } from '../language/language';

interface SubmitProps {
  readonly side: Side;
  readonly market: Market;
  readonly busy: boolean;
  readonly onLogin: () => void;
  readonly onPreview: () => void;
}

/** Sends what was typed, or says who may. */
export function Submit({ side, market, busy, onLogin, onPreview }: SubmitProps) {
  const messages = useMessages();
  const { trading } = useFeatures();
  if (useSession().kind !== 'in') {
    return (
      <button type="button" className="ticket-submit ticket-login" onClick={onLogin}>
        {messages.loginToTrade}
      </button>
    );
  }
  const shut = !market.open || !trading;
  return (
    <>
      {!trading && <p className="ticket-note">{messages.tradingOff}</p>}
      <button
        type="submit"
        className={`ticket-submit ticket-submit-${side}`}
        disabled={shut}
        aria-disabled={busy || shut}
        aria-busy={busy}
      >
        {busy ? messages.placing : messages.place(side, market.base.code)}
      </button>
      <button type="button" className="link ticket-preview" disabled={shut} onClick={onPreview}>
        {messages.preview}
      </button>
    </>
  );
}

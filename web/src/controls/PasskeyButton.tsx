import { useQuery } from '@tanstack/react-query';
import { useState, type MouseEvent } from 'react';
import { useExchange } from '../exchange/context';
import { useIdentity } from '../exchange/identity';
import { codeByPasskey, hasPasskeys } from '../exchange/passkeys';
import { PRIVATE } from '../exchange/queries';
import { useMessages } from '../language/language';
import { useNotifier } from './toasts';

/** Fills in the code of its form by a passkey, and sends the form; only for who has passkeys. */
export function PasskeyButton({ confirms }: { readonly confirms: 'action' | 'payment' }) {
  const messages = useMessages();
  const exchange = useExchange();
  const identity = useIdentity();
  const notifier = useNotifier();
  const [busy, setBusy] = useState(false);
  const { data } = useQuery({
    queryKey: [PRIVATE, 'factors'],
    queryFn: () => identity.factors(),
    enabled: hasPasskeys(),
  });
  if (data === undefined || data.passkeys === 0) {
    return null;
  }
  const use = ({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>): void => {
    const field = form?.elements.namedItem('code');
    if (busy || !(field instanceof HTMLInputElement)) {
      return;
    }
    setBusy(true);
    void codeByPasskey(exchange, confirms)
      .then((code) => {
        field.value = code;
        form?.requestSubmit();
      }, notifier.notifyProblem)
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" className="secondary" aria-disabled={busy} onClick={use}>
      {messages.usePasskey}
    </button>
  );
}

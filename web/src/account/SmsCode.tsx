import { useState } from 'react';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Challenge } from '../exchange/model';
import { useSmsWords } from './sms-words';

/** Sends a code by SMS for a login that waits; it is the first thing to do where there is no other method. */
export function SmsCode({ challenge }: { readonly challenge: Challenge }) {
  const words = useSmsWords();
  const { session } = useExchange();
  const notifier = useNotifier();
  const [sending, setSending] = useState(false);
  const send = (): void => {
    if (!sending) {
      setSending(true);
      void session
        .sendCode(challenge, 'sms')
        .then(() => notifier.notify(words.sent), notifier.notifyProblem)
        .finally(() => setSending(false));
    }
  };
  return (
    <>
      {challenge.methods.length === 1 && <p className="quiet">{words.askFirst}</p>}
      <button type="button" className="secondary" aria-disabled={sending} onClick={send}>
        {words.send}
      </button>
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Dialog } from '../controls/dialog';
import { FormFault } from '../controls/Field';
import { useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { Problem } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';
import type { ProviderReturn } from '../exchange/provider-return';
import { finishBinding, finishLogin } from '../exchange/staff-login';
import { useMessages } from '../language/language';
import { useAccountWords } from './words';

interface StaffReturnProps {
  readonly returned: ProviderReturn;
  readonly onLogin: () => void;
  readonly onClose: () => void;
}

/** Finishes what began at the identity provider, once; its code is good once, too. */
export function StaffReturn({ returned, onLogin, onClose }: StaffReturnProps) {
  const messages = useMessages();
  const words = useAccountWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const begun = useRef(false);
  const { faults, submit } = useSubmission();
  useEffect(() => {
    if (begun.current) {
      return;
    }
    begun.current = true;
    submit(async () => {
      if (returned.code === null) {
        throw new Problem('provider_refused', 0, 'the identity provider refused');
      }
      if (returned.binds) {
        await finishBinding(exchange, returned);
        notifier.notify(words.identityBound);
        void refreshPrivate(queries);
      } else {
        await finishLogin(exchange, returned);
        if (exchange.session.state.kind === 'in') {
          notifier.notify(messages.welcome(exchange.session.state.user.name));
        }
      }
      onClose();
    });
  }, [exchange, messages, onClose, queries, returned, submit, notifier, words]);
  return (
    <Dialog title={returned.binds ? words.identity : messages.login} onClose={onClose}>
      <p role="status">{words.loginFinishing}</p>
      <FormFault faults={faults} />
      {!returned.binds && (
        <button type="button" className="secondary" onClick={onLogin}>
          {words.backToLogin}
        </button>
      )}
    </Dialog>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotifier } from '../controls/toasts';
import { refreshPrivate } from '../exchange/queries';

/** Runs a cancel, once at a time, says how it went, and looks again. */
export function useCanceling() {
  const notifier = useNotifier();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = (cancel: () => Promise<string>): void => {
    if (busy) {
      return;
    }
    setBusy(true);
    void cancel()
      .then(notifier.notify, notifier.notifyProblem)
      .then(() => refreshPrivate(queries))
      .finally(() => setBusy(false));
  };
  return { busy, run };
}

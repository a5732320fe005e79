/** A press of a button that changes something: once at a time, with a shown result, and read again. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotifier } from '../controls/toasts';
import { refreshPrivate } from '../exchange/queries';

export interface Act {
  readonly busy: boolean;
  /** @param work the action; returns the text about its result */
  readonly act: (work: () => Promise<string>) => void;
}

export function useAct(): Act {
  const notifier = useNotifier();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = (work: () => Promise<string>): void => {
    if (busy) {
      return;
    }
    setBusy(true);
    void work()
      .then(notifier.notify, notifier.notifyProblem)
      .then(() => refreshPrivate(queries))
      .finally(() => setBusy(false));
  };
  return { busy, act };
}

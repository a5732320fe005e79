/** A press of a button that changes something: once at a time, told how it went, and looked at again. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTeller } from '../controls/toasts';
import { refreshPrivate } from '../exchange/queries';

export interface Act {
  readonly busy: boolean;
  /** @param work what to do; answers what to say of it */
  readonly act: (work: () => Promise<string>) => void;
}

export function useAct(): Act {
  const teller = useTeller();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = (work: () => Promise<string>): void => {
    if (busy) {
      return;
    }
    setBusy(true);
    void work()
      .then(teller.tell, teller.tellProblem)
      .then(() => refreshPrivate(queries))
      .finally(() => setBusy(false));
  };
  return { busy, act };
}

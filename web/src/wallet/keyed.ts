import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Blame, Faults } from '../controls/faults';
import { useSecondFactor } from '../controls/second-factor';
import { useSubmission } from '../controls/submit';
import { newId } from '../exchange/id';
import { problemOf } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';
import { useWalletWords } from './words';

export interface Keyed {
  readonly busy: boolean;
  readonly faults: Faults;
  /** True if the exchange wants a code of the second factor. */
  readonly codeRequired: boolean;
  readonly send: (ask: (key: string) => Promise<void>) => void;
}

/** Asks under one key until that is answered: whatever gets lost on the way, the money moves once. */
export function useKeyed({ fields = [], codes = {}, ...blame }: Blame): Keyed {
  const words = useWalletWords();
  const queries = useQueryClient();
  const [key, setKey] = useState(newId);
  const { codeRequired, orAsk } = useSecondFactor();
  const { busy, faults, submit } = useSubmission({
    ...blame,
    fields: [...fields, 'code'],
    codes: { ...codes, invalid_code: 'code' },
    sayings: {
      unreachable: words.unknownYet,
      unavailable: words.unknownYet,
      unknown_outcome: words.unknownYet,
      transfer_id_expired: words.wentThrough,
      transfer_id_reused: words.wentThrough,
      ...blame.sayings,
    },
  });
  const attempt = async (ask: (key: string) => Promise<void>): Promise<void> => {
    try {
      await ask(key);
      setKey(newId());
      await refreshPrivate(queries);
    } catch (thrown) {
      const problem = problemOf(thrown);
      // A refusal is an answer: nothing was taken.
      if (!problem.passes && problem.code !== 'internal') {
        setKey(newId());
      }
      throw thrown;
    }
  };
  return { busy, faults, codeRequired, send: (ask) => submit(() => orAsk(() => attempt(ask))) };
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Blame, Faults } from '../controls/faults';
import { useSubmission } from '../controls/submit';
import { newId } from '../exchange/id';
import { problemOf } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';

export interface Once {
  readonly busy: boolean;
  readonly faults: Faults;
  /**
   * Does work under an id that stays the same until the work is answered, so that it is done once.
   *
   * @param refused runs after a refusal, which is an answer: nothing was done
   */
  readonly once: (work: (id: string) => Promise<void>, refused: () => void) => void;
}

export function useOnce(blame: Blame): Once {
  const queries = useQueryClient();
  const [id, setId] = useState(newId);
  const { busy, faults, submit } = useSubmission(blame);
  const once = (work: (id: string) => Promise<void>, refused: () => void): void =>
    submit(async () => {
      try {
        await work(id);
        setId(newId());
        void refreshPrivate(queries);
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (!problem.passes && problem.code !== 'internal') {
          setId(newId());
          refused();
        }
        throw thrown;
      }
    });
  return { busy, faults, once };
}

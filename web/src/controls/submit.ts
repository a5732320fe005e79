/** A form that is being sent, and what came of it. */
import { useRef, useState } from 'react';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { faultsOf, NO_FAULTS, type Blame, type Faults } from './faults';

export interface Submission {
  readonly busy: boolean;
  readonly faults: Faults;
  /** Does the work, once at a time; what it throws becomes the faults. */
  readonly submit: (work: () => Promise<void>) => void;
}

export function useSubmission(blame: Blame = {}): Submission {
  const messages = useMessages();
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState(NO_FAULTS);
  const works = useRef(false);
  const submit = (work: () => Promise<void>): void => {
    if (works.current) {
      return;
    }
    works.current = true;
    setBusy(true);
    setFaults(NO_FAULTS);
    void work()
      .catch((thrown: unknown) => setFaults(faultsOf(problemOf(thrown), blame, messages)))
      .finally(() => {
        works.current = false;
        setBusy(false);
      });
  };
  return { busy, faults, submit };
}

/** The text of a field, without spaces around it. */
export const typed = (form: FormData, name: string): string => exactly(form, name).trim();

/** The text of a field, to the letter: passwords. */
export function exactly(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** A text that is no number is sent as one that the exchange refuses. */
export const wholeIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);

/** A code of the second factor, asked for once the exchange wants one. */
import { useState } from 'react';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { Field } from './Field';
import type { Faults } from './faults';
import { focusIn } from './focus-in';
import { PasskeyButton } from './PasskeyButton';
import { typed } from './submit';

export interface SecondFactor {
  /** True once the exchange has asked for a code; the form shows a field for it. */
  readonly codeRequired: boolean;
  /** Does the work; if the exchange wants a code for it and none was sent, asks for the code instead of failing. */
  readonly orAsk: (work: () => Promise<void>) => Promise<void>;
  /** Hides the field again. */
  readonly forget: () => void;
}

export function useSecondFactor(): SecondFactor {
  const [codeRequired, setCodeRequired] = useState(false);
  const orAsk = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      if (codeRequired || problemOf(thrown).code !== 'second_factor_required') {
        throw thrown;
      }
      setCodeRequired(true);
    }
  };
  return { codeRequired, orAsk, forget: () => setCodeRequired(false) };
}

interface CodeFieldProps {
  /** Kind of action that a passkey signs in place of a code; a payment is the one that waits. */
  readonly confirms?: 'action' | 'payment';
  /** The page's usual word for a code by default. */
  readonly label?: string;
  readonly hint: string;
  readonly faults: Faults;
}

export function CodeField({ label, hint, faults, confirms = 'action' }: CodeFieldProps) {
  const messages = useMessages();
  return (
    <div ref={focusIn}>
      <Field
        name="code"
        label={label ?? messages.code}
        autoComplete="one-time-code"
        most={32}
        hint={hint}
        faults={faults}
      />
      <PasskeyButton confirms={confirms} />
    </div>
  );
}

/** Returns the code in a form, without blanks. */
export const codeIn = (form: FormData): string => typed(form, 'code').replace(/\s/g, '');

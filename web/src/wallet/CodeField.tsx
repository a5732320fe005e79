import { Field } from '../controls/Field';
import type { Faults } from '../controls/faults';
import { focusIn } from '../controls/focus-in';
import { useMessages } from '../language/language';
import { useWalletWords } from './words';

/** For a code of the second factor, once the exchange wants one. */
export function CodeField({ faults }: { readonly faults: Faults }) {
  const messages = useMessages();
  const words = useWalletWords();
  return (
    <div ref={focusIn}>
      <Field
        name="code"
        label={messages.code}
        autoComplete="one-time-code"
        most={32}
        hint={words.codeHint}
        faults={faults}
      />
    </div>
  );
}

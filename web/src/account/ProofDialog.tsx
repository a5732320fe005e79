import { useState, type ReactNode } from 'react';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { focusIn } from '../controls/focus-in';
import { exactly, typed, useSubmission } from '../controls/submit';
import type { FreshProof } from '../exchange/own-data';
import { problemOf } from '../exchange/problem';
import { useOwnDataWords } from './own-words';
import { useAccountWords } from './words';

interface ProofDialogProps {
  readonly title: string;
  readonly action: string;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onProof: (proof: FreshProof) => Promise<void>;
}

/** The password once more, and a code of the second factor where the exchange asks for one. */
export function ProofDialog({ title, action, children, onClose, onProof }: ProofDialogProps) {
  const words = useAccountWords();
  const own = useOwnDataWords();
  const [codeAsked, setCodeAsked] = useState(false);
  const { busy, faults, submit } = useSubmission({
    fields: ['password', 'code'],
    codes: { forbidden: 'password', invalid_code: 'code' },
    sayings: { ...words.problems, ...own.problems, forbidden: words.wrongPassword },
  });
  const prove = async (form: FormData): Promise<void> => {
    const code = typed(form, 'code').replace(/\s/g, '');
    try {
      await onProof({ password: exactly(form, 'password'), ...(code === '' ? {} : { code }) });
    } catch (thrown) {
      if (codeAsked || problemOf(thrown).code !== 'second_factor_required') {
        throw thrown;
      }
      setCodeAsked(true);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSend={(form) => submit(() => prove(form))}>
        {children}
        <Field
          name="password"
          type="password"
          label={words.confirmWithPassword}
          autoComplete="current-password"
          most={128}
          focused
          faults={faults}
        />
        {codeAsked && (
          <div ref={focusIn}>
            <Field
              name="code"
              label={own.code}
              autoComplete="one-time-code"
              most={32}
              hint={own.codeHint}
              faults={faults}
            />
          </div>
        )}
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {action}
        </button>
      </Form>
    </Dialog>
  );
}

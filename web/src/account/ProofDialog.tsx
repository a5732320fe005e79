import type { ReactNode } from 'react';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { CodeField, codeIn, useSecondFactor } from '../controls/second-factor';
import { exactly, useSubmission } from '../controls/submit';
import type { FreshProof } from '../exchange/own-data';
import { useOwnDataWords } from './own-words';
import { useAccountWords } from './words';

interface ProofDialogProps {
  readonly title: string;
  readonly action: string;
  readonly children?: ReactNode;
  /** A field besides the proof, whose rule is shown if it is refused. */
  readonly asks?: { readonly name: string; readonly label: string; readonly rule: string; readonly most: number };
  readonly onClose: () => void;
  readonly onProof: (proof: FreshProof, form: FormData) => Promise<void>;
}

/** The password once more, and a code of the second factor where the exchange asks for one. */
export function ProofDialog({ title, action, children, asks, onClose, onProof }: ProofDialogProps) {
  const words = useAccountWords();
  const own = useOwnDataWords();
  const { codeRequired, orAsk } = useSecondFactor();
  const { busy, faults, submit } = useSubmission({
    fields: [...(asks === undefined ? [] : [asks.name]), 'password', 'code'],
    ...(asks === undefined ? {} : { rules: { [asks.name]: asks.rule } }),
    codes: { forbidden: 'password', invalid_code: 'code' },
    sayings: { ...words.problems, ...own.problems, forbidden: words.wrongPassword },
  });
  const prove = async (form: FormData): Promise<void> => {
    const code = codeIn(form);
    await orAsk(async () => {
      await onProof({ password: exactly(form, 'password'), ...(code === '' ? {} : { code }) }, form);
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSend={(form) => submit(() => prove(form))}>
        {children}
        {asks !== undefined && (
          <Field name={asks.name} label={asks.label} hint={asks.rule} most={asks.most} faults={faults} />
        )}
        <Field
          name="password"
          type="password"
          label={words.confirmWithPassword}
          autoComplete="current-password"
          most={128}
          focused
          faults={faults}
        />
        {codeRequired && <CodeField label={own.code} hint={own.codeHint} faults={faults} />}
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {action}
        </button>
      </Form>
    </Dialog>
  );
}

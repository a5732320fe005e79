import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { focusIn } from '../controls/focus-in';
import { typed, useSubmission } from '../controls/submit';
import { useIdentity, type ApiKey } from '../exchange/identity';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { useAccountWords } from './words';

/** Lets a key sign again that waits since a password reset; a code of the second factor where the exchange asks for one. */
export function ConfirmKey({ waiting, onDone }: { readonly waiting: ApiKey; readonly onDone: () => void }) {
  const words = useAccountWords();
  const messages = useMessages();
  const identity = useIdentity();
  const [codeAsked, setCodeAsked] = useState(false);
  const { busy, faults, submit } = useSubmission({
    fields: ['code'],
    codes: { invalid_code: 'code' },
    sayings: words.problems,
  });
  const confirm = async (form: FormData): Promise<void> => {
    try {
      await identity.confirmApiKey(waiting.key, codeAsked ? typed(form, 'code') : null);
      onDone();
    } catch (thrown) {
      if (codeAsked || problemOf(thrown).code !== 'second_factor_required') {
        throw thrown;
      }
      setCodeAsked(true);
    }
  };
  return (
    <Form onSend={(form) => submit(() => confirm(form))}>
      <p className="quiet">{words.keyWaitsWhy}</p>
      <p>
        <bdi>{waiting.label}</bdi> <code>{waiting.key}</code>
      </p>
      {codeAsked && (
        <div ref={focusIn}>
          <Field
            name="code"
            label={messages.code}
            autoComplete="one-time-code"
            most={32}
            hint={words.keyCodeHint}
            faults={faults}
          />
        </div>
      )}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.confirmKey}
      </button>
    </Form>
  );
}

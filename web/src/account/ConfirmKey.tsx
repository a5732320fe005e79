import { Form, FormFault } from '../controls/Field';
import { CodeField, useSecondFactor } from '../controls/second-factor';
import { typed, useSubmission } from '../controls/submit';
import { useIdentity, type ApiKey } from '../exchange/identity';
import { useAccountWords } from './words';

/** Lets a key sign again that waits since a password reset; a code of the second factor where the exchange asks for one. */
export function ConfirmKey({ waiting, onDone }: { readonly waiting: ApiKey; readonly onDone: () => void }) {
  const words = useAccountWords();
  const identity = useIdentity();
  const { codeRequired, orAsk } = useSecondFactor();
  const { busy, faults, submit } = useSubmission({
    fields: ['code'],
    codes: { invalid_code: 'code' },
    sayings: words.problems,
  });
  const confirm = async (form: FormData): Promise<void> => {
    await orAsk(async () => {
      await identity.confirmApiKey(waiting.key, codeRequired ? typed(form, 'code') : null);
      onDone();
    });
  };
  return (
    <Form onSend={(form) => submit(() => confirm(form))}>
      <p className="quiet">{words.keyWaitsWhy}</p>
      <p>
        <bdi>{waiting.label}</bdi> <code>{waiting.key}</code>
      </p>
      {codeRequired && <CodeField hint={words.keyCodeHint} faults={faults} />}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.confirmKey}
      </button>
    </Form>
  );
}

import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import type { Faults } from '../controls/faults';
import { exactly, typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { useIdentity } from '../exchange/identity';
import { useMessages } from '../language/language';
import { tokenIn } from './mail-link';
import { useAccountWords } from './words';

/** Asks for a mail, then for the token in it and a new password. */
export function Forgotten({ onLogin }: { readonly onLogin: () => void }) {
  const messages = useMessages();
  const words = useAccountWords();
  const identity = useIdentity();
  const [mailed, setMailed] = useState(false);
  const { busy, faults, submit } = useSubmission({ fields: ['email'] });
  if (mailed) {
    return <NewPassword token={null} onDone={onLogin} />;
  }
  return (
    <>
      <Form
        onSend={(form) =>
          submit(async () => {
            await identity.forgotPassword(typed(form, 'email'));
            setMailed(true);
          })
        }
      >
        <p className="quiet">{words.forgotNotice}</p>
        <Field
          name="email"
          type="email"
          label={messages.email}
          autoComplete="username"
          most={254}
          focused
          faults={faults}
        />
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.sendLink}
        </button>
      </Form>
      <p className="form-other">
        <button type="button" className="link" onClick={onLogin}>
          {words.backToLogin}
        </button>
      </p>
    </>
  );
}

interface NewPasswordProps {
  /** Token of the mail; null to be asked for. */
  readonly token: string | null;
  readonly onDone: () => void;
}

export function NewPassword({ token, onDone }: NewPasswordProps) {
  const words = useAccountWords();
  const identity = useIdentity();
  const { session } = useExchange();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({
    fields: ['token', 'password'],
    rules: { password: words.passwordRule },
    codes: token === null ? { invalid_token: 'token' } : {},
    sayings: words.problems,
  });
  const [differ, setDiffer] = useState(false);
  const send = (form: FormData): void => {
    const password = exactly(form, 'password');
    const same = password === exactly(form, 'again');
    setDiffer(!same);
    if (same) {
      submit(async () => {
        await identity.resetPassword(token ?? tokenIn(typed(form, 'token')), password);
        notifier.notify(words.passwordSet);
        // Every session has ended, the one of this page too.
        await session.logout();
        onDone();
      });
    }
  };
  return (
    <Form onSend={send}>
      {token === null && (
        <>
          <p className="quiet">{words.linkSent}</p>
          <Field name="token" label={words.linkOrCode} most={500} focused faults={faults} />
        </>
      )}
      <TwicePassword name="password" differ={differ} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.setPassword}
      </button>
    </Form>
  );
}

interface TwiceProps {
  readonly name: string;
  readonly differ: boolean;
  readonly faults: Faults;
}

/** A new password, twice: typed characters are hidden. */
export function TwicePassword({ name, differ, faults }: TwiceProps) {
  const words = useAccountWords();
  const again: Faults = { whole: null, fields: differ ? { again: words.passwordsDiffer } : {} };
  return (
    <>
      <Field
        name={name}
        type="password"
        label={words.newPassword}
        autoComplete="new-password"
        least={8}
        most={128}
        hint={words.passwordRule}
        faults={faults}
      />
      <Field
        name="again"
        type="password"
        label={words.repeatPassword}
        autoComplete="new-password"
        most={128}
        faults={again}
      />
    </>
  );
}

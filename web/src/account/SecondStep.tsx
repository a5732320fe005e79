import { useState } from 'react';
import { useTeller } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Challenge } from '../exchange/model';
import { useMessages } from '../language/language';
import { Field } from './Field';

interface SecondStepProps {
  readonly challenge: Challenge;
  readonly busy: boolean;
  readonly fault: string | null;
  readonly onCode: (code: string) => void;
  readonly onAgain: () => void;
}

/** The password was right: a code of the authenticator, of the mail, or a recovery code is asked for. */
export function SecondStep({ challenge, busy, fault, onCode, onAgain }: SecondStepProps) {
  const messages = useMessages();
  const { session } = useExchange();
  const teller = useTeller();
  const [mailing, setMailing] = useState(false);
  const mail = () => {
    setMailing(true);
    void session
      .mailCode(challenge)
      .then(() => teller.tell(messages.codeMailed), teller.tellProblem)
      .finally(() => setMailing(false));
  };
  const byApp = challenge.methods.includes('totp');
  return (
    <>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const code = new FormData(event.currentTarget).get('code');
          onCode(typeof code === 'string' ? code.replace(/\s/g, '') : '');
        }}
      >
        <p className="quiet">{byApp ? messages.secondStepTotp : messages.secondStepMail}</p>
        <Field name="code" label={messages.code} autoComplete="one-time-code" focused />
        {fault !== null && (
          <p className="form-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="primary" disabled={busy}>
          {messages.continueLogin}
        </button>
        {challenge.methods.includes('email') && (
          <button type="button" className="secondary" disabled={mailing} onClick={mail}>
            {messages.mailCode}
          </button>
        )}
      </form>
      <p className="form-other">
        <button type="button" className="link" onClick={onAgain}>
          {messages.startAgain}
        </button>
      </p>
    </>
  );
}

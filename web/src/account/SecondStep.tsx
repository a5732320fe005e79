import { lazy, Suspense, useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import type { Faults } from '../controls/faults';
import { typed } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Challenge } from '../exchange/model';
import { hasPasskeys } from '../exchange/passkeys';
import { useFeatures } from '../exchange/queries';
import { useMessages } from '../language/language';

const SmsCode = lazy(() => import('./SmsCode').then((file) => ({ default: file.SmsCode })));
const LostFactors = lazy(() => import('./Recovery').then((file) => ({ default: file.LostFactors })));

interface SecondStepProps {
  readonly challenge: Challenge;
  readonly busy: boolean;
  readonly faults: Faults;
  readonly onCode: (code: string) => void;
  readonly onPasskey: () => void;
  readonly onAgain: () => void;
}

/** The password was right: a code of the authenticator, of the mail, or a recovery code is asked for. */
export function SecondStep({ challenge, busy, faults, onCode, onPasskey, onAgain }: SecondStepProps) {
  const messages = useMessages();
  const { session } = useExchange();
  const offers = useFeatures();
  const notifier = useNotifier();
  const [mailing, setMailing] = useState(false);
  const mail = () => {
    if (mailing) {
      return;
    }
    setMailing(true);
    void session
      .sendCode(challenge, 'email')
      .then(() => notifier.notify(messages.codeMailed), notifier.notifyProblem)
      .finally(() => setMailing(false));
  };
  const byApp = challenge.methods.includes('totp');
  const byPasskey = challenge.methods.includes('passkey') && hasPasskeys();
  const byMail = challenge.methods.includes('email');
  const notice = byPasskey
    ? messages.secondStepPasskey
    : byApp
      ? messages.secondStepTotp
      : byMail
        ? messages.secondStepMail
        : null;
  return (
    <>
      <Form onSend={(form) => onCode(typed(form, 'code').replace(/\s/g, ''))}>
        {notice !== null && <p className="quiet">{notice}</p>}
        {byPasskey && (
          <button type="button" className="primary" aria-disabled={busy} onClick={onPasskey}>
            {messages.usePasskey}
          </button>
        )}
        <Field name="code" label={messages.code} autoComplete="one-time-code" focused faults={faults} />
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {messages.continueLogin}
        </button>
        {challenge.methods.includes('sms') && (
          <Suspense fallback={null}>
            <SmsCode challenge={challenge} />
          </Suspense>
        )}
        {challenge.methods.includes('email') && (
          <button type="button" className="secondary" aria-disabled={mailing} onClick={mail}>
            {messages.mailCode}
          </button>
        )}
      </Form>
      <p className="form-other">
        <button type="button" className="link" onClick={onAgain}>
          {messages.startAgain}
        </button>
      </p>
      {offers.factor_recovery && (
        <Suspense fallback={null}>
          <LostFactors challenge={challenge} />
        </Suspense>
      )}
    </>
  );
}

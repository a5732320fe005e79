import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { exactly, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useFeatures } from '../exchange/queries';
import { useIdentity, type Factors } from '../exchange/identity';
import { useAct } from '../pages/act';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { Authenticator } from './Authenticator';
import { TwicePassword } from './Forgotten';
import { Passkeys } from './PasskeyList';
import { ProofDialog } from './ProofDialog';
import { StaffIdentity } from './StaffIdentity';
import { WaitingRecovery } from './Recovery';
import { SmsCodes } from './SmsCodes';
import { State } from './State';
import { useFactors } from './queries';
import { useAccountWords } from './words';

/** Protection of the account: the password, and the further factors. */
export function Security() {
  const words = useAccountWords();
  const offers = useFeatures();
  return (
    <>
      <WaitingRecovery />
      <Loaded query={useFactors()}>
        {(factors) => (
          <>
            <Authenticator factors={factors} />
            <Passkeys />
            <StaffIdentity />
            <MailCodes factors={factors} />
            <SmsCodes />
            {(factors.app || factors.mail || factors.sms || factors.passkeys > 0) && offers.factor_removal && (
              <RemoveFactors />
            )}
          </>
        )}
      </Loaded>
      <Card title={words.changePassword} notice={words.changePasswordNotice}>
        <ChangePassword />
      </Card>
    </>
  );
}

function ChangePassword() {
  const words = useAccountWords();
  const identity = useIdentity();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({
    fields: ['current_password', 'new_password'],
    rules: { new_password: words.passwordRule },
    codes: { forbidden: 'current_password' },
    sayings: { forbidden: words.wrongPassword },
  });
  const [differ, setDiffer] = useState(false);
  const send = (form: FormData, empty: () => void): void => {
    const fresh = exactly(form, 'new_password');
    const same = fresh === exactly(form, 'again');
    setDiffer(!same);
    if (same) {
      submit(async () => {
        await identity.changePassword(exactly(form, 'current_password'), fresh);
        notifier.notify(words.passwordChanged);
        empty();
      });
    }
  };
  return (
    <Form onSend={send}>
      <Field
        name="current_password"
        type="password"
        label={words.currentPassword}
        autoComplete="current-password"
        most={128}
        faults={faults}
      />
      <TwicePassword name="new_password" differ={differ} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.changePassword}
      </button>
    </Form>
  );
}

function RemoveFactors() {
  const words = useAccountWords();
  const identity = useIdentity();
  const { act } = useAct();
  const [asking, setAsking] = useState(false);
  return (
    <Card
      title={words.removeFactors}
      notice={words.removeFactorsNotice}
      action={
        <button type="button" className="small-button" onClick={() => setAsking(true)}>
          {words.removeAll}
        </button>
      }
    >
      {asking && (
        <ProofDialog
          title={words.removeFactors}
          action={words.removeAll}
          onClose={() => setAsking(false)}
          onProof={async (proof) => {
            await identity.removeFactors(proof);
            setAsking(false);
            act(() => Promise.resolve(words.factorsRemoved));
          }}
        >
          <p className="quiet">{words.removeFactorsNotice}</p>
        </ProofDialog>
      )}
    </Card>
  );
}

function MailCodes({ factors }: { readonly factors: Factors }) {
  const words = useAccountWords();
  const identity = useIdentity();
  const { act } = useAct();
  const [asking, setAsking] = useState(false);
  const on = !factors.mail;
  return (
    <Card
      title={words.mailCodes}
      notice={words.mailCodesNotice}
      action={
        <>
          <State on={factors.mail} />
          <button type="button" className="small-button" onClick={() => setAsking(true)}>
            {on ? words.turnOn : words.turnOff}
          </button>
        </>
      }
    >
      {asking && (
        <ProofDialog
          title={words.mailCodes}
          action={on ? words.turnOn : words.turnOff}
          onClose={() => setAsking(false)}
          onProof={async (proof) => {
            await identity.mailCodes(on, proof);
            setAsking(false);
            act(() => Promise.resolve(on ? words.mailCodesOn : words.mailCodesOff));
          }}
        />
      )}
    </Card>
  );
}

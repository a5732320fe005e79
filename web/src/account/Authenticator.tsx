import { useMemo, useState } from 'react';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { PasskeyButton } from '../controls/PasskeyButton';
import { typed, useSubmission } from '../controls/submit';
import { useIdentity, type Enrolment, type Factors } from '../exchange/identity';
import { useAct } from '../pages/act';
import { CopyButton } from '../pages/buttons';
import { Card } from '../pages/Pages';
import { ProofDialog } from './ProofDialog';
import { qrPicture } from './qr';
import { State } from './State';
import { useAccountWords } from './words';

type Step =
  | { readonly kind: 'none' | 'password' | 'disable' | 'renew' }
  | { readonly kind: 'scan'; readonly enrolment: Enrolment }
  | { readonly kind: 'codes'; readonly codes: readonly string[]; readonly notice: string };

const NONE: Step = { kind: 'none' };

/** An app that shows codes: set up, turned off, and what helps when the phone is lost. */
export function Authenticator({ factors }: { readonly factors: Factors }) {
  const words = useAccountWords();
  const [step, setStep] = useState<Step>(NONE);
  const begin = (kind: 'password' | 'disable' | 'renew') => () => setStep({ kind });
  return (
    <Card
      title={words.authenticator}
      notice={words.authenticatorNotice}
      action={
        <>
          <State on={factors.app} />
          {factors.app ? (
            <button type="button" className="small-button" onClick={begin('disable')}>
              {words.turnOff}
            </button>
          ) : (
            <button type="button" className="primary" onClick={begin('password')}>
              {words.setUp}
            </button>
          )}
        </>
      }
    >
      {(factors.app || factors.passkeys > 0) && (
        <dl className="facts">
          <dt>{words.recoveryCodes}</dt>
          <dd>
            <i className={`tag ${factors.recoveryCodesLeft < 3 ? 'tag-warn' : 'tag-plain'}`}>
              {words.recoveryCodesLeft(factors.recoveryCodesLeft)}
            </i>
            <button type="button" className="small-button" onClick={begin('renew')}>
              {words.newRecoveryCodes}
            </button>
          </dd>
        </dl>
      )}
      <Steps step={step} onStep={setStep} />
    </Card>
  );
}

interface StepsProps {
  readonly step: Step;
  readonly onStep: (step: Step) => void;
}

function Steps({ step, onStep }: StepsProps) {
  const words = useAccountWords();
  const identity = useIdentity();
  const { act } = useAct();
  const close = () => onStep(NONE);
  const end = (notice: string): void => {
    close();
    act(() => Promise.resolve(notice));
  };
  switch (step.kind) {
    case 'none':
      return null;
    case 'password':
      return (
        <ProofDialog
          title={words.authenticator}
          action={words.continueOn}
          onClose={close}
          onProof={async (proof) => onStep({ kind: 'scan', enrolment: await identity.enrolApp(proof) })}
        />
      );
    case 'scan':
      return (
        <Scan
          enrolment={step.enrolment}
          onClose={close}
          onCode={async (code) =>
            onStep({ kind: 'codes', codes: await identity.confirmApp(code), notice: words.appConfirmed })
          }
        />
      );
    case 'codes':
      return <RecoveryCodes codes={step.codes} onKept={() => end(step.notice)} />;
    case 'disable':
      return (
        <CodeDialog
          title={words.authenticator}
          byPasskey
          label={words.codeOrRecovery}
          action={words.turnOff}
          onClose={close}
          onCode={async (code) => {
            await identity.disableApp(code);
            end(words.appDisabled);
          }}
        />
      );
    case 'renew':
      return (
        <CodeDialog
          title={words.newRecoveryCodes}
          byPasskey
          notice={words.oldCodesWorthless}
          label={words.codeOrRecovery}
          action={words.newRecoveryCodes}
          onClose={close}
          onCode={async (code) =>
            onStep({ kind: 'codes', codes: await identity.renewRecoveryCodes(code), notice: words.done })
          }
        />
      );
  }
}

interface ScanProps {
  readonly enrolment: Enrolment;
  readonly onClose: () => void;
  readonly onCode: (code: string) => Promise<void>;
}

/** The secret as a picture and as text, and the first code made of it. */
function Scan({ enrolment, onClose, onCode }: ScanProps) {
  const words = useAccountWords();
  const picture = useMemo(() => qrPicture(enrolment.uri), [enrolment.uri]);
  // In fours, as apps show it.
  const secret = enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ');
  return (
    <Dialog title={words.authenticator} onClose={onClose}>
      <div className="form">
        <p className="quiet">{words.scanCode}</p>
        <svg className="qr" viewBox={`0 0 ${picture.size} ${picture.size}`} role="img" aria-label={words.qrCode}>
          <path d={picture.path} shapeRendering="crispEdges" />
        </svg>
        <p className="quiet">{words.orTypeSecret}</p>
        <div className="once">
          <div className="once-line">
            <code className="totp-secret">{secret}</code>
            <CopyButton text={enrolment.secret} label={words.copy} copied={words.copied} />
          </div>
        </div>
        <CodeForm label={words.thenCode} action={words.confirm} onCode={onCode} />
      </div>
    </Dialog>
  );
}

export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const words = useAccountWords();
  return (
    <Dialog title={words.recoveryCodes} firm onClose={onKept}>
      <div className="form">
        <p className="quiet">{words.recoveryCodesNotice}</p>
        <div className="once">
          <ul className="codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </div>
        <CopyButton text={codes.join('\n')} label={words.copy} copied={words.copied} />
        <button type="button" className="primary" onClick={onKept}>
          {words.keptThem}
        </button>
      </div>
    </Dialog>
  );
}

interface CodeFormProps {
  /** True if a passkey may stand for the code. */
  readonly byPasskey?: boolean;
  readonly label: string;
  readonly action: string;
  readonly onCode: (code: string) => Promise<void>;
}

function CodeForm({ label, action, byPasskey = false, onCode }: CodeFormProps) {
  const words = useAccountWords();
  const { busy, faults, submit } = useSubmission({
    fields: ['code'],
    codes: { invalid_code: 'code', too_many_attempts: 'code' },
    sayings: words.problems,
  });
  return (
    <Form onSend={(form) => submit(() => onCode(typed(form, 'code').replace(/\s/g, '')))}>
      <Field name="code" label={label} autoComplete="one-time-code" most={32} focused faults={faults} />
      {byPasskey && <PasskeyButton confirms="action" />}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {action}
      </button>
    </Form>
  );
}

interface CodeDialogProps extends CodeFormProps {
  readonly title: string;
  readonly notice?: string;
  readonly onClose: () => void;
}

export function CodeDialog({ title, notice, onClose, ...form }: CodeDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="form">
        {notice !== undefined && <p className="quiet">{notice}</p>}
        <CodeForm {...form} />
      </div>
    </Dialog>
  );
}

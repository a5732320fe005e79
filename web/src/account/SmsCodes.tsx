import { useState } from 'react';
import { typed } from '../controls/submit';
import { useExchange } from '../exchange/context';
import { confirmPhone, enrolPhone, removePhone, type SmsCodes as Codes } from '../exchange/sms';
import { useAct } from '../pages/act';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { CodeDialog } from './Authenticator';
import { ProofDialog } from './ProofDialog';
import { useSmsCodes } from './queries';
import { useSmsWords } from './sms-words';
import { State } from './State';
import { useAccountWords } from './words';

type Step = { readonly kind: 'none' | 'enrol' | 'remove' } | { readonly kind: 'confirm'; readonly number: string };

const NONE: Step = { kind: 'none' };

/** Codes to a phone: set up, moved to another number, turned off. Nothing is shown where they are not offered. */
export function SmsCodes() {
  return (
    <Loaded query={useSmsCodes()}>{(codes) => (codes.offered || codes.enrolled) && <Phone codes={codes} />}</Loaded>
  );
}

function Phone({ codes }: { readonly codes: Codes }) {
  const words = useSmsWords();
  const account = useAccountWords();
  const [step, setStep] = useState<Step>(NONE);
  return (
    <Card
      title={words.title}
      notice={codes.enrolled && !codes.usable ? words.unusable : words.notice}
      action={
        <>
          <State on={codes.enrolled} />
          {codes.offered && (
            <button
              type="button"
              className={codes.enrolled ? 'small-button' : 'primary'}
              onClick={() => setStep({ kind: 'enrol' })}
            >
              {codes.enrolled ? words.change : account.setUp}
            </button>
          )}
          {codes.enrolled && (
            <button type="button" className="small-button" onClick={() => setStep({ kind: 'remove' })}>
              {account.turnOff}
            </button>
          )}
        </>
      }
    >
      {codes.number !== null && (
        <dl className="facts">
          <dt>{words.number}</dt>
          <dd>
            <bdi dir="ltr">{codes.number}</bdi>
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
  const words = useSmsWords();
  const account = useAccountWords();
  const exchange = useExchange();
  const { act } = useAct();
  const close = () => onStep(NONE);
  const end = (notice: string): void => {
    close();
    act(() => Promise.resolve(notice));
  };
  switch (step.kind) {
    case 'none':
      return null;
    case 'enrol':
      return (
        <ProofDialog
          title={words.title}
          action={account.continueOn}
          asks={{ name: 'number', label: words.number, rule: words.numberRule, most: 40 }}
          onClose={close}
          onProof={async (proof, form) => {
            onStep({ kind: 'confirm', number: await enrolPhone(exchange, typed(form, 'number'), proof) });
          }}
        />
      );
    case 'confirm':
      return (
        <CodeDialog
          title={words.title}
          label={words.sentTo(step.number)}
          action={account.confirm}
          onClose={close}
          onCode={async (code) => {
            await confirmPhone(exchange, code);
            end(words.on);
          }}
        />
      );
    case 'remove':
      return (
        <ProofDialog
          title={words.title}
          action={account.turnOff}
          onClose={close}
          onProof={async (proof) => {
            await removePhone(exchange, proof);
            end(words.off);
          }}
        />
      );
  }
}

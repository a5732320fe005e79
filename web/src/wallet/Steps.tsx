import { STEP_NAMES, useCustody, isOver, type StepState, type Withdrawal } from '../exchange/custody';
import { useMessages } from '../language/language';
import { exactText } from '../markets/figures';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Loaded } from '../pages/Records';
import { useOwn } from '../settings/own';
import { useWithdrawal } from './queries';
import { Standing, whyIn } from './Transactions';
import { useWalletWords } from './words';

const TAGS: Readonly<Record<StepState, string>> = {
  running: 'tag-plain',
  waiting: 'tag-plain',
  retrying: 'tag-warn',
  done: 'tag-good',
  failed: 'tag-bad',
  undone: 'tag-plain',
  stopped: 'tag-warn',
};

/** Once signed, it may be paid despite a cancellation. */
export const isCancelable = (withdrawal: Withdrawal): boolean =>
  withdrawal.status === 'pending' &&
  withdrawal.transaction === null &&
  !withdrawal.steps.some(({ name, state }) => name === 'send' || (name === 'sign' && state === 'done'));

/** A withdrawal of the caller, as it goes on. */
export function WithdrawalSteps({ id }: { readonly id: string }) {
  return <Loaded query={useWithdrawal(id)}>{(withdrawal) => <Steps withdrawal={withdrawal} />}</Loaded>;
}

function Steps({ withdrawal }: { readonly withdrawal: Withdrawal }) {
  const messages = useMessages();
  const words = useWalletWords();
  const own = useOwn();
  const { asset, units, fee, receives } = withdrawal;
  const why = whyIn(withdrawal.why, messages);
  return (
    <div className="withdrawal">
      <dl className="facts">
        <dt>{messages.status}</dt>
        <dd>
          <Standing of={withdrawal} />
          {why !== '' && <bdi>{why}</bdi>}
        </dd>
        <dt>{messages.amount}</dt>
        <dd className="number">
          {own(exactText(units, asset))} {asset.code}
        </dd>
        <dt>{words.fee}</dt>
        <dd className="number">
          {own(exactText(fee, asset))} {asset.code}
        </dd>
        <dt>{words.receives}</dt>
        <dd className="number">
          {own(exactText(receives, asset))} {asset.code}
        </dd>
        <dt>{words.to}</dt>
        <dd>
          <code>{withdrawal.address}</code>
        </dd>
        {withdrawal.transaction !== null && (
          <>
            <dt>{words.onChain}</dt>
            <dd>
              <code>{withdrawal.transaction}</code>
            </dd>
          </>
        )}
      </dl>
      <StepList names={STEP_NAMES} labels={words.stepNames} steps={withdrawal.steps} isOver={isOver(withdrawal)} />
      {withdrawal.needsApproval && <p className="quiet">{words.waitsForSecond}</p>}
      {isCancelable(withdrawal) && <Cancel id={withdrawal.id} />}
    </div>
  );
}

interface StepListProps<Name extends string> {
  /** In the order in which they are done. */
  readonly names: readonly Name[];
  readonly labels: Readonly<Record<Name, string>>;
  readonly steps: readonly { readonly name: Name; readonly state: StepState; readonly updatedMillis: number }[];
  readonly isOver: boolean;
}

/** How each step stands; of what is over, what never began is left out. */
export function StepList<Name extends string>({ names, labels, steps, isOver }: StepListProps<Name>) {
  const words = useWalletWords();
  const dates = useDates();
  const begun = new Map(steps.map((step) => [step.name, step]));
  const shown = names.filter((name) => begun.has(name) || !isOver);
  return (
    <ol className="steps" aria-label={words.steps}>
      {shown.map((name) => {
        const step = begun.get(name);
        return (
          <li key={name} aria-current={step?.state === 'running' || step?.state === 'waiting' ? 'step' : undefined}>
            <span>{labels[name]}</span>
            <i className={`tag ${step === undefined ? 'tag-plain' : TAGS[step.state]}`}>
              {step === undefined ? words.notYet : words.stepStates[step.state]}
            </i>
            <small className="quiet">{step === undefined ? '' : dates.second(step.updatedMillis)}</small>
          </li>
        );
      })}
    </ol>
  );
}

function Cancel({ id }: { readonly id: string }) {
  const words = useWalletWords();
  const custody = useCustody();
  const { busy, act } = useAct();
  const cancel = (): void =>
    act(async () => {
      await custody.cancelWithdrawal(id);
      return words.canceled;
    });
  return (
    <div>
      <SureButton sure={words.cancelSure} busy={busy} onSure={cancel}>
        {words.cancelIt}
      </SureButton>
    </div>
  );
}

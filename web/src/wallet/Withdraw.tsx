import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { codeIn } from '../controls/second-factor';
import { typed as typedIn } from '../controls/submit';
import { useCustody, type DepositAddress } from '../exchange/custody';
import { EVER } from '../exchange/exchange';
import type { WithdrawalLimit } from '../exchange/limits';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { exactText } from '../markets/figures';
import { amount, most, type Amount } from '../money/money';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { useOwn } from '../settings/own';
import { AmountField, useAvailable, useTypedAmount } from './AmountField';
import { AssetChoice, NetworkChoice } from './Chosen';
import { AllOf } from './Convert';
import { useKeyed } from './keyed';
import { useAddresses, useAllowList, useLimits } from './queries';
import { PaymentCode } from './PaymentCode';
import { WithdrawalSteps } from './Steps';
import { Transactions } from './Transactions';
import { Review, useCodeFirst, type Reviewed } from './WithdrawReview';
import { useWalletWords } from './words';

const WITHDRAWALS = { type: 'withdrawal', currency: null, status: null, period: EVER } as const;

interface WithdrawProps {
  /** Asset to begin with. */
  readonly code: string | null;
}

/** Money out: what is asked for, then how it goes. */
export function Withdraw({ code }: WithdrawProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const addresses = useAddresses();
  const [requested, setRequested] = useState<string | null>(null);
  return (
    <>
      <Card title={messages.withdraw} notice={words.withdrawNotice}>
        {requested === null ? (
          <Loaded query={addresses}>{(all) => <Ask addresses={all} code={code} onRequested={setRequested} />}</Loaded>
        ) : (
          <>
            <WithdrawalSteps id={requested} />
            <button type="button" className="secondary" onClick={() => setRequested(null)}>
              {words.another}
            </button>
          </>
        )}
      </Card>
      <Card title={words.history}>
        <Transactions filter={WITHDRAWALS} />
      </Card>
    </>
  );
}

interface AskProps {
  readonly addresses: readonly DepositAddress[];
  readonly code: string | null;
  readonly onRequested: (id: string) => void;
}

function Ask({ addresses, code, onRequested }: AskProps) {
  const words = useWalletWords();
  const codes = [...new Set(addresses.map(({ asset }) => asset.code))];
  const [chosen, setChosen] = useState(code);
  const [network, setNetwork] = useState<string | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const here = addresses.filter(({ asset }) => asset.code === (chosen ?? codes[0]));
  const way = here.find((address) => address.network === network) ?? here[0];
  if (way === undefined) {
    return <p className="nothing">{words.noNetwork}</p>;
  }
  return (
    <div className="form">
      {!reviewing && (
        <>
          <AssetChoice codes={codes} chosen={way.asset.code} onChoose={setChosen} />
          <NetworkChoice addresses={here} chosen={way.network} onChoose={setNetwork} />
        </>
      )}
      <Details
        key={`${way.asset.code} ${way.network}`}
        way={way}
        onReviewing={setReviewing}
        onRequested={onRequested}
      />
    </div>
  );
}

interface DetailsProps {
  /** The asset and the network. */
  readonly way: DepositAddress;
  /** Hears when the review opens and closes. */
  readonly onReviewing: (reviewing: boolean) => void;
  readonly onRequested: (id: string) => void;
}

/** Refusals that a change of the fields cannot mend: the review stays open. */
const STAYS: readonly string[] = ['invalid_code', 'too_many_attempts', 'second_factor_required', 'internal'];

/** Destination and amount, then their review, from which the withdrawal is sent. */
function Details({ way, onReviewing, onRequested }: DetailsProps) {
  const words = useWalletWords();
  const custody = useCustody();
  const { data: list } = useAllowList();
  const { asset, network } = way;
  const available = useAvailable(asset);
  const limit = useLimits().data?.find(({ code }) => code === asset.code);
  const typed = useTypedAmount(asset, { least: way.withdrawalMinimum, most: available, limit: limit?.leftToday });
  const { busy, faults, codeRequired, send } = useKeyed({
    fields: ['address', 'amount', 'memo'],
    codes: { address_not_allowed: 'address', insufficient_funds: 'amount', withdrawal_limit: 'amount' },
    sayings: { second_factor_required: words.mailedAgain },
  });
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  const review = (next: Reviewed | null): void => {
    setReviewed(next);
    onReviewing(next !== null);
  };
  const ask = (form: FormData, { units, address, memo }: Reviewed): void =>
    send(async (key) => {
      try {
        const { id } = await custody.withdraw({ asset, network, units, address, memo, code: codeIn(form) }, key);
        onReviewing(false);
        onRequested(id);
      } catch (thrown) {
        const { code, passes } = problemOf(thrown);
        if (!passes && !STAYS.includes(code)) {
          review(null);
        }
        throw thrown;
      }
    });
  const needsCode = useCodeFirst() || codeRequired;
  const entry = (list?.items ?? []).find((item) => item.network === network && item.address === reviewed?.address);
  return (
    <Form
      onSend={(form) => {
        if (reviewed !== null) {
          ask(form, reviewed);
        } else if (typed.units !== null) {
          review({ units: typed.units, address: typedIn(form, 'address'), memo: typedIn(form, 'memo') });
        }
      }}
    >
      {/* Hidden, not removed: the fields keep their text. */}
      <div className="form" hidden={reviewed !== null}>
        <Field
          name="address"
          label={words.to}
          most={200}
          faults={faults}
          offers={(list?.items ?? []).filter((entry) => entry.network === network).map(({ address }) => address)}
          {...(list?.enabled === true ? { hint: words.listedOnlyNow } : {})}
        />
        <AmountField asset={asset} typed={typed} refused={faults.fields['amount']} />
        {limit?.isStopped === true && (
          <p className="wallet-warning" role="note">
            {words.stoppedNow}
          </p>
        )}
        <Costs way={way} limit={limit} units={typed.units} available={available} onAll={typed.type} />
        <details>
          <summary>{words.addMemo}</summary>
          <Field name="memo" label={words.memo} most={64} optional hint={words.memoHint} faults={faults} />
        </details>
      </div>
      {reviewed !== null && (
        <>
          <Review way={way} of={reviewed} listedAs={entry?.label ?? null} />
          {needsCode && <PaymentCode faults={faults} busy={busy} onMailAgain={() => ask(new FormData(), reviewed)} />}
        </>
      )}
      <FormFault faults={faults} />
      <div className="form-buttons">
        {reviewed !== null && (
          <button type="button" className="secondary" onClick={() => review(null)}>
            {words.changeIt}
          </button>
        )}
        <button type="submit" className="primary" aria-disabled={busy || typed.units === null}>
          {reviewed === null ? words.review : words.confirmIt}
        </button>
      </div>
    </Form>
  );
}

interface CostsProps {
  readonly way: DepositAddress;
  readonly limit: WithdrawalLimit | undefined;
  readonly units: Amount | null;
  readonly available: Amount | undefined;
  readonly onAll: (text: string) => void;
}

/** The available amount, the fee, and the received amount. */
function Costs({ way, limit, units, available, onAll }: CostsProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const dates = useDates();
  const own = useOwn();
  const { asset, withdrawalFee, withdrawalMinimum } = way;
  const amountText = (of: bigint): string => `${exactText(of, asset)} ${asset.code}`;
  return (
    <dl className="facts">
      <dt>{messages.available}</dt>
      <dd>
        <AllOf asset={asset} available={available} onAll={onAll} />
      </dd>
      <dt>{words.leftToday}</dt>
      <dd data-name="left">
        {limit === undefined && '—'}
        {limit?.leftToday === null && words.noLimit}
        {limit?.leftToday != null && (
          <>
            <bdi dir="ltr">
              {limit.daily === null
                ? own(amountText(limit.leftToday))
                : words.leftOf(own(amountText(limit.leftToday)), amountText(limit.daily))}
            </bdi>
            <small className="quiet">{words.limitResets(dates.minute(limit.resetsMillis))}</small>
          </>
        )}
      </dd>
      <dt>{words.least}</dt>
      <dd className="number">{amountText(withdrawalMinimum)}</dd>
      <dt>{words.fee}</dt>
      <dd className="number">{amountText(withdrawalFee)}</dd>
      <dt>{words.receives}</dt>
      <dd className="number" data-name="receives">
        <b>{units === null ? '—' : amountText(most(amount(units - withdrawalFee), amount(0n)))}</b>
      </dd>
    </dl>
  );
}

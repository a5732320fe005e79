import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { CodeField, codeIn } from '../controls/second-factor';
import { typed as typedIn } from '../controls/submit';
import { useCustody, type DepositAddress } from '../exchange/custody';
import { EVER } from '../exchange/exchange';
import type { WithdrawalLimit } from '../exchange/limits';
import { useMessages } from '../language/language';
import { exactText } from '../markets/figures';
import { amount, most, type Amount } from '../money/money';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Asked } from '../pages/Records';
import { AmountField, useAvailable, useTypedAmount } from './AmountField';
import { AssetChoice, NetworkChoice } from './Chosen';
import { AllOf } from './Convert';
import { useKeyed } from './keyed';
import { useAddresses, useAllowList, useLimits } from './queries';
import { WithdrawalSteps } from './Steps';
import { Transactions } from './Transactions';
import { useWalletWords } from './words';

const WITHDRAWALS = { type: 'withdrawal', currency: null, status: null, period: EVER } as const;

interface WithdrawProps {
  /** Of this asset to begin with. */
  readonly code: string | null;
}

/** Money out: what is asked for, then how it goes. */
export function Withdraw({ code }: WithdrawProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const addresses = useAddresses();
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <>
      <Card title={messages.withdraw} notice={words.withdrawNotice}>
        {asked === null ? (
          <Asked query={addresses}>{(all) => <Ask addresses={all} code={code} onAsked={setAsked} />}</Asked>
        ) : (
          <>
            <WithdrawalSteps id={asked} />
            <button type="button" className="secondary" onClick={() => setAsked(null)}>
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
  readonly onAsked: (id: string) => void;
}

function Ask({ addresses, code, onAsked }: AskProps) {
  const words = useWalletWords();
  const codes = [...new Set(addresses.map(({ asset }) => asset.code))];
  const [chosen, setChosen] = useState(code);
  const [network, setNetwork] = useState<string | null>(null);
  const here = addresses.filter(({ asset }) => asset.code === (chosen ?? codes[0]));
  const way = here.find((address) => address.network === network) ?? here[0];
  if (way === undefined) {
    return <p className="nothing">{words.noNetwork}</p>;
  }
  return (
    <div className="form">
      <AssetChoice codes={codes} chosen={way.asset.code} onChoose={setChosen} />
      <NetworkChoice addresses={here} chosen={way.network} onChoose={setNetwork} />
      <Details key={`${way.asset.code} ${way.network}`} way={way} onAsked={onAsked} />
    </div>
  );
}

interface DetailsProps {
  /** The asset and the network. */
  readonly way: DepositAddress;
  readonly onAsked: (id: string) => void;
}

/** Where to and how much; a code of the second factor where the exchange asks for one. */
function Details({ way, onAsked }: DetailsProps) {
  const words = useWalletWords();
  const custody = useCustody();
  const { data: list } = useAllowList();
  const { asset, network } = way;
  const available = useAvailable(asset);
  const limit = useLimits().data?.find(({ code }) => code === asset.code);
  const typed = useTypedAmount(asset, { least: way.withdrawalMinimum, most: available, limit: limit?.leftToday });
  const { busy, faults, codeAsked, send } = useKeyed({
    fields: ['address', 'amount', 'memo'],
    codes: { address_not_allowed: 'address', insufficient_funds: 'amount', withdrawal_limit: 'amount' },
  });
  const ask = (form: FormData, units: Amount): void =>
    send(async (key) => {
      const wanted = {
        ...{ asset, network, units },
        address: typedIn(form, 'address'),
        memo: typedIn(form, 'memo'),
        code: codeIn(form),
      };
      const { id } = await custody.withdraw(wanted, key);
      onAsked(id);
    });
  return (
    <Form
      onSend={(form) => {
        if (typed.units !== null) {
          ask(form, typed.units);
        }
      }}
    >
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
        <summary>{words.memo}</summary>
        <Field name="memo" label={words.memo} most={64} optional hint={words.memoHint} faults={faults} />
      </details>
      {codeAsked && <CodeField hint={words.codeHint} faults={faults} />}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy || typed.units === null}>
        {words.send}
      </button>
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

/** What there is, what it costs, and what arrives. */
function Costs({ way, limit, units, available, onAll }: CostsProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const dates = useDates();
  const { asset, withdrawalFee, withdrawalMinimum } = way;
  const said = (of: bigint): string => `${exactText(of, asset)} ${asset.code}`;
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
              {limit.daily === null ? said(limit.leftToday) : words.leftOf(said(limit.leftToday), said(limit.daily))}
            </bdi>
            <small className="quiet">{words.limitResets(dates.minute(limit.resetsMillis))}</small>
          </>
        )}
      </dd>
      <dt>{words.least}</dt>
      <dd className="number">{said(withdrawalMinimum)}</dd>
      <dt>{words.fee}</dt>
      <dd className="number">{said(withdrawalFee)}</dd>
      <dt>{words.receives}</dt>
      <dd className="number" data-name="receives">
        <b>{units === null ? '—' : said(most(amount(units - withdrawalFee), amount(0n)))}</b>
      </dd>
    </dl>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import type { Faults } from '../controls/faults';
import { focusIn } from '../controls/focus-in';
import { typed, useSubmission } from '../controls/submit';
import { useCustody, type DepositAddress } from '../exchange/custody';
import { newId } from '../exchange/id';
import { problemOf } from '../exchange/problem';
import { refreshPrivate, useBalances } from '../exchange/queries';
import { useMessages } from '../language/language';
import { amount, most, plain, unitsPerWhole, type Amount } from '../money/money';
import { parseTyped } from '../money/typed';
import { Card } from '../pages/Pages';
import { Asked } from '../pages/Records';
import { NumberField } from '../ticket/NumberField';
import { sayingOf } from '../ticket/saying';
import { AssetChoice, NetworkChoice } from './Chosen';
import { useAddresses, useAllowList } from './queries';
import { WithdrawalSteps } from './Steps';
import { readable } from './Transactions';
import { useWalletWords } from './words';

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
  const messages = useMessages();
  const words = useWalletWords();
  const { data: list } = useAllowList();
  const [text, setText] = useState('');
  const { busy, faults, codeAsked, send } = useSending(way, onAsked);
  const parsed = parseTyped(text, way.asset.scale);
  const units = parsed.kind === 'units' && parsed.units > 0n ? amount(parsed.units) : null;
  const fault =
    units === null ? sayingOf(parsed.kind === 'ambiguous' ? parsed : { kind: 'malformed' }, messages) : null;
  return (
    <Form
      onSend={(form) => {
        if (units !== null) {
          send(form, units);
        }
      }}
    >
      <Field
        name="address"
        label={words.to}
        most={200}
        faults={faults}
        offers={(list?.items ?? []).filter(({ network }) => network === way.network).map(({ address }) => address)}
      />
      <NumberField
        label={messages.amount}
        unit={way.asset.code}
        text={text}
        step={unitsPerWhole(way.asset.scale)}
        scale={way.asset.scale}
        fault={text === '' ? (faults.fields['amount'] ?? null) : (fault ?? faults.fields['amount'] ?? null)}
        onChange={setText}
      />
      <Costs way={way} units={units} onAll={(all) => setText(plain(all, way.asset.scale))} />
      <details>
        <summary>{words.memo}</summary>
        <Field name="memo" label={words.memo} most={64} optional hint={words.memoHint} faults={faults} />
      </details>
      {codeAsked && (
        <div ref={focusIn}>
          <Field
            name="code"
            label={messages.code}
            autoComplete="one-time-code"
            most={32}
            hint={words.codeHint}
            faults={faults}
          />
        </div>
      )}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy || units === null}>
        {words.send}
      </button>
    </Form>
  );
}

interface Sending {
  readonly busy: boolean;
  readonly faults: Faults;
  /** Whether the exchange wants a code of the second factor. */
  readonly codeAsked: boolean;
  readonly send: (form: FormData, units: Amount) => void;
}

/** Asks under one key until that is answered: whatever gets lost on the way, it is paid once. */
function useSending(way: DepositAddress, onAsked: (id: string) => void): Sending {
  const words = useWalletWords();
  const custody = useCustody();
  const queries = useQueryClient();
  const [key, setKey] = useState(newId);
  const [codeAsked, setCodeAsked] = useState(false);
  const { busy, faults, submit } = useSubmission({
    fields: ['address', 'amount', 'memo', 'code'],
    codes: {
      invalid_code: 'code',
      address_not_allowed: 'address',
      insufficient_funds: 'amount',
      withdrawal_limit: 'amount',
    },
    sayings: {
      unreachable: words.unknownYet,
      unavailable: words.unknownYet,
      unknown_outcome: words.unknownYet,
      transfer_id_reused: words.wentThrough,
    },
  });
  const ask = async (form: FormData, units: Amount): Promise<void> => {
    const wanted = {
      asset: way.asset,
      network: way.network,
      units,
      address: typed(form, 'address'),
      memo: typed(form, 'memo'),
      code: typed(form, 'code').replace(/\s/g, ''),
    };
    try {
      const { id } = await custody.withdraw(wanted, key);
      setKey(newId());
      await refreshPrivate(queries);
      onAsked(id);
    } catch (thrown) {
      const problem = problemOf(thrown);
      // A refusal is an answer: nothing was taken.
      if (!problem.passes && problem.code !== 'internal') {
        setKey(newId());
      }
      if (codeAsked || problem.code !== 'second_factor_required') {
        throw thrown;
      }
      setCodeAsked(true);
    }
  };
  return { busy, faults, codeAsked, send: (form, units) => submit(() => ask(form, units)) };
}

interface CostsProps {
  readonly way: DepositAddress;
  readonly units: Amount | null;
  readonly onAll: (units: Amount) => void;
}

/** What there is, what it costs, and what arrives. */
function Costs({ way: { asset, withdrawalFee, withdrawalMinimum }, units, onAll }: CostsProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const { data: balances } = useBalances();
  const available = balances?.find((balance) => balance.asset.code === asset.code)?.available;
  const said = (of: bigint): string => `${readable(of, asset)} ${asset.code}`;
  return (
    <dl className="facts">
      <dt>{messages.available}</dt>
      <dd>
        {available === undefined ? (
          '—'
        ) : (
          <button type="button" className="link number" onClick={() => onAll(available)}>
            {said(available)}
          </button>
        )}
      </dd>
      <dt>{words.least}</dt>
      <dd className="number">{said(withdrawalMinimum)}</dd>
      <dt>{words.fee}</dt>
      <dd className="number">{said(withdrawalFee)}</dd>
      <dt>{words.receives}</dt>
      <dd className="number" data-name="receives">
        <b>{units === null ? '—' : said(most(units - withdrawalFee, 0n))}</b>
      </dd>
    </dl>
  );
}

import { useState } from 'react';
import { AsRead, useReread } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useSession } from '../../exchange/context';
import { useMarketDesk, type AccountRisk } from '../../exchange/market-desk';
import { Card } from '../../pages/Pages';
import { Asked, Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { useDone } from '../UserForms';
import { wholeIn } from './forms';
import { Holdings } from './Holdings';
import { useGlance, useMarketRules, useRisk } from './queries';
import { StopButton } from './StopButton';
import { useDeskWords } from './words';

/** Permissions of one account: looked up by its number. */
export function Accounts() {
  const words = useDeskWords();
  const [number, setNumber] = useState<string | null>(null);
  const query = useRisk(number);
  const session = useSession();
  const seesUsers = session.kind === 'in' && session.user.permissions.includes('users_read');
  return (
    <Card title={words.accounts} notice={words.accountsNotice}>
      <Form className="filters" onSend={(form) => setNumber(typed(form, 'number'))}>
        <Field name="number" label={words.account} inputMode="numeric" most={19} />
        <button type="submit" className="secondary">
          {words.lookUp}
        </button>
      </Form>
      {number !== null && (
        <Asked query={query}>
          {(risk) =>
            risk === null ? (
              <p className="nothing">{words.noAccount}</p>
            ) : (
              <>
                <Risk key={`${risk.account} ${risk.group}`} risk={risk} />
                {seesUsers && <Holdings account={risk.account} />}
              </>
            )
          }
        </Asked>
      )}
    </Card>
  );
}

/** Limits and stop of an account, by its number. */
export function AccountLimits({ account }: { readonly account: string }) {
  const words = useDeskWords();
  return (
    <Asked query={useRisk(account)}>
      {(risk) => (risk === null ? <p className="nothing">{words.noAccount}</p> : <Risk key={risk.group} risk={risk} />)}
    </Asked>
  );
}

function Risk({ risk }: { readonly risk: AccountRisk }) {
  const words = useDeskWords();
  const desk = useMarketDesk();
  const what = words.accountOf(risk.account);
  const { data: glance } = useGlance(risk.account);
  return (
    <>
      <Records
        label={what}
        rows={[risk]}
        keyOf={({ account }) => account}
        nothing=""
        columns={[
          { name: words.account, number: true, cell: ({ account }) => account },
          {
            name: words.state,
            cell: ({ stopped }) => (
              <i className={`tag ${stopped ? 'tag-bad' : 'tag-good'}`}>{stopped ? words.stopped : words.running}</i>
            ),
          },
          { name: words.group, number: true, cell: ({ group }) => (group === '0' ? '—' : group) },
          { name: words.openOrders, number: true, cell: () => glance?.openOrders ?? '—' },
          { name: words.entries, number: true, cell: () => glance?.entries ?? '—' },
        ]}
        actions={({ account, stopped }) => (
          <StopButton what={what} isStopped={stopped} onTurn={(stop) => desk.stopAccount(account, stop)} />
        )}
      />
      <h3>{words.limits}</h3>
      <Records
        label={words.limits}
        rows={risk.limits}
        keyOf={({ symbol }) => symbol}
        nothing={words.noLimits}
        columns={[
          { name: words.market, cell: ({ symbol }) => symbol.replace('-', '/') },
          { name: words.orderValue, number: true, cell: ({ orderValue }) => orderValue },
          { name: words.position, number: true, cell: ({ position }) => position },
          { name: words.openOrders, number: true, cell: ({ openOrders }) => openOrders },
        ]}
      />
      <AsRead value={risk}>
        {(read) => (
          <>
            <LimitForm risk={read} />
            <QuotaForm risk={read} />
          </>
        )}
      </AsRead>
      <GroupForm risk={risk} />
    </>
  );
}

function LimitForm({ risk }: { readonly risk: AccountRisk }) {
  const words = useDeskWords();
  const desk = useMarketDesk();
  const reread = useReread();
  const done = useDone(() => undefined);
  const { data: markets } = useMarketRules();
  const symbols = (markets ?? []).filter(({ status }) => status !== 'delisted').map(({ symbol }) => symbol);
  const { busy, faults, submit } = useSubmission({ fields: ['max_order_value', 'max_position', 'max_open_orders'] });
  const send = async (form: FormData): Promise<void> => {
    await desk.limit(risk, {
      symbol: typed(form, 'symbol'),
      orderValue: typed(form, 'max_order_value') || '0',
      position: typed(form, 'max_position') || '0',
      openOrders: wholeIn(typed(form, 'max_open_orders') || '0'),
    });
    await done(words.limitsSet);
    reread?.();
  };
  return (
    <Form className="filters" onSend={(form) => submit(() => send(form))}>
      <Choice<string>
        name="symbol"
        label={words.market}
        values={symbols}
        names={Object.fromEntries(symbols.map((symbol) => [symbol, symbol.replace('-', '/')]))}
        chosen={symbols[0] ?? null}
      />
      <Field name="max_order_value" label={words.orderValue} optional most={40} faults={faults} />
      <Field name="max_position" label={words.position} optional most={40} faults={faults} />
      <Field
        name="max_open_orders"
        label={words.openOrders}
        hint={words.noLimit}
        inputMode="numeric"
        optional
        most={9}
        faults={faults}
      />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.setLimits}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

/** Quota of the account's open orders and ids in all markets; zero is the default. */
function QuotaForm({ risk }: { readonly risk: AccountRisk }) {
  const words = useDeskWords();
  const desk = useMarketDesk();
  const reread = useReread();
  const done = useDone(() => undefined);
  const { busy, faults, submit } = useSubmission({ fields: ['max_open_orders', 'max_client_order_ids'] });
  const send = async (form: FormData): Promise<void> => {
    await desk.setQuota(risk, {
      openOrders: wholeIn(typed(form, 'max_open_orders') || '0'),
      clientOrderIds: wholeIn(typed(form, 'max_client_order_ids') || '0'),
    });
    await done(words.limitsSet);
    reread?.();
  };
  return (
    <Form className="filters" onSend={(form) => submit(() => send(form))}>
      <Field
        name="max_open_orders"
        label={words.openOrdersInAll}
        hint={words.usualNumber}
        inputMode="numeric"
        initial={String(risk.quota.openOrders)}
        optional
        most={5}
        faults={faults}
      />
      <Field
        name="max_client_order_ids"
        label={words.clientOrderIds}
        hint={words.usualNumber}
        inputMode="numeric"
        initial={String(risk.quota.clientOrderIds)}
        optional
        most={7}
        faults={faults}
      />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.setQuota}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

function GroupForm({ risk: { account, group } }: { readonly risk: AccountRisk }) {
  const words = useDeskWords();
  const desk = useMarketDesk();
  const done = useDone(() => undefined);
  const { busy, faults, submit } = useSubmission({ fields: ['group'] });
  return (
    <Form
      className="filters"
      onSend={(form) =>
        submit(async () => {
          await desk.group(account, typed(form, 'group'));
          await done(words.grouped);
        })
      }
    >
      <Field
        name="group"
        label={words.group}
        hint={words.groupHint}
        inputMode="numeric"
        initial={group}
        most={19}
        faults={faults}
      />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.apply}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

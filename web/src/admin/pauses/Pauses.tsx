import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import { FLOWS, liftPause, pause, pauses, type Flow, type Pause, type Paused } from '../../exchange/pauses';
import { PRIVATE } from '../../exchange/queries';
import type { AssetTerms } from '../../exchange/terms';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { usePeople, useTerms } from '../queries';
import { useDone } from '../UserForms';
import { useAdminWords } from '../words';
import { usePauseWords, type PauseWords } from './words';

const pauseText = ({ code, network, flow }: Paused, words: PauseWords): string =>
  [words.flows[flow], code, ...(network === null ? [] : [network])].join(' ');

/** Deposits, withdrawals and sweeps that are paused, by asset and network. */
export function Pauses() {
  const admin = useAdminWords();
  const words = usePauseWords();
  const exchange = useExchange();
  const query = useQuery({ queryKey: [PRIVATE, 'administration', 'pauses'], queryFn: () => pauses(exchange) });
  return (
    <>
      <Card title={admin.pauses} notice={words.notice}>
        <Loaded query={query}>{(rows) => <List rows={rows} />}</Loaded>
      </Card>
      <Card title={words.newPause} notice={words.reasonHint}>
        <Loaded query={useTerms()}>
          {(terms) => (terms.length === 0 ? <p className="nothing">{admin.noTerms}</p> : <New terms={terms} />)}
        </Loaded>
      </Card>
    </>
  );
}

function List({ rows }: { readonly rows: readonly Pause[] }) {
  const admin = useAdminWords();
  const words = usePauseWords();
  const dates = useDates();
  const people = usePeople();
  return (
    <Records
      label={admin.pauses}
      rows={rows}
      keyOf={({ code, network, flow }) => `${code} ${network ?? ''} ${flow}`}
      nothing={words.none}
      columns={[
        { name: words.flow, cell: ({ flow }) => <i className="tag tag-warn">{words.flows[flow]}</i> },
        { name: admin.asset, cell: ({ code }) => code },
        { name: words.network, cell: ({ network }) => <bdi>{network ?? words.allNetworks}</bdi> },
        {
          name: admin.reason,
          cell: ({ reason, setBy, setMillis }) => (
            <span>
              <bdi>{reason}</bdi>
              <small>
                <bdi>{words.setBy(people.get(setBy) ?? admin.userNumber(setBy), dates.minute(setMillis))}</bdi>
              </small>
            </span>
          ),
        },
      ]}
      actions={(row) => <Lift row={row} />}
    />
  );
}

function Lift({ row }: { readonly row: Pause }) {
  const words = usePauseWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const lift = (): void =>
    act(async () => {
      await liftPause(exchange, row);
      return words.lifted(pauseText(row, words));
    });
  return (
    <SureButton sure={words.liftSure} busy={busy} onSure={lift}>
      {words.lift}
    </SureButton>
  );
}

function New({ terms }: { readonly terms: readonly AssetTerms[] }) {
  const admin = useAdminWords();
  const words = usePauseWords();
  const exchange = useExchange();
  const done = useDone(() => undefined);
  const { busy, faults, submit } = useSubmission({ fields: ['flow', 'network', 'reason'] });
  const [flow, setFlow] = useState<Flow>('withdrawals');
  const [code, setCode] = useState(terms[0]?.code ?? '');
  const [network, setNetwork] = useState<string | null>(null);
  const networks = terms.find((each) => each.code === code)?.networks ?? [];
  const send = (form: FormData, empty: () => void): void =>
    submit(async () => {
      const requested = { code, flow, network: networks.find((each) => each === network) ?? null };
      await pause(exchange, requested, typed(form, 'reason'));
      empty();
      await done(words.paused(pauseText(requested, words)));
    });
  return (
    <Form className="filters" onSend={send}>
      <Choice<Flow>
        name="flow"
        label={words.flow}
        values={FLOWS}
        names={words.flows}
        chosen={flow}
        onChoose={(chosen) => setFlow(chosen ?? flow)}
      />
      <Choice<string>
        name="currency"
        label={admin.asset}
        values={terms.map((each) => each.code)}
        names={Object.fromEntries(terms.map((each) => [each.code, each.code]))}
        chosen={code}
        onChoose={(chosen) => setCode(chosen ?? code)}
      />
      <Choice<string>
        name="network"
        label={words.network}
        values={networks}
        names={Object.fromEntries(networks.map((each) => [each, each]))}
        none={words.allNetworks}
        chosen={networks.find((each) => each === network) ?? null}
        onChoose={setNetwork}
      />
      <Field name="reason" label={admin.reason} most={200} faults={faults} />
      <button type="submit" className="primary sure" aria-disabled={busy}>
        {words.pause}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

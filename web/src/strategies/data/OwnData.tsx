import { useId, useRef } from 'react';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useDatasets, useOwnData, type Dataset } from '../../exchange/datasets';
import { useRefreshStrategies } from '../../exchange/strategies';
import { numeral } from '../../money/numerals';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useStrategyWords } from '../words';
import { useDataWords } from './words';

/** Files of market data that the user has uploaded, and a form for another. */
export function OwnData() {
  const words = useDataWords();
  return (
    <Card title={words.ownData} notice={words.ownDataNotice}>
      <Upload />
      <Loaded query={useOwnData()}>{(rows) => <Rows rows={rows} />}</Loaded>
    </Card>
  );
}

function Upload() {
  const words = useDataWords();
  const datasets = useDatasets();
  const refresh = useRefreshStrategies();
  const notifier = useNotifier();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const { busy, faults, submit } = useSubmission({ fields: ['name', 'symbol', 'date'] });
  const send = (form: FormData, empty: () => void): void => {
    const chosen = file.current?.files?.[0];
    if (chosen === undefined) {
      return;
    }
    submit(async () => {
      const date = typed(form, 'date');
      const { name } = await datasets.upload(chosen, {
        name: typed(form, 'name'),
        symbol: typed(form, 'symbol').toUpperCase(),
        ...(date === '' ? {} : { date }),
      });
      empty();
      await refresh();
      notifier.notify(words.uploaded(name));
    });
  };
  return (
    <Form onSend={send} className="form strategy-form">
      <div className="strategy-fields">
        <div className="form-field">
          <label htmlFor={id}>{words.file}</label>
          <input id={id} ref={file} type="file" required accept=".csv,.json,.gz,.txt" />
        </div>
        <Field name="name" label={words.dataName} most={60} faults={faults} />
        <Field name="symbol" label={words.pair} most={33} faults={faults} />
        <Field name="date" type="date" label={words.day} optional faults={faults} />
      </div>
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.upload}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

function Rows({ rows }: { readonly rows: readonly Dataset[] }) {
  const words = useDataWords();
  const all = useStrategyWords();
  const dates = useDates();
  const datasets = useDatasets();
  const { busy, act } = useAct();
  const day = (text: string): string => dates.dayOf(text.slice(0, 10));
  return (
    <Records
      label={words.ownData}
      rows={rows.filter(({ manifest }) => manifest !== null)}
      keyOf={({ id }) => id}
      nothing={words.noData}
      columns={[
        { name: words.dataName, cell: ({ name }) => <bdi>{name}</bdi> },
        { name: all.market, cell: ({ symbol }) => <bdi>{symbol}</bdi> },
        {
          name: words.kind,
          cell: ({ manifest }) => (manifest === null ? '' : words.kinds[manifest.kind]),
        },
        {
          name: all.interval,
          cell: ({ manifest }) => all.intervals[manifest?.interval ?? ''] ?? manifest?.interval ?? '',
        },
        { name: words.rowCount, number: true, cell: ({ manifest }) => numeral(manifest?.rows ?? 0) },
        {
          name: words.reach,
          cell: ({ manifest }) => (manifest === null ? '' : `${day(manifest.from)} – ${day(manifest.to)}`),
        },
        { name: words.gapCount, number: true, cell: ({ manifest }) => numeral(manifest?.gap_count ?? 0) },
        {
          name: words.leftOut,
          number: true,
          cell: ({ manifest }) => (
            <span title={manifest?.left_out.map(({ line, reason }) => words.line(numeral(line), reason)).join('\n')}>
              {numeral(manifest?.left_out_count ?? 0)}
            </span>
          ),
        },
      ]}
      actions={({ id, name }) => (
        <SureButton
          sure={all.removeSure}
          busy={busy}
          onSure={() => act(() => datasets.remove(id).then(() => all.removed(name)))}
        >
          {all.remove}
        </SureButton>
      )}
    />
  );
}

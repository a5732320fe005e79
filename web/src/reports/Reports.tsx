import { useRef, useState } from 'react';
import { Choice } from '../admin/Choice';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useMarkets } from '../exchange/queries';
import {
  FEE_LINES,
  FIGURE_REPORTS,
  isOwn,
  REPORT_FORMATS,
  SUM_LINES,
  useReporting,
  type FeeLines,
  type ReportBeginning,
  type ReportFormat,
  type ReportKind,
  type ReportQuery,
} from '../exchange/reports';
import { cellsIn, download, save } from '../pages/csv';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { useReportWords } from './words';

/** Number of lines that are shown before a file is fetched. */
const SHOWN = 20;
const NAMES: Readonly<Record<ReportFormat, string>> = { csv: 'CSV', json: 'JSON' };

/** Files of what was traded, with how they begin. */
export function Reports({ kinds }: { readonly kinds: readonly [ReportKind, ...ReportKind[]] }) {
  const words = useReportWords();
  const reporting = useReporting();
  const notifier = useNotifier();
  const [kind, setKind] = useState<ReportKind>(kinds[0]);
  const [shown, setShown] = useState<ReportBeginning | null>(null);
  const requested = useRef<'beginning' | 'file'>('beginning');
  const { busy, faults, submit } = useSubmission({ fields: ['from', 'to', 'account'] });
  const { data: markets } = useMarkets();
  const symbols = (markets ?? []).map(({ symbol }) => symbol);
  const own = isOwn(kind);
  const sums = kinds === FIGURE_REPORTS;
  const fetched = async (query: ReportQuery, format: ReportFormat): Promise<void> => {
    const file = fileOf(query, format);
    const content = await reporting.whole(query, format);
    if (format === 'csv') {
      download(file, content);
    } else {
      save(file, content, 'application/json');
    }
    notifier.notify(words.saved(file));
  };
  const send = (form: FormData): void => {
    const query = queryIn(form, kind);
    const format = REPORT_FORMATS.find((name) => name === typed(form, 'format')) ?? 'csv';
    submit(async () =>
      requested.current === 'file' ? fetched(query, format) : setShown(await reporting.beginning(query, SHOWN + 1)),
    );
  };
  return (
    <Card title={words.reports} notice={own ? words.ownNotice : sums ? words.sumsNotice : words.exchangeNotice}>
      <Form className="filters" onSend={send}>
        <Choice
          name="kind"
          label={words.report}
          values={kinds}
          names={words.kinds}
          chosen={kind}
          onChoose={(chosen) => {
            setKind(chosen ?? kind);
            setShown(null);
          }}
        />
        <Field name="from" type="date" label={words.fromDay} hint={words.ofUtc} optional faults={faults} />
        <Field name="to" type="date" label={words.toDay} hint={words.ofUtc} optional faults={faults} />
        <Choice<string>
          name="symbol"
          label={words.market}
          values={symbols}
          names={Object.fromEntries(symbols.map((symbol) => [symbol, symbol.replace('-', '/')]))}
          chosen={null}
          none={words.allMarkets}
        />
        {!own && !sums && (
          <Field
            name="account"
            label={words.account}
            hint={words.accountHint}
            inputMode="numeric"
            optional
            most={18}
            faults={faults}
          />
        )}
        {kind === 'fees' && (
          <Choice<FeeLines>
            name="by"
            label={words.lines}
            values={sums ? SUM_LINES : FEE_LINES}
            names={words.by}
            chosen="day"
          />
        )}
        {!own && (
          <Choice<ReportFormat> name="format" label={words.format} values={REPORT_FORMATS} names={NAMES} chosen="csv" />
        )}
        <button
          type="submit"
          className="secondary"
          aria-disabled={busy}
          onClick={() => {
            requested.current = 'beginning';
          }}
        >
          {words.show}
        </button>
        <button
          type="submit"
          className="primary"
          aria-disabled={busy}
          onClick={() => {
            requested.current = 'file';
          }}
        >
          {words.download}
        </button>
        <FormFault faults={faults} />
      </Form>
      {shown !== null && <Beginning of={shown} />}
    </Card>
  );
}

/** As it stands in the file, digit by digit. */
function Beginning({ of: { csv, isAll, range } }: { readonly of: ReportBeginning }) {
  const words = useReportWords();
  const [names = [], ...rows] = cellsIn(csv);
  return (
    <>
      <Records<Line>
        label={words.beginning}
        rows={rows.map((cells, index) => ({ cells, key: String(index) }))}
        keyOf={({ key }) => key}
        nothing={words.nothing}
        columns={names.map((name, index) => ({ name, number: true, cell: ({ cells }) => cells[index] }))}
      />
      <p className="quiet" role="status">
        {rows.length > 0 && (isAll ? words.isAll : words.firstOnly(String(rows.length)))}{' '}
        {range !== null && words.range(range.from, range.to)}
      </p>
    </>
  );
}

interface Line {
  readonly key: string;
  readonly cells: readonly string[];
}

const queryIn = (form: FormData, kind: ReportKind): ReportQuery => ({
  kind,
  from: typed(form, 'from'),
  to: typed(form, 'to'),
  symbol: typed(form, 'symbol') || null,
  account: typed(form, 'account'),
  by: FEE_LINES.find((lines) => lines === typed(form, 'by')) ?? 'day',
});

const fileOf = ({ kind, from, to }: ReportQuery, format: ReportFormat): string =>
  `${[kind.replace('own_', ''), from, to].filter((part) => part !== '').join('_')}.${format}`;

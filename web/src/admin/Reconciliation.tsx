import { useState } from 'react';
import { useExchange } from '../exchange/context';
import { reconcile, resumeWithdrawals, type Reconciled } from '../exchange/reconciled';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { useReconciled, useTerms } from './queries';
import { useAdminWords } from './words';

/**
 * Agreement of chains, wallet and ledger; where they differ, withdrawals have stopped until an administrator has
 * resolved it.
 */
export function Reconciliation() {
  const words = useAdminWords();
  const list = useReconciled();
  return (
    <Card title={words.reconciliation} notice={words.reconciliationNotice} action={<Run />}>
      <Loaded query={list}>{(rows) => <List rows={rows} />}</Loaded>
    </Card>
  );
}

function Run() {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const run = (): void =>
    act(async () => {
      const rows = await reconcile(exchange);
      return words.compared(rows.filter(({ verdict }) => verdict !== 'equal').length);
    });
  return (
    <button type="button" className="secondary" aria-disabled={busy} onClick={run}>
      {busy ? words.comparing : words.compareNow}
    </button>
  );
}

const TAGS = { equal: 'tag-good', surplus: 'tag-warn', differs: 'tag-bad', unknown: 'tag-warn' } as const;

function List({ rows }: { readonly rows: readonly Reconciled[] }) {
  const words = useAdminWords();
  const dates = useDates();
  const { data: terms = [] } = useTerms();
  const [open, setOpen] = useState<string | null>(null);
  const keyOf = ({ code, network }: Reconciled): string => `${code} ${network}`;
  const stopOf = (row: Reconciled): string | null => terms.find(({ code }) => code === row.code)?.stopped ?? null;
  return (
    <Records
      label={words.reconciliation}
      rows={rows}
      keyOf={keyOf}
      nothing={words.notCompared}
      columns={[
        { name: words.asset, cell: ({ code, network }) => <bdi>{`${code}, ${network}`}</bdi> },
        {
          name: words.verdict,
          cell: (row) => (
            <span className="tags">
              <i className={`tag ${TAGS[row.verdict]}`}>{words.verdicts[row.verdict]}</i>
              {stopOf(row) !== null && <i className="tag tag-bad">{words.withdrawalsStopped}</i>}
            </span>
          ),
        },
        { name: words.onChain, number: true, cell: ({ chainUnits }) => <bdi dir="ltr">{chainUnits}</bdi> },
        { name: words.expected, number: true, cell: ({ expectedUnits }) => <bdi dir="ltr">{expectedUnits}</bdi> },
        { name: words.when, cell: ({ checkedMillis }) => dates.second(checkedMillis) },
      ]}
      actions={(row) => (
        <>
          {row.differences.length > 0 && (
            <button
              type="button"
              className="small-button"
              onClick={() => setOpen(open === keyOf(row) ? null : keyOf(row))}
            >
              {open === keyOf(row) ? words.less : words.differences(row.differences.length)}
            </button>
          )}
          {stopOf(row) !== null && <Resume code={row.code} />}
        </>
      )}
      detail={(row) =>
        open === keyOf(row) && (
          <tr className="records-detail">
            <td colSpan={6}>
              <ul className="differences">
                {row.differences.map((difference) => (
                  <li key={difference}>
                    <code>{difference}</code>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        )
      }
    />
  );
}

/** Only goes through if all say the same by now. */
function Resume({ code }: { readonly code: string }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const resume = (): void =>
    act(async () => {
      await resumeWithdrawals(exchange, code);
      return words.resumedWithdrawals(code);
    });
  return (
    <SureButton sure={words.resumeWithdrawalsSure} busy={busy} onSure={resume}>
      {words.resumeWithdrawals}
    </SureButton>
  );
}

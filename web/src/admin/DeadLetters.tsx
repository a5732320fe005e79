import { useState } from 'react';
import { useExchange, useSession } from '../exchange/context';
import { dismissLetter, redriveLetter, type DeadLetter } from '../exchange/letters';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Choice } from './Choice';
import { Paged } from './Paged';
import { useDeadLetters, useTenants } from './queries';
import { Stopped } from './Stopped';
import { useAdminWords } from './words';

/** Work that is stuck: sagas of several steps, and messages that no consumer could take. */
export function DeadLetters() {
  const session = useSession();
  const runsAll = session.kind === 'in' && session.user.permissions.includes('tenants_manage');
  return (
    <>
      <Stopped />
      {runsAll && <Letters />}
    </>
  );
}

const FIRST = '1';

function Letters() {
  const words = useAdminWords();
  const { data } = useTenants(null);
  const tenants = (data?.pages ?? []).flatMap(({ items }) => items);
  const [tenant, setTenant] = useState(FIRST);
  const names = Object.fromEntries(tenants.map(({ number, name }) => [String(number), name]));
  return (
    <Card title={words.letters} notice={words.lettersNotice}>
      {tenants.length > 1 && (
        <div className="filters">
          <Choice<string>
            name="tenant"
            label={words.ofExchange}
            values={Object.keys(names)}
            names={names}
            chosen={tenant}
            onChoose={(number) => setTenant(number ?? FIRST)}
          />
        </div>
      )}
      <Paged list={useDeadLetters(tenant)}>{(rows) => <List tenant={tenant} rows={rows} />}</Paged>
    </Card>
  );
}

interface ListProps {
  readonly tenant: string;
  readonly rows: readonly DeadLetter[];
}

const TAGS = { dead: 'tag-bad', redriven: 'tag-warn', settled: 'tag-good', dismissed: 'tag-plain' } as const;

function List({ tenant, rows }: ListProps) {
  const words = useAdminWords();
  const dates = useDates();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Records
      label={words.letters}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noLetters}
      columns={[
        { name: words.when, cell: ({ deadMillis }) => dates.minute(deadMillis) },
        { name: words.consumer, cell: ({ consumer }) => <bdi>{consumer}</bdi> },
        {
          name: words.message,
          cell: ({ topic, number, key }) => (
            <span>
              <bdi>{`${topic} ${number}`}</bdi>
              <small>{key}</small>
            </span>
          ),
        },
        { name: words.state, cell: ({ state }) => <i className={`tag ${TAGS[state]}`}>{words.letterStates[state]}</i> },
        { name: words.reason, cell: ({ why }) => <bdi>{why}</bdi> },
      ]}
      actions={(row) => (
        <>
          <button type="button" className="small-button" onClick={() => setOpen(open === row.id ? null : row.id)}>
            {open === row.id ? words.less : words.more}
          </button>
          {row.state === 'dead' && <Decide tenant={tenant} row={row} />}
        </>
      )}
      detail={(row) =>
        open === row.id && (
          <tr className="records-detail">
            <td colSpan={6}>
              <code>{row.payload}</code>
            </td>
          </tr>
        )
      }
    />
  );
}

function Decide({ tenant, row }: { readonly tenant: string; readonly row: DeadLetter }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const redrive = (): void =>
    act(async () => {
      await redriveLetter(exchange, tenant, row.id);
      return words.redriven;
    });
  const dismiss = (): void =>
    act(async () => {
      await dismissLetter(exchange, tenant, row.id);
      return words.dismissed;
    });
  return (
    <>
      <SureButton sure={words.redriveSure} busy={busy} onSure={redrive}>
        {words.redrive}
      </SureButton>
      <SureButton sure={words.dismissSure} busy={busy} onSure={dismiss}>
        {words.dismiss}
      </SureButton>
    </>
  );
}

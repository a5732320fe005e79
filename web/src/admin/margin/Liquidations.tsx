import { useState } from 'react';
import { useExchange } from '../../exchange/context';
import { closeLiquidation, liquidations } from '../../exchange/margin-admin';
import { PRIVATE, useOncePages } from '../../exchange/queries';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { sumText } from '../../wallet/margin/MarginFigures';
import { useMarginWords } from '../../wallet/margin/words';
import { Choice } from '../Choice';
import { Paged } from '../Paged';
import { useAdminWords } from '../words';
import { useLendingWords } from './words';

type State = 'running' | 'all';

/** Liquidations of all accounts; one that waits for a market or a price can be closed. */
export function Liquidations() {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const dates = useDates();
  const [state, setState] = useState<State>('running');
  const list = useOncePages([PRIVATE, 'administration', 'liquidations', state], (cursor) =>
    liquidations(exchange, state, cursor),
  );
  return (
    <Card title={margin.histories.liquidations} notice={words.closeNotice}>
      <div className="filters">
        <Choice<State>
          name="state"
          label={admin.state}
          values={['running', 'all']}
          names={{ running: margin.running, all: admin.all }}
          chosen={state}
          onChoose={(chosen) => setState(chosen ?? state)}
        />
      </div>
      <Paged list={list}>
        {(rows) => (
          <Records
            label={margin.histories.liquidations}
            rows={rows}
            keyOf={({ sequence }) => String(sequence)}
            nothing={margin.noEntries}
            columns={[
              { name: admin.when, cell: ({ started_at: at }) => dates.minute(Date.parse(at)) },
              { name: admin.exchangeAccount, cell: ({ account }) => <bdi>{account}</bdi> },
              { name: margin.level, number: true, cell: ({ level }) => sumText(level) },
              {
                name: margin.ended,
                cell: ({ ended_at: at }) =>
                  at === null ? <i className="tag tag-warn">{margin.running}</i> : dates.minute(Date.parse(at)),
              },
            ]}
            actions={({ account, ended_at: at }) => at === null && <Close account={account} />}
          />
        )}
      </Paged>
    </Card>
  );
}

function Close({ account }: { readonly account: string }) {
  const words = useLendingWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const close = (): void =>
    act(async () => {
      await closeLiquidation(exchange, account);
      return words.closed;
    });
  return (
    <SureButton sure={words.closeSure} busy={busy} onSure={close}>
      {words.close}
    </SureButton>
  );
}

import { useExchange } from '../exchange/context';
import { acknowledgeOpening, type Opening } from '../exchange/cold';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { carriedColumn } from './Carries';
import { useOpenings } from './queries';
import { useAdminWords } from './words';

/** Balances of the hot wallet from before its first watch. */
export function Openings() {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Card title={words.openings} notice={words.openingsNotice}>
      <Loaded query={useOpenings()}>
        {(rows) => (
          <Records
            label={words.openings}
            rows={rows}
            keyOf={({ id }) => id}
            nothing={words.noOpenings}
            columns={[
              { name: words.when, cell: ({ openedMillis }) => dates.minute(openedMillis) },
              carriedColumn(words),
              { name: words.address, cell: ({ address }) => <code>{address}</code> },
              { name: words.block, number: true, cell: ({ height }) => <bdi dir="ltr">{height}</bdi> },
              {
                name: words.acknowledgedBy,
                cell: ({ acknowledged }) =>
                  acknowledged === null ? (
                    <i className="tag tag-warn">{words.notAcknowledged}</i>
                  ) : (
                    <span>
                      {words.userNumber(acknowledged.by)}
                      <small>{dates.minute(acknowledged.atMillis)}</small>
                    </span>
                  ),
              },
            ]}
            actions={(row) => row.acknowledged === null && <Acknowledge row={row} />}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Acknowledge({ row }: { readonly row: Opening }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const acknowledge = (): void =>
    act(async () => {
      await acknowledgeOpening(exchange, row.id);
      return words.acknowledged;
    });
  return (
    <SureButton sure={words.acknowledgeSure} busy={busy} onSure={acknowledge}>
      {words.acknowledge}
    </SureButton>
  );
}

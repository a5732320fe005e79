import { useExchange } from '../exchange/context';
import { cancelTopUp, type TopUp } from '../exchange/cold';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { carriedColumn } from './Carries';
import { useTopUps } from './queries';
import { useAdminWords } from './words';

const TOP_UP_TAGS = { open: 'tag-warn', arrived: 'tag-good', canceled: 'tag-plain' } as const;

/** Requests to people to bring money back from cold addresses. */
export function TopUps() {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Card title={words.topUps} notice={words.topUpsNotice}>
      <Loaded query={useTopUps()}>
        {(rows) => (
          <Records
            label={words.topUps}
            rows={rows}
            keyOf={({ id }) => id}
            nothing={words.noTopUps}
            columns={[
              { name: words.when, cell: ({ createdMillis }) => dates.minute(createdMillis) },
              carriedColumn(words),
              { name: words.fromCold, cell: ({ from }) => <code>{from}</code> },
              { name: words.toHot, cell: ({ to }) => <code>{to}</code> },
              {
                name: words.state,
                cell: ({ state, updatedMillis }) => (
                  <span>
                    <i className={`tag ${TOP_UP_TAGS[state]}`}>{words.topUpStates[state]}</i>
                    {state !== 'open' && <small>{dates.minute(updatedMillis)}</small>}
                  </span>
                ),
              },
            ]}
            actions={(row) => row.state === 'open' && <CancelTopUp row={row} />}
          />
        )}
      </Loaded>
    </Card>
  );
}

function CancelTopUp({ row }: { readonly row: TopUp }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const cancel = (): void =>
    act(async () => {
      await cancelTopUp(exchange, row.id);
      return words.topUpCanceled;
    });
  return (
    <SureButton sure={words.cancelTopUpSure} busy={busy} onSure={cancel}>
      {words.takeBack}
    </SureButton>
  );
}

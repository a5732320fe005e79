import { useExchange } from '../exchange/context';
import { cancelRefill, type Refill } from '../exchange/cold';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { carriedColumn } from './Carries';
import { useRefills } from './queries';
import { useAdminWords } from './words';

const REFILL_TAGS = { open: 'tag-warn', arrived: 'tag-good', canceled: 'tag-plain' } as const;

/** Requests to people to bring money back from cold addresses. */
export function Refills() {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Card title={words.refills} notice={words.refillsNotice}>
      <Asked query={useRefills()}>
        {(rows) => (
          <Records
            label={words.refills}
            rows={rows}
            keyOf={({ id }) => id}
            nothing={words.noRefills}
            columns={[
              { name: words.when, cell: ({ createdMillis }) => dates.minute(createdMillis) },
              carriedColumn(words),
              { name: words.fromCold, cell: ({ from }) => <code>{from}</code> },
              { name: words.toHot, cell: ({ to }) => <code>{to}</code> },
              {
                name: words.state,
                cell: ({ state, updatedMillis }) => (
                  <span>
                    <i className={`tag ${REFILL_TAGS[state]}`}>{words.refillStates[state]}</i>
                    {state !== 'open' && <small>{dates.minute(updatedMillis)}</small>}
                  </span>
                ),
              },
            ]}
            actions={(row) => row.state === 'open' && <CancelRefill row={row} />}
          />
        )}
      </Asked>
    </Card>
  );
}

function CancelRefill({ row }: { readonly row: Refill }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const cancel = (): void =>
    act(async () => {
      await cancelRefill(exchange, row.id);
      return words.refillCanceled;
    });
  return (
    <SureButton sure={words.cancelRefillSure} busy={busy} onSure={cancel}>
      {words.takeBack}
    </SureButton>
  );
}

import { useExchange } from '../../exchange/context';
import { shortfalls } from '../../exchange/margin-admin';
import { PRIVATE, useOncePages } from '../../exchange/queries';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { sumText } from '../../wallet/margin/MarginFigures';
import { useMarginWords } from '../../wallet/margin/words';
import { Paged } from '../Paged';
import { useAdminWords } from '../words';
import { Sum } from './Sum';
import { useLendingWords } from './words';

/** Losses of the pools, and payments of the insurance account for them. */
export function Shortfalls() {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const dates = useDates();
  const list = useOncePages([PRIVATE, 'administration', 'shortfalls'], (cursor) => shortfalls(exchange, cursor));
  return (
    <Card title={words.shortfalls} notice={words.shortfallsNotice}>
      <Paged list={list}>
        {(rows) => (
          <Records
            label={words.shortfalls}
            rows={rows}
            keyOf={({ sequence, currency, account }) => `${sequence} ${currency} ${account}`}
            nothing={margin.noEntries}
            columns={[
              { name: admin.when, cell: ({ at }) => dates.minute(Date.parse(at)) },
              { name: admin.exchangeAccount, cell: ({ account }) => <bdi>{account}</bdi> },
              { name: words.amount, number: true, cell: (row) => <Sum of={row} /> },
              {
                name: admin.state,
                cell: ({ booked }) => (
                  <i className={`tag ${booked ? 'tag-good' : 'tag-bad'}`}>{booked ? words.booked : words.loss}</i>
                ),
              },
              { name: words.notBooked, number: true, cell: ({ total }) => sumText(total) },
            ]}
          />
        )}
      </Paged>
    </Card>
  );
}

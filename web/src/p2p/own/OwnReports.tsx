import { Paged } from '../../admin/Paged';
import { p2pHref } from '../../app/place';
import { useOwnReports, type OwnReport } from '../../exchange/p2p-reports';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useP2pWords } from '../words';

const TONES = { open: 'tag-warn', dismissed: 'tag-plain', confirmed: 'tag-good' } as const;

/** Reports that the caller made, and what moderators decided; nothing for a person who has made none. */
export function OwnReports() {
  const words = useP2pWords();
  const list = useOwnReports();
  const isEmpty = list.data?.pages[0]?.items.length === 0;
  return isEmpty || list.data === undefined ? null : (
    <Card title={words.ownReports} notice={words.ownReportsNotice}>
      <Paged list={list}>{(rows) => <Rows rows={rows} />}</Paged>
    </Card>
  );
}

function Rows({ rows }: { readonly rows: readonly OwnReport[] }) {
  const words = useP2pWords();
  const dates = useDates();
  return (
    <Records
      label={words.ownReports}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.ownReportsNotice}
      columns={[
        { name: words.reportReason, cell: ({ reason }) => words.reportReasons[reason] },
        {
          name: words.reportAbout,
          cell: ({ trade_id: trade, offer_id: offer }) =>
            trade === null ? (
              <bdi>{`${words.offer} ${offer}`}</bdi>
            ) : (
              <a href={p2pHref('trades', trade)}>{words.trade}</a>
            ),
        },
        { name: words.reportMade, cell: ({ created_at: at }) => dates.minute(Date.parse(at)) },
        {
          name: words.reportOutcome,
          cell: ({ state, closed_at: at }) => (
            <span>
              <i className={`tag ${TONES[state]}`}>{words.reportOutcomes[state]}</i>
              {at !== null && <small>{dates.minute(Date.parse(at))}</small>}
            </span>
          ),
        },
      ]}
    />
  );
}

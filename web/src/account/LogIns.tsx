import { useQuery } from '@tanstack/react-query';
import { useExchange } from '../exchange/context';
import { ownLogIns, type LogIns as Row } from '../exchange/log-ins';
import { PRIVATE } from '../exchange/queries';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { deviceText } from './device-text';
import { useLogInWords } from './log-in-words';
import { useAccountWords } from './words';

/** Log-ins of the caller, and attempts that were refused. */
export function LogIns() {
  const words = useLogInWords();
  const exchange = useExchange();
  const query = useQuery({ queryKey: [PRIVATE, 'log-ins'], queryFn: () => ownLogIns(exchange) });
  return (
    <Card title={words.logIns} notice={words.notice}>
      <Loaded query={query}>{(rows) => <LogInList rows={rows} />}</Loaded>
    </Card>
  );
}

export function LogInList({ rows }: { readonly rows: readonly Row[] }) {
  const words = useLogInWords();
  const account = useAccountWords();
  const dates = useDates();
  return (
    <Records
      label={words.logIns}
      rows={rows}
      keyOf={({ way, refused, network, lastMillis }) => `${way} ${refused} ${network ?? ''} ${lastMillis}`}
      nothing={words.none}
      columns={[
        { name: words.when, cell: ({ lastMillis }) => dates.minute(lastMillis) },
        {
          name: words.outcome,
          cell: ({ refused, times }) => (
            <span>
              <i className={`tag ${refused ? 'tag-bad' : 'tag-good'}`}>{refused ? words.refused : words.begun}</i>
              {times > 1 && <small>{words.times(times)}</small>}
            </span>
          ),
        },
        { name: words.way, cell: ({ way }) => words.ways[way] },
        { name: account.device, cell: ({ agent }) => <span title={agent}>{deviceText(agent, account)}</span> },
        {
          name: words.network,
          cell: ({ network }) =>
            network === null ? <span className="quiet">{words.others}</span> : <bdi dir="ltr">{network}</bdi>,
        },
      ]}
    />
  );
}

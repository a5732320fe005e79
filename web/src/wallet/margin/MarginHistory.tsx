import { useState } from 'react';
import { Choice } from '../../admin/Choice';
import { Paged } from '../../admin/Paged';
import type { Isolated } from '../../exchange/model';
import { useMessages } from '../../language/language';
import { readable } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useOwn } from '../../settings/own';
import { useWalletWords } from '../words';
import { percentText, sumText } from './MarginFigures';
import { useInterest, useLevelEvents } from './queries';
import { useMarginWords } from './words';

const KINDS = ['interest', 'calls', 'liquidations'] as const;
type Kind = (typeof KINDS)[number];

/** Charged interest, margin calls and liquidations of one of the caller's accounts. */
export function MarginHistory({ isolated }: { readonly isolated: Isolated }) {
  const wallet = useWalletWords();
  const messages = useMessages();
  const { histories } = useMarginWords();
  const [kind, setKind] = useState<Kind>('interest');
  return (
    <Card title={wallet.history}>
      <div className="filters">
        <Choice<Kind>
          name="kind"
          label={messages.type}
          values={KINDS}
          names={histories}
          chosen={kind}
          onChoose={(chosen) => setKind(chosen ?? kind)}
        />
      </div>
      {kind === 'interest' ? (
        <Interest key={isolated} isolated={isolated} />
      ) : (
        <Events key={`${kind} ${isolated}`} kind={kind} isolated={isolated} />
      )}
    </Card>
  );
}

function Interest({ isolated }: { readonly isolated: Isolated }) {
  const messages = useMessages();
  const wallet = useWalletWords();
  const words = useMarginWords();
  const dates = useDates();
  const own = useOwn();
  return (
    <Paged list={useInterest(isolated)}>
      {(rows) => (
        <Records
          label={words.histories.interest}
          rows={rows}
          keyOf={({ sequence, currency }) => `${sequence} ${currency}`}
          nothing={words.noEntries}
          columns={[
            { name: wallet.when, cell: ({ charged_at: at }) => dates.minute(Date.parse(at)) },
            { name: messages.asset, cell: ({ currency }) => <bdi>{currency}</bdi> },
            { name: messages.amount, number: true, cell: ({ amount }) => own(sumText(amount)) },
            { name: words.hours, number: true, cell: ({ hours }) => readable(String(hours), true) },
            {
              name: words.hourly,
              number: true,
              cell: ({ hourly_rate: rate }) => (rate === null ? '—' : percentText(rate)),
            },
          ]}
        />
      )}
    </Paged>
  );
}

interface EventsProps {
  readonly kind: 'calls' | 'liquidations';
  readonly isolated: Isolated;
}

function Events({ kind, isolated }: EventsProps) {
  const wallet = useWalletWords();
  const words = useMarginWords();
  const dates = useDates();
  const ended = {
    name: words.ended,
    cell: ({ ended_at: at }: { readonly ended_at: string | null }) =>
      at === null ? <i className="tag tag-bad">{words.running}</i> : dates.minute(Date.parse(at)),
  };
  return (
    <Paged list={useLevelEvents(kind, isolated)}>
      {(rows) => (
        <Records
          label={words.histories[kind]}
          rows={rows}
          keyOf={({ sequence }) => String(sequence)}
          nothing={words.noEntries}
          columns={[
            { name: wallet.when, cell: ({ at }) => dates.minute(Date.parse(at)) },
            { name: words.level, number: true, cell: ({ level }) => sumText(level) },
            ...(kind === 'liquidations' ? [ended] : []),
          ]}
        />
      )}
    </Paged>
  );
}

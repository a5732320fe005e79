import { useBackground, type Background as Known } from '../../exchange/p2p-cases';
import { Reliable } from '../../p2p/Reliable';
import { useRoomWords } from '../../p2p/room/words';
import { Sum } from '../../p2p/Sum';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useCaseWords } from './words';

/** Reliability of both sides, and the ledger of the escrow. */
export function Background({ id }: { readonly id: string }) {
  const words = useCaseWords();
  return (
    <Card title={words.background}>
      <Loaded query={useBackground(id)}>{(known) => <Shown known={known} />}</Loaded>
    </Card>
  );
}

function Shown({ known }: { readonly known: Known }) {
  const words = useCaseWords();
  const { writers } = useRoomWords();
  const dates = useDates();
  return (
    <>
      <dl className="facts">
        <dt>{writers.buyer}</dt>
        <dd>
          <Reliable of={known.buyer} />
        </dd>
        <dt>{writers.seller}</dt>
        <dd>
          <Reliable of={known.seller} />
        </dd>
      </dl>
      <Records
        label={words.ledger}
        rows={known.ledger.map((line, place) => ({ ...line, place }))}
        keyOf={({ place }) => String(place)}
        nothing={words.noLedger}
        columns={[
          { name: words.since, cell: ({ at }) => dates.second(Date.parse(at)) },
          {
            name: words.ledgerStep,
            cell: ({ step, part }) => `${words.ledgerSteps[step]} · ${words.ledgerParts[part]}`,
          },
          { name: words.ledgerQuantity, cell: ({ quantity }) => <Sum of={quantity} code={known.asset} /> },
          { name: words.ledgerTransfer, cell: ({ reservation_id: id }) => <code>{id}</code> },
        ]}
      />
    </>
  );
}

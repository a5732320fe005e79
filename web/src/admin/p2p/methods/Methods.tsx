import { useState } from 'react';
import { useMethodCatalog, type PaymentMethod } from '../../../exchange/p2p-methods';
import { numeral, readable } from '../../../money/numerals';
import { useP2pWords } from '../../../p2p/words';
import { Card } from '../../../pages/Pages';
import { Loaded, Records } from '../../../pages/Records';
import { MethodForm } from './MethodForm';
import { useMethodWords } from './words';

/** Payment methods of the exchange: a list, or the form of one. */
export function Methods() {
  const [open, setOpen] = useState<PaymentMethod | 'new' | null>(null);
  return open === null ? (
    <List onAdd={() => setOpen('new')} onOpen={setOpen} />
  ) : (
    <MethodForm was={open === 'new' ? null : open} onClose={() => setOpen(null)} />
  );
}

interface ListProps {
  readonly onAdd: () => void;
  readonly onOpen: (method: PaymentMethod) => void;
}

function List({ onAdd, onOpen }: ListProps) {
  const words = useMethodWords();
  return (
    <Card
      title={words.methods}
      notice={words.methodsNotice}
      action={
        <button type="button" className="small-button" onClick={onAdd}>
          {words.add}
        </button>
      }
    >
      <Loaded query={useMethodCatalog()}>{(methods) => <Rows methods={methods} onOpen={onOpen} />}</Loaded>
    </Card>
  );
}

interface RowsProps {
  readonly methods: readonly PaymentMethod[];
  readonly onOpen: (method: PaymentMethod) => void;
}

function Rows({ methods, onOpen }: RowsProps) {
  const words = useMethodWords();
  const p2pWords = useP2pWords();
  return (
    <Records
      label={words.methods}
      rows={methods}
      keyOf={({ code }) => code}
      nothing={words.noMethods}
      columns={[
        {
          name: words.name,
          cell: ({ code, name, version }) => (
            <span>
              {version === 0 ? (p2pWords.methods[code] ?? name) : <bdi>{name}</bdi>}
              <small>
                <code>{code}</code>
              </small>
            </span>
          ),
        },
        { name: words.country, cell: ({ country }) => country ?? words.everywhere },
        { name: words.currency, cell: ({ currency }) => currency ?? words.any },
        { name: words.reversibility, cell: ({ reversibility }) => words.reversibilities[reversibility] },
        {
          name: words.maxPayment,
          number: true,
          cell: ({ max_payment: most }) => (most === null ? '—' : readable(most, true)),
        },
        { name: words.coolDown, number: true, cell: ({ cool_down_hours: hours }) => numeral(hours) },
        {
          name: words.state,
          cell: ({ is_on: isOn }) => (
            <i className={`tag ${isOn ? 'tag-good' : 'tag-plain'}`}>{isOn ? words.on : words.off}</i>
          ),
        },
      ]}
      actions={(method) => (
        <button type="button" className="small-button" onClick={() => onOpen(method)}>
          {words.edit}
        </button>
      )}
    />
  );
}

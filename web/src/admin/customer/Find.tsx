/** One field that finds customers: by person, account, order, address or transaction. */
import { useState } from 'react';
import { adminHref } from '../../app/place';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import { find, type Found } from '../../exchange/customers';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useCustomerWords, type CustomerWords } from './words';

interface Hit {
  readonly key: string;
  readonly by: keyof CustomerWords['foundBy'];
  readonly text: string;
  readonly account: string;
}

function hitsOf({ people, order, money }: Found): readonly Hit[] {
  return [
    ...people.map(({ id, email, account }): Hit => ({ key: `user ${id}`, by: 'user', text: email, account })),
    ...(order === null
      ? []
      : [{ key: 'order', by: 'order', text: `${order.order_id} · ${order.symbol}`, account: order.account } as const]),
    ...money.map(({ account, kind, id, network, address }): Hit => ({
      ...{ key: `${kind} ${id ?? address}`, by: kind, account },
      text: [network, id ?? address].filter((part) => part !== '').join(' '),
    })),
  ];
}

export function Find() {
  const words = useCustomerWords();
  const exchange = useExchange();
  const [found, setFound] = useState<Found | null>(null);
  const { busy, faults, submit } = useSubmission({ fields: ['text', 'email', 'number'] });
  const look = (form: FormData): void => {
    const text = typed(form, 'text').trim();
    if (text !== '') {
      submit(async () => setFound(await find(exchange, text)));
    }
  };
  return (
    <Card title={words.findTitle} notice={words.findNotice}>
      <Form className="filters wide-filters" onSend={look}>
        <Field name="text" label={words.findLabel} most={200} faults={faults} />
        <button type="submit" className="secondary" aria-disabled={busy}>
          {words.find}
        </button>
      </Form>
      <FormFault faults={faults} />
      {found !== null && (
        <Records<Hit>
          label={words.found}
          rows={hitsOf(found)}
          keyOf={({ key }) => key}
          nothing={words.foundNothing}
          columns={[
            { name: words.found, cell: ({ by }) => words.foundBy[by] },
            { name: words.match, cell: ({ text }) => <bdi>{text}</bdi> },
            { name: words.account, number: true, cell: ({ account }) => <Owner account={account} of={found} /> },
          ]}
        />
      )}
    </Card>
  );
}

/** The account, with a link to the page of its user. */
function Owner({ account, of }: { readonly account: string; readonly of: Found }) {
  const user = [...of.people, ...of.owners].find((each) => each.account === account);
  return user === undefined ? <>{account}</> : <a href={adminHref('users', user.id)}>{account}</a>;
}

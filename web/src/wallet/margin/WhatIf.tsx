/** The margin account as it would be with another index price, balance or debt of one asset. */
import { useState } from 'react';
import { Choice } from '../../admin/Choice';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import { assumed, type MarginAccount } from '../../exchange/margin';
import type { Isolated } from '../../exchange/model';
import { inLatin } from '../../money/typed';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useOwn } from '../../settings/own';
import { sumText } from './MarginFigures';
import { useMarginWords } from './words';

const FIELDS = ['index_price', 'balance_change', 'debt_change'] as const;
const SUMS = ['level', 'equity', 'debts', 'initial_margin'] as const;
const MOST = 40;

/** As the exchange names it where it refuses it. */
const nameOf = (field: string): string => `assets[0].${field}`;

interface WhatIfProps {
  readonly account: MarginAccount;
  readonly isolated: Isolated;
}

export function WhatIf({ account, isolated }: WhatIfProps) {
  const words = useMarginWords();
  const exchange = useExchange();
  const [then, setThen] = useState<MarginAccount | null>(null);
  const { busy, faults, submit } = useSubmission({ fields: FIELDS.map(nameOf) });
  const codes = account.items.map(({ currency }) => currency);
  const show = (form: FormData): void =>
    submit(async () => {
      const given = FIELDS.map((field) => [field, inLatin(typed(form, nameOf(field)))] as const);
      const assumption = Object.fromEntries(given.filter(([, text]) => text !== ''));
      setThen(await assumed(exchange, [{ currency: typed(form, 'currency'), ...assumption }], isolated));
    });
  return (
    <Card title={words.whatIf} notice={words.whatIfNotice}>
      <Form onSend={show}>
        <Choice<string>
          name="currency"
          label={words.asset}
          values={codes}
          names={Object.fromEntries(codes.map((code) => [code, code]))}
          chosen={codes[0] ?? null}
        />
        {FIELDS.map((field) => (
          <Field
            key={field}
            name={nameOf(field)}
            label={words.assumptions[field]}
            optional
            most={MOST}
            faults={faults}
          />
        ))}
        <FormFault faults={faults} />
        <button type="submit" className="secondary" aria-disabled={busy}>
          {words.show}
        </button>
      </Form>
      {then !== null && <Compared now={account} then={then} />}
    </Card>
  );
}

function Compared({ now, then }: { readonly now: MarginAccount; readonly then: MarginAccount }) {
  const words = useMarginWords();
  const own = useOwn();
  const names = { level: words.level, ...words.sums };
  const text = (sum: string | null): string => (sum === null ? '—' : own(sumText(sum)));
  const priceIn = ({ items }: MarginAccount, code: string): string | null =>
    items.find(({ currency }) => currency === code)?.liquidation_price ?? null;
  const rows = [
    ...SUMS.map((sum) => ({ name: names[sum], before: now[sum], after: then[sum] })),
    ...then.items
      .filter(({ liquidation_price: price }) => price !== null)
      .map(({ currency, liquidation_price: after }) => ({
        name: `${words.liquidationPrice}, ${currency}`,
        before: priceIn(now, currency),
        after,
      })),
  ];
  return (
    <Records
      label={words.whatIf}
      rows={rows}
      keyOf={({ name }) => name}
      nothing=""
      columns={[
        { name: words.figure, cell: ({ name }) => name },
        { name: words.now, number: true, cell: ({ before }) => text(before) },
        { name: words.then, number: true, cell: ({ after }) => text(after) },
      ]}
    />
  );
}

import { useState } from 'react';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import type { MarginAccount } from '../../exchange/margin';
import { marginAccountOf } from '../../exchange/margin-admin';
import { plainly } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { MarginFigures } from '../../wallet/margin/MarginFigures';
import { Levels } from './Levels';
import { Liquidations } from './Liquidations';
import { Pools } from './Pools';
import { Shortfalls } from './Shortfalls';
import { Transfers } from './Transfers';
import { useLendingWords } from './words';

/** Lending of an exchange: pools, their money, levels, liquidations and accounts. */
export function MarginAdmin() {
  return (
    <>
      <Pools />
      <Liquidations />
      <Shortfalls />
      <Transfers />
      <Levels />
      <Account />
    </>
  );
}

const asItIs = (text: string): string => text;

/** The margin account of a customer, by its number: each read is audited. */
function Account() {
  const words = useLendingWords();
  const exchange = useExchange();
  const [found, setFound] = useState<MarginAccount | null>(null);
  const { busy, faults, submit } = useSubmission({ codes: { unknown_account: 'number', invalid_field: 'number' } });
  const find = (form: FormData): void =>
    submit(async () => {
      setFound(null);
      setFound(await marginAccountOf(exchange, plainly(typed(form, 'number'))));
    });
  return (
    <>
      <Card title={words.account}>
        <Form className="filters" onSend={find}>
          <Field name="number" label={words.accountNumber} most={13} inputMode="numeric" faults={faults} />
          <button type="submit" className="secondary" aria-disabled={busy}>
            {words.show}
          </button>
          <FormFault faults={faults} />
        </Form>
      </Card>
      {found !== null && <MarginFigures account={found} shown={asItIs} />}
    </>
  );
}

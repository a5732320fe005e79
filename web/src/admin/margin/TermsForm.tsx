import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission, wholeIn } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import { setTerms, type LendingPool, type MarginTerms } from '../../exchange/margin-admin';
import { plainly } from '../../money/numerals';
import { useMarginWords } from '../../wallet/margin/words';
import { useDone } from '../UserForms';
import { useAdminWords } from '../words';
import { rowsIn } from './rows';
import { useLendingWords } from './words';

interface FormProps {
  /** Null for an asset that has no terms yet. */
  readonly currency: string | null;
  readonly terms: LendingPool['terms'] | null;
  readonly onDone: () => void;
}

/** Terms on which an asset is lent and is collateral; the scale of its price never changes. */
export function TermsForm({ currency, terms, onDone }: FormProps) {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({
    fields: ['currency', 'price_scale', 'haircut', 'cap', 'hourly_rate', 'tiers'],
    rules: words.rules,
    codes: { unknown_asset: 'currency' },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const code = currency ?? typed(form, 'currency').toUpperCase();
      const text = (name: string): string => plainly(typed(form, name));
      await setTerms(exchange, code, {
        version: terms?.version ?? 0,
        price_scale: terms?.price_scale ?? wholeIn(text('price_scale')),
        haircut: text('haircut'),
        cap: text('cap'),
        hourly_rate: text('hourly_rate'),
        tiers: tiersIn(text('tiers')),
      });
      await done(words.termsSaved(code));
    });
  return (
    <Form onSend={send}>
      {currency === null && (
        <>
          <Field name="currency" label={admin.asset} most={64} faults={faults} />
          <Field
            name="price_scale"
            label={words.priceScale}
            hint={words.rules.price_scale}
            inputMode="numeric"
            most={2}
            faults={faults}
          />
        </>
      )}
      <Field
        name="haircut"
        label={margin.haircut}
        hint={words.rules.haircut}
        initial={terms?.haircut ?? ''}
        most={40}
        faults={faults}
      />
      <Field name="cap" label={words.cap} hint={words.rules.cap} initial={terms?.cap ?? ''} most={40} faults={faults} />
      <Field
        name="hourly_rate"
        label={margin.hourly}
        hint={words.rules.hourly_rate}
        initial={terms?.hourly_rate ?? ''}
        most={40}
        faults={faults}
      />
      <Field
        name="tiers"
        label={words.tiers}
        hint={words.rules.tiers}
        initial={terms === null ? '' : textOf(terms.tiers)}
        lines={4}
        most={1_000}
        faults={faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.save}
      </button>
    </Form>
  );
}

const textOf = (tiers: LendingPool['terms']['tiers']): string =>
  tiers.map(({ from, initial, maintenance }) => `${from} ${initial} ${maintenance}`).join('\n');

/** One tier a line; a number that is missing is sent as one that the exchange refuses. */
const tiersIn = (text: string): MarginTerms['tiers'] =>
  rowsIn(text).map(([from = '', initial = '', maintenance = '']) => ({ from, initial, maintenance }));

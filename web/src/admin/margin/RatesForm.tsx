import { AsRead, useReread } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { setRates, type LendingPool } from '../../exchange/margin-admin';
import { plainly } from '../../money/numerals';
import { useAdminWords } from '../words';
import { rowsIn } from './rows';
import { useLendingWords } from './words';

interface RatesProps {
  readonly currency: string;
  readonly rates: LendingPool['rates'];
}

/** Rates of a pool by its use and by volume; empty fields leave the rate of the terms. */
export function Rates({ currency, rates }: RatesProps) {
  return <AsRead value={rates}>{(read) => <RatesForm currency={currency} rates={read} />}</AsRead>;
}

function RatesForm({ currency, rates }: RatesProps) {
  const admin = useAdminWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const { busy, faults, submit } = useSubmission({
    fields: ['curve', 'volume_currency', 'discounts'],
    rules: words.rateRules,
    codes: { unknown_asset: 'volume_currency' },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const text = (name: string): string => plainly(typed(form, name)).trim();
      const volumes = text('volume_currency').toUpperCase();
      await setRates(exchange, currency, {
        version: rates.version,
        curve: rowsIn(text('curve')).map(([use = '', rate = '']) => ({ use, hourly_rate: rate })),
        volume_currency: volumes === '' ? null : volumes,
        discounts: rowsIn(text('discounts')).map(([volume = '', discount = '']) => ({ volume_from: volume, discount })),
      });
      notifier.notify(admin.saved);
      reread?.();
    });
  return (
    <Form onSend={send}>
      <Field
        name="curve"
        label={words.curve}
        hint={words.rateRules.curve}
        initial={rates.curve.map(({ use, hourly_rate: rate }) => `${use} ${rate}`).join('\n')}
        lines={3}
        most={1_000}
        optional
        faults={faults}
      />
      <Field
        name="volume_currency"
        label={words.volumeCurrency}
        hint={words.rateRules.volume_currency}
        initial={rates.volume_currency ?? ''}
        most={16}
        optional
        faults={faults}
      />
      <Field
        name="discounts"
        label={words.discounts}
        hint={words.rateRules.discounts}
        initial={rates.discounts.map(({ volume_from: volume, discount }) => `${volume} ${discount}`).join('\n')}
        lines={3}
        most={1_000}
        optional
        faults={faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.setRates}
      </button>
    </Form>
  );
}

import { AsRead, useReread } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { setOwnMarket, type LendingPool } from '../../exchange/margin-admin';
import { plainly } from '../../money/numerals';
import { useAdminWords } from '../words';
import { useLendingWords } from './words';

interface OwnMarketProps {
  readonly currency: string;
  readonly setting: LendingPool['own_market'];
}

/** A market of the exchange itself as a source of the index price. */
export function OwnMarket({ currency, setting }: OwnMarketProps) {
  return <AsRead value={setting}>{(read) => <OwnMarketForm currency={currency} setting={read} />}</AsRead>;
}

function OwnMarketForm({ currency, setting }: OwnMarketProps) {
  const admin = useAdminWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const fields = ['symbol', 'source'] as const;
  const { busy, faults, submit } = useSubmission({ fields, rules: words.ownMarketRules });
  const send = (form: FormData): void =>
    submit(async () => {
      const [symbol = '', source = ''] = fields.map((name) => plainly(typed(form, name)).trim());
      const market = symbol === '' ? {} : { symbol, source: /^\d+$/.test(source) ? Number(source) : null };
      await setOwnMarket(exchange, currency, { version: setting.version, ...market });
      notifier.notify(admin.saved);
      reread?.();
    });
  return (
    <Form onSend={send}>
      <Field name="symbol" label={words.ownMarket} initial={setting.symbol ?? ''} most={64} optional faults={faults} />
      <Field
        name="source"
        label={words.ownSource}
        initial={setting.source === null ? '' : String(setting.source)}
        most={2}
        optional
        faults={faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.setOwn}
      </button>
    </Form>
  );
}

import { useQuery } from '@tanstack/react-query';
import { AsRead, useReread } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { marginLevels, setLevels, type MarginLevels } from '../../exchange/margin-admin';
import { PRIVATE } from '../../exchange/queries';
import { plainly } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { useMarginWords } from '../../wallet/margin/words';
import { useAdminWords } from '../words';
import { useLendingWords } from './words';

/** Levels of margin calls and liquidations, and the fee of a liquidation. */
export function Levels() {
  const words = useLendingWords();
  const exchange = useExchange();
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'margin levels'],
    queryFn: () => marginLevels(exchange),
  });
  return (
    <Card title={words.levels} notice={words.levelsNotice}>
      <Loaded query={query}>
        {(levels) => <AsRead value={levels}>{(read) => <LevelsForm levels={read} />}</AsRead>}
      </Loaded>
    </Card>
  );
}

function LevelsForm({ levels }: { readonly levels: MarginLevels }) {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const labels = { call: margin.callBelow, liquidation: margin.liquidationAt, fee: margin.fee };
  const fields = ['call', 'liquidation', 'fee'] as const;
  const { busy, faults, submit } = useSubmission({ fields, rules: words.levelRules });
  const send = (form: FormData): void =>
    submit(async () => {
      const [call = '', liquidation = '', fee = ''] = fields.map((name) => plainly(typed(form, name)));
      await setLevels(exchange, { version: levels.version, call, liquidation, fee });
      notifier.notify(admin.saved);
      reread?.();
    });
  return (
    <Form onSend={send}>
      {fields.map((name) => (
        <Field key={name} name={name} label={labels[name]} initial={levels[name]} most={10} faults={faults} />
      ))}
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {admin.save}
      </button>
    </Form>
  );
}

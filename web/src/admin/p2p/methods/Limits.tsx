import { useQueryClient } from '@tanstack/react-query';
import { AsRead } from '../../../controls/AsRead';
import { Field, Form, FormFault } from '../../../controls/Field';
import { typed, useSubmission, wholeIn } from '../../../controls/submit';
import { useNotifier } from '../../../controls/toasts';
import { useExchange } from '../../../exchange/context';
import { putP2pLimits, useP2pLimits, type P2pLimits } from '../../../exchange/p2p-moderation';
import { refreshPrivate } from '../../../exchange/queries';
import { plainly } from '../../../money/numerals';
import { Card } from '../../../pages/Pages';
import { Loaded } from '../../../pages/Records';
import { useMethodWords } from './words';

const REQUIRED = 'payment_accounts';
const FIELDS = [REQUIRED, 'fee_millionths', 'taken_per_day', 'given_up_per_day'] as const;

/** Fee and limits of people in trades with each other. */
export function Limits() {
  const words = useMethodWords();
  return (
    <Card title={words.limits} notice={words.limitsNotice}>
      <Loaded query={useP2pLimits()}>
        {(limits) => (
          <AsRead key={limits.version} value={limits}>
            {(read) => <LimitsForm limits={read} />}
          </AsRead>
        )}
      </Loaded>
    </Card>
  );
}

function LimitsForm({ limits }: { readonly limits: P2pLimits }) {
  const words = useMethodWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({ fields: FIELDS });
  const send = (form: FormData): void =>
    submit(async () => {
      const values = FIELDS.map((name) => [name, limitIn(plainly(typed(form, name)))] as const);
      await putP2pLimits(exchange, { ...limits, ...Object.fromEntries(values) });
      notifier.notify(words.limitsSaved);
      await refreshPrivate(queries);
    });
  return (
    <Form onSend={send}>
      {FIELDS.map((name) => (
        <Field
          key={name}
          name={name}
          label={words.limitFields[name]}
          hint={name === REQUIRED ? undefined : words.asInstallation}
          inputMode="numeric"
          most={5}
          optional={name !== REQUIRED}
          initial={String(limits[name] ?? '')}
          faults={faults}
        />
      ))}
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.limitsSave}
      </button>
    </Form>
  );
}

/** An empty limit is that of the installation; a text that is no number is sent as one that the exchange refuses. */
const limitIn = (text: string): number | null => (text === '' ? null : wholeIn(text));

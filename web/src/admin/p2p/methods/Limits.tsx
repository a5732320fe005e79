import { useQueryClient } from '@tanstack/react-query';
import { AsRead } from '../../../controls/AsRead';
import { Field, Form, FormFault } from '../../../controls/Field';
import { typed, useSubmission } from '../../../controls/submit';
import { useNotifier } from '../../../controls/toasts';
import { useExchange } from '../../../exchange/context';
import { putP2pLimits, useP2pLimits, type P2pLimits } from '../../../exchange/p2p-moderation';
import { refreshPrivate } from '../../../exchange/queries';
import { plainly } from '../../../money/numerals';
import { Card } from '../../../pages/Pages';
import { Asked } from '../../../pages/Records';
import { wholeIn } from '../../desk/forms';
import { useMethodWords } from './words';

/** Fields of which an empty one means the value of the installation. */
const OWN = ['fee_millionths', 'taken_per_day', 'given_up_per_day'] as const;

/** Returns null for no text. The exchange refuses what is no number by the name of the field. */
function optional(form: FormData, name: string): number | null {
  const text = plainly(typed(form, name));
  return text === '' ? null : wholeIn(text);
}

/** Fee and limits of people in trades with each other. */
export function Limits() {
  const words = useMethodWords();
  return (
    <Card title={words.limits} notice={words.limitsNotice}>
      <Asked query={useP2pLimits()}>
        {(limits) => (
          <AsRead key={limits.version} value={limits}>
            {(read) => <LimitsForm limits={read} />}
          </AsRead>
        )}
      </Asked>
    </Card>
  );
}

function LimitsForm({ limits }: { readonly limits: P2pLimits }) {
  const words = useMethodWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({ fields: ['payment_accounts', ...OWN] });
  const send = (form: FormData): void =>
    submit(async () => {
      const accounts = Number(plainly(typed(form, 'payment_accounts')));
      await putP2pLimits(exchange, {
        version: limits.version,
        payment_accounts: accounts,
        fee_millionths: optional(form, 'fee_millionths'),
        taken_per_day: optional(form, 'taken_per_day'),
        given_up_per_day: optional(form, 'given_up_per_day'),
      });
      notifier.notify(words.limitsSaved);
      await refreshPrivate(queries);
    });
  return (
    <Form onSend={send}>
      <Field
        name="payment_accounts"
        label={words.paymentAccounts}
        hint={words.paymentAccountsHint}
        inputMode="numeric"
        most={3}
        initial={String(limits.payment_accounts)}
        faults={faults}
      />
      {OWN.map((name) => (
        <Field
          key={name}
          name={name}
          label={words.ownLimits[name].label}
          hint={words.ownLimits[name].hint}
          inputMode="numeric"
          most={5}
          optional
          initial={limits[name] == null ? '' : String(limits[name])}
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

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
  const { busy, faults, submit } = useSubmission({ fields: ['payment_accounts', 'fee_millionths'] });
  const send = (form: FormData): void =>
    submit(async () => {
      const accounts = Number(plainly(typed(form, 'payment_accounts')));
      const fee = plainly(typed(form, 'fee_millionths'));
      // The exchange refuses a fee that is no number, and the limits of a day stay as they are.
      await putP2pLimits(exchange, {
        ...limits,
        payment_accounts: accounts,
        fee_millionths: fee === '' ? null : wholeIn(fee),
      });
      notifier.notify(words.limitsSaved);
      await refreshPrivate(queries);
    });
  return (
    <Form onSend={send}>
      <Field
        name="payment_accounts"
        label={words.paymentAccounts}
        inputMode="numeric"
        most={3}
        initial={String(limits.payment_accounts)}
        faults={faults}
      />
      <Field
        name="fee_millionths"
        label={words.sellersFee}
        hint={words.sellersFeeHint}
        inputMode="numeric"
        most={5}
        optional
        initial={limits.fee_millionths == null ? '' : String(limits.fee_millionths)}
        faults={faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.limitsSave}
      </button>
    </Form>
  );
}

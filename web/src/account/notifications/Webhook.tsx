/** The address that gets the user's notices. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../controls/dialog';
import { Field, Form, FormFault } from '../../controls/Field';
import { CodeField, codeIn, useSecondFactor } from '../../controls/second-factor';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { PRIVATE, refreshPrivate } from '../../exchange/queries';
import {
  confirmWebhook,
  removeWebhook,
  setWebhook,
  testWebhook,
  userWebhook,
  type UserWebhook,
} from '../../exchange/webhook';
import { numeral } from '../../money/numerals';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { Once } from '../Once';
import { useAccountWords } from '../words';
import { reasonText, useWebhookWords } from './webhook-words';

/** A test is answered within seconds. */
const EVERY_MILLIS = 3_000;

export function Webhook() {
  const words = useWebhookWords();
  const exchange = useExchange();
  const [secret, setSecret] = useState<string | null>(null);
  const query = useQuery({
    queryKey: [PRIVATE, 'webhook'],
    queryFn: () => userWebhook(exchange),
    refetchInterval: ({ state }) => (state.data?.waiting === 0 ? false : EVERY_MILLIS),
  });
  return (
    <Card title={words.title} notice={words.notice}>
      <Loaded query={query}>
        {(webhook) =>
          webhook.address === null ? (
            <Address onMade={setSecret} />
          ) : (
            <Present address={webhook.address} webhook={webhook} />
          )
        }
      </Loaded>
      {secret !== null && <Secret secret={secret} onClose={() => setSecret(null)} />}
    </Card>
  );
}

function Address({ onMade }: { readonly onMade: (secret: string | null) => void }) {
  const words = useWebhookWords();
  const { keyCodeHint } = useAccountWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const { codeRequired, orAsk } = useSecondFactor();
  const { busy, faults, submit } = useSubmission({
    fields: ['address', 'code'],
    rules: { address: words.addressHint },
    codes: { invalid_code: 'code' },
  });
  const send = (form: FormData): void =>
    submit(() =>
      orAsk(async () => {
        onMade((await setWebhook(exchange, typed(form, 'address'), codeIn(form))).secret);
        await refreshPrivate(queries);
      }),
    );
  return (
    <Form onSend={send}>
      <Field name="address" label={words.address} most={500} hint={words.addressHint} faults={faults} />
      {codeRequired && <CodeField hint={keyCodeHint} faults={faults} />}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.set}
      </button>
    </Form>
  );
}

/** The secret is shown this once. */
function Secret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const words = useWebhookWords();
  return (
    <Dialog title={words.secretTitle} firm onClose={onClose}>
      <div className="form">
        <p className="quiet">{words.secretOnce}</p>
        <Once label={words.secret} text={secret} />
        <button type="button" className="primary" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}

interface PresentProps {
  readonly address: string;
  readonly webhook: UserWebhook;
}

function Present({ address, webhook }: PresentProps) {
  const words = useWebhookWords();
  const dates = useDates();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const { state, answer, answeredMillis, waiting } = webhook;
  const test = async (): Promise<string> => {
    await testWebhook(exchange);
    return words.tested;
  };
  const remove = async (): Promise<string> => {
    await removeWebhook(exchange);
    return words.removed;
  };
  const lastCall = (millis: number): string =>
    answer === ''
      ? words.accepted(dates.second(millis))
      : words.failed(reasonText(answer, words), dates.second(millis));
  return (
    <>
      <dl className="facts">
        <dt>{words.address}</dt>
        <dd>
          <bdi>{address}</bdi>
        </dd>
        <dt>{words.state}</dt>
        <dd>{words.states[state]}</dd>
        <dt>{words.lastCall}</dt>
        <dd>{answeredMillis === null ? words.neverCalled : <bdi>{lastCall(answeredMillis)}</bdi>}</dd>
        <dt>{words.waiting}</dt>
        <dd>{numeral(waiting)}</dd>
      </dl>
      {state === 'unconfirmed' && <Confirm />}
      {state === 'off' && <p className="hint">{words.offHint}</p>}
      <p className="reveal">
        <button type="button" className="small-button" aria-disabled={busy} onClick={() => act(test)}>
          {state === 'unconfirmed' ? words.sendAgain : words.test}
        </button>
        <SureButton sure={words.removeSure} busy={busy} onSure={() => act(remove)}>
          {words.remove}
        </SureButton>
      </p>
    </>
  );
}

function Confirm() {
  const words = useWebhookWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({ fields: ['code'], rules: { code: words.confirmHint } });
  const send = (form: FormData): void =>
    submit(async () => {
      await confirmWebhook(exchange, typed(form, 'code'));
      notifier.notify(words.confirmed);
      await refreshPrivate(queries);
    });
  return (
    <Form onSend={send}>
      <Field name="code" label={words.code} most={64} hint={words.confirmHint} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.confirm}
      </button>
    </Form>
  );
}

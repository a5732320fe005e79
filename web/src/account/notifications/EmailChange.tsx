import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Field, Form, FormFault } from '../../controls/Field';
import { CodeField, codeIn, useSecondFactor } from '../../controls/second-factor';
import { exactly, typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { changeEmail, emailChange, keepEmail, type EmailChange as Change } from '../../exchange/notifications';
import { PRIVATE, refreshPrivate } from '../../exchange/queries';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { useAccountWords } from '../words';
import { useNotificationWords } from './words';

/** The request for another e-mail address, or the one that waits. */
export function EmailChange() {
  const words = useNotificationWords();
  const exchange = useExchange();
  const query = useQuery({ queryKey: [PRIVATE, 'email change'], queryFn: () => emailChange(exchange) });
  return (
    <Card title={words.changeTitle} notice={words.changeNotice}>
      <Loaded query={query}>{(change) => (change === null ? <Ask /> : <Waits change={change} />)}</Loaded>
    </Card>
  );
}

function Waits({ change: { email, expiresMillis } }: { readonly change: Change }) {
  const words = useNotificationWords();
  const dates = useDates();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const keep = (): void =>
    act(async () => {
      await keepEmail(exchange);
      return words.kept;
    });
  return (
    <p className="reveal">
      <bdi>{words.waits(email, dates.minute(expiresMillis))}</bdi>
      <SureButton sure={words.keepSure} busy={busy} onSure={keep}>
        {words.keep}
      </SureButton>
    </p>
  );
}

function Ask() {
  const words = useNotificationWords();
  const { keyCodeHint } = useAccountWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const { codeRequired, orAsk } = useSecondFactor();
  const { busy, faults, submit } = useSubmission({
    fields: ['email', 'password', 'code'],
    codes: { forbidden: 'password', invalid_code: 'code' },
    sayings: { forbidden: words.wrongPassword },
  });
  const send = (form: FormData): void =>
    submit(() =>
      orAsk(async () => {
        const request = { email: typed(form, 'email'), password: exactly(form, 'password'), code: codeIn(form) };
        await changeEmail(exchange, request);
        notifier.notify(words.requested);
        await refreshPrivate(queries);
      }),
    );
  return (
    <Form onSend={send}>
      <Field name="email" type="email" label={words.newEmail} least={3} most={254} faults={faults} />
      <Field
        name="password"
        type="password"
        label={words.password}
        autoComplete="current-password"
        most={128}
        faults={faults}
      />
      {codeRequired && <CodeField hint={keyCodeHint} faults={faults} />}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.ask}
      </button>
    </Form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { FormFault, Form } from '../controls/Field';
import { useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { useIdentity } from '../exchange/identity';
import { refreshPrivate } from '../exchange/queries';
import { useAccountWords } from './words';

interface VerifyEmailProps {
  readonly token: string;
  readonly onDone: () => void;
  readonly onGiveUp: () => void;
  readonly label: string;
}

/** A press of a button, not the opening of the page, uses the link: programs that look into mails open links too. */
export function VerifyEmail({ token, onDone, onGiveUp, label }: VerifyEmailProps) {
  const words = useAccountWords();
  const identity = useIdentity();
  const { session } = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({ sayings: words.problems });
  const send = (): void =>
    submit(async () => {
      await identity.verifyEmail(token);
      notifier.notify(words.emailConfirmed);
      await session.renew().catch(() => undefined);
      await refreshPrivate(queries);
      onDone();
    });
  return (
    <Form onSend={send}>
      <p className="quiet">{words.confirmEmailNotice}</p>
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.confirm}
      </button>
      {faults.whole !== null && (
        <button type="button" className="secondary" onClick={onGiveUp}>
          {label}
        </button>
      )}
    </Form>
  );
}

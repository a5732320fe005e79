import { Dialog } from '../../controls/dialog';
import { Form, FormFault } from '../../controls/Field';
import { useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { answerEmailChange } from '../../exchange/notifications';
import { useAccountWords } from '../words';
import { useNotificationWords } from './words';

interface EmailLinkProps {
  readonly token: string;
  /** True for the link that the new address got, false for the one of the old address. */
  readonly confirms: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A press of a button uses the link of a mail; opening the page does not, because programs open links too. */
export function EmailLink({ token, confirms, onDone, onClose }: EmailLinkProps) {
  const words = useNotificationWords();
  const { problems } = useAccountWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({ sayings: problems });
  const send = (): void =>
    submit(async () => {
      await answerEmailChange(exchange, token, confirms);
      notifier.notify(confirms ? words.linkDone : words.kept);
      if (confirms) {
        onDone();
      } else {
        onClose();
      }
    });
  return (
    <Dialog title={confirms ? words.linkTitle : words.keepTitle} onClose={onClose}>
      <Form onSend={send}>
        <p className="quiet">{confirms ? words.linkNotice : words.keepNotice}</p>
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {confirms ? words.linkConfirm : words.keepConfirm}
        </button>
      </Form>
    </Dialog>
  );
}

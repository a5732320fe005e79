import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { Form, FormFault } from '../controls/Field';
import { useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Challenge } from '../exchange/model';
import { PRIVATE, refreshPrivate } from '../exchange/queries';
import { answerRecovery, askRecovery, cancelRecovery, ownRecovery } from '../exchange/recovery';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { useRecoveryWords } from './recovery-words';
import { useAccountWords } from './words';

/** For those whose password was right and who have lost the second factor. */
export function LostFactors({ challenge }: { readonly challenge: Challenge }) {
  const words = useRecoveryWords();
  const { problems } = useAccountWords();
  const exchange = useExchange();
  const dates = useDates();
  const [notice, setNotice] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const { busy, faults, submit } = useSubmission({ sayings: problems });
  const ask = (): void =>
    submit(async () => {
      const { dueMillis } = await askRecovery(exchange, challenge);
      setNotice(dueMillis === null ? words.lostMailed : words.lostWaits(dates.minute(dueMillis)));
    });
  if (!open) {
    return (
      <p className="form-other">
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {words.lost}
        </button>
      </p>
    );
  }
  return (
    <Form onSend={ask}>
      <p className="quiet" role="status">
        {notice ?? words.lostNotice}
      </p>
      <FormFault faults={faults} />
      {notice === null && (
        <button type="submit" className="secondary" aria-disabled={busy}>
          {words.lostAsk}
        </button>
      )}
    </Form>
  );
}

interface RecoveryLinkProps {
  readonly token: string;
  /** True for the link that begins the waiting time, false for one that cancels. */
  readonly confirms: boolean;
  readonly onClose: () => void;
}

/** A press of a button uses the link of a mail; opening the page does not, because programs open links too. */
export function RecoveryLink({ token, confirms, onClose }: RecoveryLinkProps) {
  const words = useRecoveryWords();
  const { problems } = useAccountWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const dates = useDates();
  const { busy, faults, submit } = useSubmission({ sayings: problems });
  const send = (): void =>
    submit(async () => {
      const { dueMillis, needsApproval } = await answerRecovery(exchange, token, confirms);
      const waits = words.confirmed(dueMillis === null ? '' : dates.minute(dueMillis));
      notifier.notify(!confirms ? words.canceled : needsApproval ? `${waits}. ${words.needsApproval}` : waits);
      onClose();
    });
  return (
    <Dialog title={confirms ? words.confirmTitle : words.cancelTitle} onClose={onClose}>
      <Form onSend={send}>
        <p className="quiet">{confirms ? words.confirmNotice : words.cancelNotice}</p>
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {confirms ? words.confirmAction : words.cancelAction}
        </button>
      </Form>
    </Dialog>
  );
}

/** Shows a recovery that waits, with the button that ends it. */
export function WaitingRecovery() {
  const words = useRecoveryWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const dates = useDates();
  const { busy, act } = useAct();
  const { data } = useQuery({ queryKey: [PRIVATE, 'recovery'], queryFn: () => ownRecovery(exchange) });
  if (data === undefined || data === null) {
    return null;
  }
  const cancel = (): void =>
    act(async () => {
      await cancelRecovery(exchange);
      void refreshPrivate(queries);
      return words.canceled;
    });
  return (
    <Card
      title={words.waitsTitle}
      notice={data.dueMillis === null ? words.requestedNotice : words.waitsNotice(dates.minute(data.dueMillis))}
      action={
        <SureButton sure={words.cancelTitle} busy={busy} onSure={cancel}>
          {words.cancelAction}
        </SureButton>
      }
    >
      {data.needsApproval && <p className="quiet">{words.needsApproval}</p>}
    </Card>
  );
}

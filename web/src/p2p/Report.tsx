import { useState } from 'react';
import { Choice } from '../admin/Choice';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { REPORT_REASONS, report, type ReportReason, type ReportSubject } from '../exchange/p2p-reports';
import { useP2pWords } from './words';

const TEXT_MOST = 1_000;

/** A button that reports the other side of a trade, or the owner of an offer. */
export function Report({ of }: { readonly of: ReportSubject }) {
  const words = useP2pWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="small-button" onClick={() => setOpen(true)}>
        {words.report}
      </button>
      {isOpen && <ReportDialog of={of} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ReportDialogProps {
  readonly of: ReportSubject;
  readonly onClose: () => void;
}

function ReportDialog({ of, onClose }: ReportDialogProps) {
  const words = useP2pWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const [reason, setReason] = useState<ReportReason>('fraud');
  const { busy, faults, submit } = useSubmission({ fields: ['reason', 'text'], codes: { already_decided: 'text' } });
  const send = (form: FormData): void =>
    submit(async () => {
      await report(exchange, of, reason, typed(form, 'text'));
      notifier.notify(words.reportSent);
      onClose();
    });
  return (
    <Dialog title={words.report} sheet onClose={onClose}>
      <Form onSend={send}>
        <p className="quiet">{words.reportNotice}</p>
        <Choice<ReportReason>
          name="reason"
          label={words.reportReason}
          values={REPORT_REASONS}
          names={words.reportReasons}
          chosen={reason}
          fault={faults.fields['reason']}
          onChoose={(chosen) => setReason(chosen ?? reason)}
        />
        <Field name="text" label={words.reportText} lines={5} prose most={TEXT_MOST} faults={faults} />
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.reportSend}
        </button>
      </Form>
    </Dialog>
  );
}

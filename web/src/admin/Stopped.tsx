import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useOversight, type Saga } from '../exchange/oversight';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { useSaga, useStopped } from './queries';
import { useAdminWords } from './words';

/** Work of several steps that cannot go on by itself. */
export function Stopped() {
  const words = useAdminWords();
  const list = useStopped();
  return (
    <Card title={words.sagas} notice={words.sagasNotice}>
      <Loaded query={list}>{({ items }) => <List rows={items} onDone={() => void list.refetch()} />}</Loaded>
    </Card>
  );
}

interface ListProps {
  readonly rows: readonly Saga[];
  readonly onDone: () => void;
}

function List({ rows, onDone }: ListProps) {
  const words = useAdminWords();
  const dates = useDates();
  const [open, setOpen] = useState<string | null>(null);
  const [abandoned, setAbandoned] = useState<Saga | null>(null);
  return (
    <>
      <Records
        label={words.sagas}
        rows={rows}
        keyOf={({ id }) => id}
        nothing={words.noSagas}
        columns={[
          { name: words.when, cell: ({ updatedMillis }) => dates.minute(updatedMillis) },
          { name: words.sagaKind, cell: ({ kind }) => <bdi>{kind}</bdi> },
          { name: words.number, cell: ({ id }) => <code>{id}</code> },
          { name: words.reason, cell: ({ why }) => <bdi>{why}</bdi> },
          { name: words.sagaCommitted, cell: ({ committed }) => (committed ? words.yes : words.no) },
        ]}
        actions={(row) => (
          <>
            <button type="button" className="small-button" onClick={() => setOpen(open === row.id ? null : row.id)}>
              {open === row.id ? words.less : words.steps}
            </button>
            <Redrive row={row} />
            <button type="button" className="small-button" onClick={() => setAbandoned(row)}>
              {words.abandon}
            </button>
          </>
        )}
        detail={(row) =>
          open === row.id && (
            <tr className="records-detail">
              <td colSpan={6}>
                <Steps kind={row.kind} id={row.id} />
              </td>
            </tr>
          )
        }
      />
      {abandoned !== null && <Abandon saga={abandoned} onClose={() => setAbandoned(null)} onDone={onDone} />}
    </>
  );
}

function Steps({ kind, id }: { readonly kind: string; readonly id: string }) {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Loaded query={useSaga(kind, id)}>
      {({ steps }) => (
        <Records
          label={words.steps}
          rows={steps}
          keyOf={({ name }) => name}
          nothing="—"
          columns={[
            { name: words.step, cell: ({ name }) => <bdi>{name}</bdi> },
            { name: words.state, cell: ({ state }) => words.stepStates[state] },
            { name: words.attempts, number: true, cell: ({ attempts }) => attempts },
            { name: words.note, cell: ({ note }) => <bdi>{note}</bdi> },
            { name: words.when, cell: ({ updatedMillis }) => dates.second(updatedMillis) },
          ]}
        />
      )}
    </Loaded>
  );
}

function Redrive({ row }: { readonly row: Saga }) {
  const words = useAdminWords();
  const oversight = useOversight();
  const { busy, act } = useAct();
  const redrive = (): void =>
    act(async () => {
      await oversight.redrive(row);
      return words.redriven;
    });
  return (
    <SureButton sure={words.redriveSure} busy={busy} onSure={redrive}>
      {words.redrive}
    </SureButton>
  );
}

interface AbandonProps {
  readonly saga: Saga;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Only who knows that it did not happen may have it undone. */
function Abandon({ saga, onClose, onDone }: AbandonProps) {
  const words = useAdminWords();
  const oversight = useOversight();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({ fields: ['reason'], sayings: words.problems });
  const abandon = async (form: FormData): Promise<void> => {
    await oversight.abandon(saga, typed(form, 'reason'));
    notifier.notify(words.abandoned);
    onDone();
    onClose();
  };
  return (
    <Dialog title={words.abandon} onClose={onClose}>
      <Form onSend={(form) => submit(() => abandon(form))}>
        <p className="quiet">{words.abandonNotice}</p>
        <Field name="reason" label={words.reason} most={300} focused faults={faults} />
        <FormFault faults={faults} />
        <button type="submit" className="primary sure" aria-disabled={busy}>
          {words.abandon}
        </button>
      </Form>
    </Dialog>
  );
}

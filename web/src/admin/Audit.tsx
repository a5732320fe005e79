import { useState } from 'react';
import { Field, Form } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useAdministration } from '../exchange/administration';
import type { AuditEntry, AuditFilter } from '../exchange/audit';
import { useExchange } from '../exchange/context';
import { numberOf } from '../exchange/people';
import { wholeList } from '../exchange/whole';
import { useMessages, useSpeech } from '../language/language';
import { csvOf, download } from '../pages/csv';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Choice } from './Choice';
import { Paged } from './Paged';
import { useAudit, usePeople } from './queries';
import { actorOf, AUDIT_ACTIONS, sentenceOf, titleOf, type AuditAction, type Ending, type Sentence } from './sentence';
import { useAdminWords } from './words';

const ALL: AuditFilter = { actor: '', action: '', subject: '', start: '', end: '' };
const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS.en) as readonly AuditAction[];
const TAGS: Readonly<Record<Ending, string>> = {
  done: 'tag-good',
  refused: 'tag-bad',
  begun: 'tag-plain',
  unknown: 'tag-warn',
};

/** The audit log: actor, action, object, address and result. */
export function Audit() {
  const words = useAdminWords();
  const [filter, setFilter] = useState(ALL);
  const [readsToo, setReadsToo] = useState(false);
  const list = useAudit(filter);
  return (
    <Card title={words.audit} notice={words.auditNotice} action={<Export filter={filter} />}>
      <Filters onFilter={setFilter} readsToo={readsToo} onReadsToo={setReadsToo} />
      <Paged list={list}>{(entries) => <AuditList entries={entries} readsToo={readsToo} />}</Paged>
    </Card>
  );
}

/** An entry in the language of the page. */
function useSentence(): (entry: AuditEntry) => Sentence {
  const { language, messages } = useSpeech();
  const words = useAdminWords();
  const people = usePeople();
  return (entry) => sentenceOf(entry, { language, words, messages, people });
}

function Export({ filter }: { readonly filter: AuditFilter }) {
  const messages = useMessages();
  const words = useAdminWords();
  const administration = useAdministration();
  const notifier = useNotifier();
  const say = useSentence();
  const [busy, setBusy] = useState(false);
  const names = [
    ...[words.number, words.when, words.happened, words.outcome, words.from],
    ...[words.actor, words.action, words.subject, words.before, words.after, words.request, words.hash],
  ];
  const cells = (entry: AuditEntry): readonly string[] => [
    ...[entry.number, new Date(entry.atMillis).toISOString(), say(entry).sentence, entry.outcome, entry.from],
    ...[entry.actor, entry.action, entry.subject, entry.before ?? '', entry.after ?? '', entry.requestId, entry.hash],
  ];
  const save = (): void => {
    if (busy) {
      return;
    }
    setBusy(true);
    void wholeList((cursor, limit) => administration.audit(filter, cursor, limit))
      .then(({ rows, cut }) => {
        download('audit.csv', csvOf(names, rows.map(cells)));
        notifier.notify(messages.exported(rows.length, cut));
      })
      .catch(notifier.notifyProblem)
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" className="secondary" aria-disabled={busy} onClick={save}>
      {messages.exportCsv}
    </button>
  );
}

interface FiltersProps {
  readonly onFilter: (filter: AuditFilter) => void;
  readonly readsToo: boolean;
  readonly onReadsToo: (reads: boolean) => void;
}

function Filters({ onFilter, readsToo, onReadsToo }: FiltersProps) {
  const { language } = useSpeech();
  const words = useAdminWords();
  const exchange = useExchange();
  const people = usePeople();
  const { faults, submit } = useSubmission({
    fields: ['actor'],
    codes: { not_found: 'actor' },
    sayings: { not_found: words.noSuchUser },
  });
  /** An address stands for its user's number. */
  const actorNumber = async (text: string): Promise<string> => {
    if (!text.includes('@')) {
      return text;
    }
    const email = text.toLowerCase();
    const known = [...people].find(([, address]) => address.toLowerCase() === email);
    return known === undefined ? numberOf(exchange, email) : known[0];
  };
  const titles = Object.fromEntries(
    AUDIT_ACTION_NAMES.map((action) => [action, titleOf(AUDIT_ACTIONS[language][action])]),
  );
  return (
    <Form
      className="filters"
      onSend={(form) =>
        submit(async () =>
          onFilter({
            actor: actorOf(await actorNumber(typed(form, 'actor'))),
            action: typed(form, 'action'),
            subject: '',
            start: momentIn(form, 'start'),
            end: momentIn(form, 'end'),
          }),
        )
      }
    >
      <Field
        name="actor"
        label={`${words.actor} (${words.actorHint})`}
        optional
        most={254}
        offers={[...people.values()]}
        faults={faults}
      />
      <Choice<string>
        name="action"
        label={words.action}
        values={AUDIT_ACTION_NAMES}
        names={titles}
        chosen={null}
        none={words.anyAction}
      />
      <Choice<'changes' | 'reads'>
        name="entries"
        label={words.entriesShown}
        values={['changes', 'reads']}
        names={{ changes: words.changesOnly, reads: words.readsToo }}
        chosen={readsToo ? 'reads' : 'changes'}
        onChoose={(choice) => onReadsToo(choice === 'reads')}
      />
      <Field name="start" type="datetime-local" label={words.start} optional />
      <Field name="end" type="datetime-local" label={words.end} optional />
      <button type="submit" className="secondary">
        {words.search}
      </button>
      <button type="reset" className="secondary" onClick={() => onFilter(ALL)}>
        {words.clear}
      </button>
    </Form>
  );
}

function momentIn(form: FormData, name: string): string {
  const local = typed(form, name);
  return local === '' ? '' : new Date(local).toISOString();
}

const isRead = ({ action }: AuditEntry): boolean => action.startsWith('GET ');

interface AuditListProps {
  readonly entries: readonly AuditEntry[];
  /** True if reads of others' data are listed beside changes. */
  readonly readsToo?: boolean;
}

export function AuditList({ entries, readsToo = true }: AuditListProps) {
  const words = useAdminWords();
  const shown = readsToo ? entries : entries.filter((entry) => !isRead(entry));
  return (
    <>
      <List entries={shown} />
      {shown.length < entries.length && <p className="quiet">{words.hiddenReads(entries.length - shown.length)}</p>}
    </>
  );
}

function List({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const words = useAdminWords();
  const dates = useDates();
  const say = useSentence();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Records
      label={words.audit}
      rows={entries}
      keyOf={({ number }) => number}
      nothing={words.noEntries}
      columns={[
        { name: words.number, number: true, cell: ({ number }) => number },
        { name: words.when, cell: ({ atMillis }) => dates.second(atMillis) },
        { name: words.happened, cell: (entry) => <Happened of={say(entry)} /> },
        { name: words.from, number: true, cell: ({ from }) => from },
      ]}
      actions={({ number }) => (
        <button
          type="button"
          className="small-button"
          aria-expanded={open === number}
          onClick={() => setOpen(open === number ? null : number)}
        >
          {open === number ? words.less : words.more}
        </button>
      )}
      detail={(entry) => open === entry.number && <Detail entry={entry} />}
    />
  );
}

/** The sentence, and at a glance whether it was done. */
function Happened({ of: { sentence, ending } }: { readonly of: Sentence }) {
  const words = useAdminWords();
  return (
    <span className="happened">
      <i className={`tag ${TAGS[ending]}`}>{words.auditEndings[ending]}</i> <bdi>{sentence}</bdi>
    </span>
  );
}

function Detail({ entry }: { readonly entry: AuditEntry }) {
  const words = useAdminWords();
  const facts = [
    [words.asLogged, `${entry.actor} · ${entry.action} · ${entry.subject} · ${entry.outcome}`],
    [words.before, readable(entry.before)],
    [words.after, readable(entry.after)],
    [words.request, entry.requestId],
    [words.hash, entry.hash],
  ] as const;
  return (
    <tr className="records-detail">
      <td colSpan={5}>
        <dl className="facts once">
          {facts.map(([name, value]) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name} value`}>
              <code>{value}</code>
            </dd>,
          ])}
        </dl>
      </td>
    </tr>
  );
}

/** JSON with a line for each field. */
function readable(json: string | null): string {
  if (json === null) {
    return '—';
  }
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

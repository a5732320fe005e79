import { useState } from 'react';
import { Field, Form } from '../controls/Field';
import { typed } from '../controls/submit';
import type { AuditEntry, AuditFilter } from '../exchange/audit';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Paged } from './Paged';
import { useAudit } from './queries';
import { useAdminWords } from './words';

const ALL: AuditFilter = { actor: '', action: '', start: '', end: '' };

/** Who did what, to what, from where, and what came of it. */
export function Audit() {
  const words = useAdminWords();
  const [filter, setFilter] = useState(ALL);
  const list = useAudit(filter);
  return (
    <Card title={words.audit} notice={words.auditNotice}>
      <Filters onFilter={setFilter} />
      <Paged list={list}>{(entries) => <List entries={entries} />}</Paged>
    </Card>
  );
}

function Filters({ onFilter }: { readonly onFilter: (filter: AuditFilter) => void }) {
  const words = useAdminWords();
  // A form of another key is an empty one.
  const [round, setRound] = useState(0);
  return (
    <Form
      key={round}
      className="filters"
      onSend={(form) =>
        onFilter({
          actor: typed(form, 'actor'),
          action: typed(form, 'action'),
          start: momentIn(form, 'start'),
          end: momentIn(form, 'end'),
        })
      }
    >
      <Field name="actor" label={`${words.actor} (${words.actorHint})`} optional most={200} />
      <Field name="action" label={words.action} optional most={200} />
      <Field name="start" type="datetime-local" label={words.start} optional />
      <Field name="end" type="datetime-local" label={words.end} optional />
      <button type="submit" className="secondary">
        {words.search}
      </button>
      <button
        type="button"
        className="secondary"
        onClick={() => {
          setRound(round + 1);
          onFilter(ALL);
        }}
      >
        {words.clear}
      </button>
    </Form>
  );
}

function momentIn(form: FormData, name: string): string {
  const local = typed(form, name);
  return local === '' ? '' : new Date(local).toISOString();
}

function List({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const words = useAdminWords();
  const dates = useDates();
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
        { name: words.actor, cell: ({ actor }) => <bdi dir="ltr">{actor}</bdi> },
        { name: words.action, cell: ({ action }) => <code>{action}</code> },
        { name: words.subject, cell: ({ subject }) => <code>{subject}</code> },
        { name: words.outcome, cell: ({ outcome }) => <Outcome outcome={outcome} /> },
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

/** "200", "403 forbidden": green if it was done. */
function Outcome({ outcome }: { readonly outcome: string }) {
  return (
    <i className={`tag ${outcome.startsWith('2') ? 'tag-good' : 'tag-bad'}`}>
      <bdi dir="ltr">{outcome}</bdi>
    </i>
  );
}

function Detail({ entry }: { readonly entry: AuditEntry }) {
  const words = useAdminWords();
  const facts = [
    [words.before, readable(entry.before)],
    [words.after, readable(entry.after)],
    [words.request, entry.requestId],
    [words.hash, entry.hash],
  ] as const;
  return (
    <tr className="records-detail">
      <td colSpan={8}>
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

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../controls/dialog';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import {
  adjustments,
  decideAdjustment,
  proposeAdjustment,
  SETTLEMENTS,
  type Adjustment,
  type Settlement,
} from '../../exchange/adjustments';
import { useExchange, useSession } from '../../exchange/context';
import { PRIVATE } from '../../exchange/queries';
import type { AssetTerms } from '../../exchange/terms';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { usePeople, useTerms } from '../queries';
import { useDone } from '../UserForms';
import { useAdminWords } from '../words';
import { useAdjustmentWords } from './words';

/** Differences that people book: proposed by one, approved by another. */
export function Adjustments() {
  const words = useAdjustmentWords();
  const exchange = useExchange();
  const { data: terms = [] } = useTerms();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'adjustments'],
    queryFn: () => adjustments(exchange),
  });
  return (
    <Card
      title={words.title}
      notice={words.notice}
      action={
        terms.length > 0 && (
          <button type="button" className="secondary" onClick={() => setOpen(true)}>
            {words.propose}
          </button>
        )
      }
    >
      <Loaded query={query}>{(rows) => <List rows={rows} />}</Loaded>
      {open && (
        <Dialog title={words.propose} onClose={() => setOpen(false)}>
          <Propose terms={terms} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </Card>
  );
}

const TAGS = { proposed: 'tag-warn', approved: 'tag-warn', booked: 'tag-good', rejected: 'tag-plain' } as const;

function List({ rows }: { readonly rows: readonly Adjustment[] }) {
  const admin = useAdminWords();
  const words = useAdjustmentWords();
  const dates = useDates();
  const people = usePeople();
  return (
    <Records
      label={words.title}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.none}
      columns={[
        { name: admin.when, cell: ({ proposedMillis }) => dates.minute(proposedMillis) },
        { name: words.difference, cell: (row) => <Difference row={row} /> },
        { name: words.settledBy, cell: ({ settledBy }) => words.settlements[settledBy] },
        { name: admin.reason, cell: ({ reason }) => <bdi>{reason}</bdi> },
        {
          name: words.people,
          cell: ({ proposedBy }) => <bdi>{people.get(proposedBy) ?? admin.userNumber(proposedBy)}</bdi>,
        },
        { name: admin.state, cell: ({ state }) => <i className={`tag ${TAGS[state]}`}>{words.states[state]}</i> },
      ]}
      actions={(row) => (row.state === 'proposed' ? <Decide row={row} /> : null)}
    />
  );
}

/** Keeps the sign before its number among words of another direction. */
const leftToRight = (number: string): string => `\u2066${number}\u2069`;

function Difference({
  row: { code, network, chainUnits, posting, fault, account, amount },
}: {
  readonly row: Adjustment;
}) {
  const admin = useAdminWords();
  const words = useAdjustmentWords();
  if (posting === null) {
    return (
      <span>
        <bdi>{`${code}, ${network}`}</bdi>
        <small>{admin.smallestUnits(leftToRight(chainUnits))}</small>
      </span>
    );
  }
  return (
    <span>
      <bdi dir="ltr">{`${amount ?? ''} ${code}`}</bdi>
      <small>
        {[
          ...(fault === null ? [] : [words.faults[fault]]),
          ...(account === null ? [] : [words.ofAccount(account)]),
        ].join(' · ')}
      </small>
      <small>
        <code>{posting}</code>
      </small>
    </span>
  );
}

/** The proposer may take it back, but not approve it. */
function Decide({ row }: { readonly row: Adjustment }) {
  const words = useAdjustmentWords();
  const exchange = useExchange();
  const session = useSession();
  const { busy, act } = useAct();
  const isOwn = session.kind === 'in' && session.user.id === row.proposedBy;
  const decide = (approve: boolean) => (): void =>
    act(async () => {
      await decideAdjustment(exchange, row.id, approve);
      return approve ? words.approved : words.rejected;
    });
  return (
    <>
      {!isOwn && (
        <SureButton sure={words.approveSure} busy={busy} onSure={decide(true)}>
          {words.approve}
        </SureButton>
      )}
      <SureButton sure={words.rejectSure} busy={busy} onSure={decide(false)}>
        {words.reject}
      </SureButton>
    </>
  );
}

type About = 'network' | 'posting';

interface ProposeProps {
  readonly terms: readonly AssetTerms[];
  readonly onDone: () => void;
}

function Propose({ terms, onDone }: ProposeProps) {
  const admin = useAdminWords();
  const words = useAdjustmentWords();
  const exchange = useExchange();
  const done = useDone(onDone);
  const [about, setAbout] = useState<About>('network');
  const [code, setCode] = useState(terms[0]?.code ?? '');
  const { busy, faults, submit } = useSubmission({
    fields: ['currency', 'network', 'posting', 'settled_by', 'reason'],
    rules: { posting: words.postingRule },
    sayings: { already_decided: words.noDifference, version_changed: words.changed },
  });
  const networks = terms.find((each) => each.code === code)?.networks ?? [];
  // A difference on a chain is of no account.
  const settlements = SETTLEMENTS.filter((settlement) => about === 'posting' || settlement !== 'account');
  const send = (form: FormData): void =>
    submit(async () => {
      await proposeAdjustment(exchange, {
        code,
        network: about === 'network' ? typed(form, 'network') : null,
        posting: about === 'posting' ? typed(form, 'posting') : null,
        settledBy: settlements.find((each) => each === typed(form, 'settled_by')) ?? 'own_funds',
        reason: typed(form, 'reason'),
      });
      await done(words.proposed);
    });
  return (
    <Form onSend={send}>
      <Choice<About>
        name="about"
        label={words.kind}
        values={['network', 'posting']}
        names={{ network: words.onNetwork, posting: words.ofPosting }}
        chosen={about}
        onChoose={(chosen) => setAbout(chosen ?? about)}
      />
      <Choice<string>
        name="currency"
        label={admin.asset}
        values={terms.map((each) => each.code)}
        names={Object.fromEntries(terms.map((each) => [each.code, each.code]))}
        chosen={code}
        fault={faults.fields['currency']}
        onChoose={(chosen) => setCode(chosen ?? code)}
      />
      {about === 'network' ? (
        <Choice<string>
          key={code}
          name="network"
          label={words.network}
          values={networks}
          names={Object.fromEntries(networks.map((each) => [each, each]))}
          chosen={networks[0] ?? null}
          fault={faults.fields['network']}
        />
      ) : (
        <Field name="posting" label={words.posting} hint={words.postingRule} most={36} faults={faults} />
      )}
      <Choice<Settlement>
        key={about}
        name="settled_by"
        label={words.settledBy}
        values={settlements}
        names={words.settlements}
        chosen={settlements[0] ?? null}
        fault={faults.fields['settled_by']}
      />
      <Field name="reason" label={admin.reason} most={300} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.propose}
      </button>
    </Form>
  );
}

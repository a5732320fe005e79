import { useState } from 'react';
import { useAccountWords } from '../account/words';
import { REQUEST_STATUSES, useAdministration, type RequestStatus, type RoleRequest } from '../exchange/administration';
import { useSession } from '../exchange/context';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Choice } from './Choice';
import { Decision } from './Decision';
import { Paged } from './Paged';
import { useRoleRequests } from './queries';
import { useAdminWords } from './words';

const TAGS: Readonly<Record<RequestStatus, string>> = {
  pending: 'tag-warn',
  approved: 'tag-good',
  rejected: 'tag-bad',
};

/** Requested roles that a second person decides. */
export function RoleRequests() {
  const words = useAdminWords();
  const [status, setStatus] = useState<RequestStatus | null>('pending');
  const list = useRoleRequests(status);
  return (
    <Card title={words.roleRequests} notice={words.roleRequestsNotice}>
      <div className="filters">
        <Choice
          name="request-status"
          label={words.state}
          values={REQUEST_STATUSES}
          names={words.requestStatuses}
          chosen={status}
          none={words.all}
          onChoose={setStatus}
        />
      </div>
      <Paged list={list}>{(requests) => <List requests={requests} />}</Paged>
    </Card>
  );
}

function List({ requests }: { readonly requests: readonly RoleRequest[] }) {
  const words = useAdminWords();
  const { roleNames } = useAccountWords();
  const dates = useDates();
  return (
    <Records
      label={words.roleRequests}
      rows={requests}
      keyOf={({ id }) => id}
      nothing={words.noRoleRequests}
      columns={[
        { name: words.user, cell: ({ userId }) => words.userNumber(userId) },
        { name: words.role, cell: ({ role }) => <i className="tag tag-plain">{roleNames[role]}</i> },
        { name: words.reason, cell: ({ reason }) => <bdi>{reason}</bdi> },
        { name: words.requestedBy, cell: ({ requestedBy }) => words.userNumber(requestedBy) },
        {
          name: words.state,
          cell: ({ status }) => <i className={`tag ${TAGS[status]}`}>{words.requestStatuses[status]}</i>,
        },
        {
          name: words.decidedBy,
          cell: ({ decidedBy }) => (decidedBy === null ? '—' : words.userNumber(decidedBy)),
        },
        { name: words.when, cell: ({ createdMillis }) => dates.minute(createdMillis) },
      ]}
      actions={(request) => <Decide request={request} />}
    />
  );
}

function Decide({ request }: { readonly request: RoleRequest }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const session = useSession();
  if (request.status !== 'pending' || session.kind !== 'in') {
    return null;
  }
  if (request.requestedBy === session.user.id || request.userId === session.user.id) {
    return <span className="quiet">{words.yours}</span>;
  }
  return <Decision decide={(approve) => administration.decide(request.id, approve)} />;
}

import { useState } from 'react';
import { useAccountWords } from '../../account/words';
import { Dialog } from '../../controls/dialog';
import { useExchange } from '../../exchange/context';
import { groupMembers, staffGroups, type Provider, type StaffGroup } from '../../exchange/staff-provider';
import { numeral } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { Paged } from '../Paged';
import { usePages, usePeople } from '../queries';
import { useAdminWords } from '../words';
import { useStaffWords } from './words';

/** Groups that the providers keep here; they are read here, and each provider changes its own. */
export function Groups({ providers }: { readonly providers: readonly Provider[] }) {
  const words = useStaffWords();
  const exchange = useExchange();
  const [shown, setShown] = useState<StaffGroup | null>(null);
  const list = usePages(['staff groups'], (cursor) => staffGroups(exchange, cursor));
  return (
    <Card title={words.groups} notice={words.groupsNotice}>
      <Paged list={list}>{(rows) => <GroupList rows={rows} providers={providers} onShow={setShown} />}</Paged>
      {shown !== null && (
        <Dialog title={words.membersOf(shown.name)} onClose={() => setShown(null)}>
          <Members group={shown} />
        </Dialog>
      )}
    </Card>
  );
}

interface GroupListProps {
  readonly rows: readonly StaffGroup[];
  readonly providers: readonly Provider[];
  readonly onShow: (group: StaffGroup) => void;
}

function GroupList({ rows, providers, onShow }: GroupListProps) {
  const words = useStaffWords();
  const { roleNames } = useAccountWords();
  const dates = useDates();
  return (
    <Records
      label={words.groups}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noGroups}
      columns={[
        { name: words.group, cell: ({ name }) => <bdi>{name}</bdi> },
        {
          name: words.provider,
          cell: ({ provider }) => <bdi>{providers.find(({ id }) => id === provider)?.name ?? provider}</bdi>,
        },
        { name: words.members, number: true, cell: ({ members }) => numeral(members) },
        {
          name: words.rolesByRules,
          cell: ({ roles }) =>
            roles.length === 0 ? (
              <span className="quiet">{words.noRole}</span>
            ) : (
              roles.map((role) => (
                <i key={role} className="tag tag-plain">
                  {roleNames[role]}
                </i>
              ))
            ),
        },
        { name: words.changed, cell: ({ changedMillis }) => dates.minute(changedMillis) },
      ]}
      actions={(group) => (
        <button type="button" className="secondary" onClick={() => onShow(group)}>
          {words.showMembers}
        </button>
      )}
    />
  );
}

function Members({ group }: { readonly group: StaffGroup }) {
  const words = useStaffWords();
  const admin = useAdminWords();
  const exchange = useExchange();
  const people = usePeople();
  const list = usePages(['staff group', group.id, group.changedMillis], (cursor) =>
    groupMembers(exchange, group.id, cursor),
  );
  const personOf = (id: string): string => {
    const email = people.get(id);
    return email === undefined ? admin.userNumber(id) : admin.person(email, id);
  };
  return (
    <Paged list={list}>
      {(rows) => (
        <Records
          label={words.membersOf(group.name)}
          rows={rows}
          keyOf={({ userId }) => userId}
          nothing={words.noMembers}
          columns={[
            { name: admin.user, cell: ({ userId }) => <bdi>{personOf(userId)}</bdi> },
            { name: words.nameThere, cell: ({ userName }) => <bdi>{userName ?? '—'}</bdi> },
          ]}
        />
      )}
    </Paged>
  );
}

import { useState } from 'react';
import { adminHref } from '../app/place';
import { Dialog } from '../controls/dialog';
import { useExchange, useSession } from '../exchange/context';
import { countingOf, decideColdAddress, retireColdAddress, type ColdAddress } from '../exchange/cold';
import type { AssetTerms } from '../exchange/terms';
import { readable } from '../money/numerals';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { Carries, type Carried } from './Carries';
import { ColdAddressForm } from './ColdAddressForm';
import { Openings } from './Openings';
import { useColdAddresses, useReconciled, useTerms } from './queries';
import { TopUps } from './TopUps';
import { useAdminWords } from './words';

/** The amount that stays in the hot wallet, the address of the rest, and the amount to bring back. */
export function HotCold() {
  return (
    <>
      <Marks />
      <Cold />
      <TopUps />
      <Openings />
    </>
  );
}

const carriedOf = (terms: readonly AssetTerms[]): readonly Carried[] =>
  terms.flatMap(({ code, networks }) => networks.map((network) => ({ code, network })));

const keyOf = ({ code, network }: Carried): string => `${code} ${network}`;

function Marks() {
  const words = useAdminWords();
  const terms = useTerms();
  return (
    <Card
      title={words.hotCold}
      notice={words.hotColdNotice}
      action={<a href={adminHref('terms')}>{words.changeMarks}</a>}
    >
      <Loaded query={terms}>{(rows) => <MarksOf terms={rows} />}</Loaded>
    </Card>
  );
}

function MarksOf({ terms }: { readonly terms: readonly AssetTerms[] }) {
  const words = useAdminWords();
  const dates = useDates();
  const { data: compared = [] } = useReconciled();
  const { data: cold = [] } = useColdAddresses();
  const sumsOf = (code: string) => terms.find((each) => each.code === code)?.sums;
  const lastOf = (row: Carried) => compared.find((found) => keyOf(found) === keyOf(row) && found.verdict !== 'unknown');
  return (
    <Records
      label={words.hotCold}
      rows={carriedOf(terms)}
      keyOf={keyOf}
      nothing={words.noTerms}
      columns={[
        { name: words.asset, cell: (row) => <Carries {...row} /> },
        {
          name: words.termNames.hot_low,
          number: true,
          cell: ({ code }) => <bdi dir="ltr">{readable(sumsOf(code)?.hot_low ?? '', true)}</bdi>,
        },
        {
          name: words.termNames.hot_limit,
          number: true,
          cell: ({ code }) => <bdi dir="ltr">{readable(sumsOf(code)?.hot_limit ?? words.noLimit, true)}</bdi>,
        },
        {
          name: words.allAddresses,
          number: true,
          cell: (row) => {
            const last = lastOf(row);
            return last === undefined ? (
              '—'
            ) : (
              <span>
                {words.smallestUnits(last.chainUnits)}
                <small>{dates.minute(last.checkedMillis)}</small>
              </span>
            );
          },
        },
        {
          name: words.goesTo,
          cell: ({ code, network }) => {
            const counts = countingOf(cold, code, network);
            return counts === null ? words.nowhere : <code>{counts.address}</code>;
          },
        },
      ]}
    />
  );
}

function Cold() {
  const words = useAdminWords();
  const list = useColdAddresses();
  const { data: terms = [] } = useTerms();
  const [asks, setAsks] = useState(false);
  const carried = carriedOf(terms);
  return (
    <Card
      title={words.cold}
      notice={words.coldNotice}
      action={
        carried.length > 0 && (
          <button type="button" className="secondary" onClick={() => setAsks(true)}>
            {words.newCold}
          </button>
        )
      }
    >
      <Loaded query={list}>{(rows) => <ColdAddresses rows={rows} />}</Loaded>
      {asks && (
        <Dialog title={words.newCold} onClose={() => setAsks(false)}>
          <ColdAddressForm carried={carried} onDone={() => setAsks(false)} />
        </Dialog>
      )}
    </Card>
  );
}

const COLD_TAGS = {
  asked: 'tag-warn',
  refused: 'tag-bad',
  locked: 'tag-warn',
  active: 'tag-good',
  retired: 'tag-plain',
} as const;

function ColdAddresses({ rows }: { readonly rows: readonly ColdAddress[] }) {
  const words = useAdminWords();
  const dates = useDates();
  const isPast = (row: ColdAddress): boolean =>
    row.state === 'active' && countingOf(rows, row.code, row.network)?.id !== row.id;
  return (
    <Records
      label={words.cold}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noCold}
      columns={[
        { name: words.asset, cell: (row) => <Carries {...row} /> },
        { name: words.address, cell: ({ address }) => <code>{address}</code> },
        {
          name: words.state,
          cell: (row) => (
            <i className={`tag ${isPast(row) ? 'tag-plain' : COLD_TAGS[row.state]}`}>
              {isPast(row) ? words.coldReplaced : words.coldStates[row.state]}
            </i>
          ),
        },
        {
          name: words.requestedBy,
          cell: ({ requestedBy, requestedMillis }) => (
            <span>
              {words.userNumber(requestedBy)}
              <small>{dates.minute(requestedMillis)}</small>
            </span>
          ),
        },
        {
          name: words.countsFrom,
          cell: ({ activeMillis }) => (activeMillis === null ? '—' : dates.minute(activeMillis)),
        },
      ]}
      actions={(row) => <DecideCold row={row} />}
    />
  );
}

/** The proposer may take it back, and does not approve it. */
function DecideCold({ row }: { readonly row: ColdAddress }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const session = useSession();
  const { busy, act } = useAct();
  if (row.state === 'locked' || row.state === 'active') {
    const retire = (): void =>
      act(async () => {
        await retireColdAddress(exchange, row.id);
        return words.coldRetired;
      });
    return (
      <SureButton sure={words.retireSure} busy={busy} onSure={retire}>
        {words.retire}
      </SureButton>
    );
  }
  if (row.state !== 'asked') {
    return null;
  }
  const decide = (approve: boolean) => (): void =>
    act(async () => {
      await decideColdAddress(exchange, row.id, approve);
      return approve ? words.coldApproved : words.coldRefused;
    });
  const isOwn = session.kind === 'in' && session.user.id === row.requestedBy;
  return (
    <>
      {isOwn ? (
        <span className="quiet">{words.yours} </span>
      ) : (
        <SureButton sure={words.approveSure} busy={busy} onSure={decide(true)}>
          {words.approve}
        </SureButton>
      )}
      <SureButton sure={isOwn ? words.takeBackSure : words.refuseSure} busy={busy} onSure={decide(false)}>
        {isOwn ? words.takeBack : words.refuse}
      </SureButton>
    </>
  );
}

import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { CodeField, codeIn, useSecondFactor } from '../controls/second-factor';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useCustody, type AllowedAddress, type AllowList } from '../exchange/custody';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { NetworkChoice } from './Chosen';
import { useAddresses, useAllowList } from './queries';
import { useWalletWords } from './words';

/** Where the caller lets money go. */
export function AllowListPart() {
  const words = useWalletWords();
  const list = useAllowList();
  return (
    <>
      <Card title={words.listOnly}>
        <Loaded query={list}>{(known) => <Mode list={known} onDone={() => void list.refetch()} />}</Loaded>
      </Card>
      <Card title={words.allowList} notice={words.allowListNotice}>
        <Loaded query={list}>{({ items }) => <Listed items={items} />}</Loaded>
        <Add onDone={() => void list.refetch()} />
      </Card>
    </>
  );
}

/** For actions that take a second-factor code only from users who have a factor. */
function useCoded(fields: readonly string[], onDone: () => void) {
  const notifier = useNotifier();
  const { codeRequired, orAsk, forget } = useSecondFactor();
  const { busy, faults, submit } = useSubmission({ fields: [...fields, 'code'], codes: { invalid_code: 'code' } });
  const send = (work: () => Promise<string>): void =>
    submit(() =>
      orAsk(async () => {
        notifier.notify(await work());
        forget();
        onDone();
      }),
    );
  return { busy, faults, codeRequired, send };
}

interface ModeProps {
  readonly list: AllowList;
  readonly onDone: () => void;
}

function Mode({ list: { enabled, offMillis }, onDone }: ModeProps) {
  const words = useWalletWords();
  const custody = useCustody();
  const dates = useDates();
  const { busy, faults, codeRequired, send } = useCoded([], onDone);
  const isLeaving = enabled && offMillis !== null;
  const state = enabled ? (isLeaving ? words.offFrom(dates.minute(offMillis)) : words.isOn) : words.isOff;
  return (
    <Form
      onSend={(form) =>
        send(async () => {
          await custody.listOnly(!enabled || isLeaving, codeIn(form));
          return enabled && !isLeaving ? words.turnedOff : words.turnedOn;
        })
      }
    >
      <p>
        <i className={`tag ${enabled ? 'tag-good' : 'tag-plain'}`}>{state}</i>
      </p>
      {enabled && !isLeaving && <p className="quiet">{words.turnOffNotice}</p>}
      {codeRequired && <CodeField hint={words.codeHint} faults={faults} />}
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {enabled && !isLeaving ? words.turnOff : words.turnOn}
      </button>
    </Form>
  );
}

function Listed({ items }: { readonly items: readonly AllowedAddress[] }) {
  const words = useWalletWords();
  const dates = useDates();
  // The start of its wait is a moment ahead; its end shows with the next read of the list.
  const [now] = useState(Date.now);
  return (
    <Records
      label={words.allowList}
      rows={items}
      keyOf={({ network, address, memo }) => `${network} ${address} ${memo}`}
      nothing={words.noAddresses}
      columns={[
        { name: words.label, cell: ({ label }) => <bdi>{label || '—'}</bdi> },
        { name: words.network, cell: ({ network }) => <bdi>{network}</bdi> },
        {
          name: words.address,
          cell: ({ address, memo }) => (
            <span>
              <code>{address}</code>
              {memo !== '' && <small>{words.withMemo(memo)}</small>}
            </span>
          ),
        },
        {
          name: words.countsFrom,
          cell: ({ activeMillis }) =>
            activeMillis <= now ? <i className="tag tag-good">{words.counts}</i> : dates.minute(activeMillis),
        },
      ]}
      actions={(entry) => <Remove entry={entry} />}
    />
  );
}

function Remove({ entry }: { readonly entry: AllowedAddress }) {
  const words = useWalletWords();
  const custody = useCustody();
  const { busy, act } = useAct();
  const remove = (): void =>
    act(async () => {
      await custody.disallow(entry);
      return words.removed;
    });
  return (
    <SureButton sure={words.removeSure} busy={busy} onSure={remove}>
      {words.remove}
    </SureButton>
  );
}

function Add({ onDone }: { readonly onDone: () => void }) {
  const words = useWalletWords();
  const custody = useCustody();
  const { data: addresses = [] } = useAddresses();
  const [network, setNetwork] = useState<string | null>(null);
  const chosen = network ?? addresses[0]?.network;
  const { busy, faults, codeRequired, send } = useCoded(['network', 'address', 'memo', 'label'], onDone);
  if (chosen === undefined) {
    return null;
  }
  return (
    <Form
      onSend={(form, empty) =>
        send(async () => {
          const entry = {
            network: chosen,
            address: typed(form, 'address'),
            memo: typed(form, 'memo'),
            label: typed(form, 'label'),
          };
          await custody.allow(entry, codeIn(form));
          empty();
          return words.added;
        })
      }
    >
      <NetworkChoice addresses={addresses} chosen={chosen} onChoose={setNetwork} />
      <Field name="address" label={words.address} most={200} faults={faults} />
      <Field name="memo" label={words.memo} most={64} optional hint={words.memoHint} faults={faults} />
      <Field name="label" label={words.label} most={60} optional faults={faults} />
      {codeRequired && <CodeField hint={words.codeHint} faults={faults} />}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.add}
      </button>
    </Form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Paged } from '../../admin/Paged';
import { AsRead } from '../../controls/AsRead';
import { Dialog } from '../../controls/dialog';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { refreshPrivate } from '../../exchange/queries';
import { useWeights } from '../../exchange/risk';
import {
  ALERT_OWNERS,
  putAlert,
  removeAlert,
  useAlerts,
  type AlertOwner,
  type RiskAlert,
} from '../../exchange/risk-alerts';
import { numeral } from '../../money/numerals';
import { useAct } from '../../pages/act';
import { CopyButton, SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { AlertForm, spanText } from './AlertForm';
import { figureText, isOfAsset, valueText } from './figures';
import { Firings } from './Firings';
import { useAlertWords, type AlertWords } from './words';
import '../../portfolio/portfolio.css';

interface AlertsPartProps {
  /** True if the caller may also see the alerts that the trading desk shares. */
  readonly seesShared: boolean;
}

/** A user's alerts, and their firings. */
export function AlertsPart({ seesShared }: AlertsPartProps) {
  const words = useAlertWords();
  const [owner, setOwner] = useState<AlertOwner>('own');
  return (
    <>
      {seesShared && (
        <div className="portfolio-scopes" role="group" aria-label={words.owner}>
          {ALERT_OWNERS.map((each) => (
            <button
              key={each}
              type="button"
              className="small-choice"
              aria-pressed={each === owner}
              onClick={() => setOwner(each)}
            >
              {words.owners[each]}
            </button>
          ))}
        </div>
      )}
      <Alerts key={owner} owner={owner} />
      <Firings key={`${owner} firings`} owner={owner} />
    </>
  );
}

function Alerts({ owner }: { readonly owner: AlertOwner }) {
  const words = useAlertWords();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const reference = useWeights().data?.reference ?? '';
  // The alert that is changed; null: a new one is made.
  const [editing, setEditing] = useState<{ readonly alert: RiskAlert | null } | null>(null);
  const list = useAlerts(owner);
  const latest = list.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === editing?.alert?.id);
  const changed = latest ?? editing?.alert ?? null;
  const [secret, setSecret] = useState<string | null>(null);
  const onDone = async (fresh: string | null): Promise<void> => {
    notifier.notify(editing?.alert == null ? words.made : words.changed);
    setEditing(null);
    setSecret(fresh);
    await refreshPrivate(queries);
  };
  return (
    <Card
      title={words.title[owner]}
      notice={words.notice[owner]}
      action={
        <button type="button" className="primary" onClick={() => setEditing({ alert: null })}>
          {words.make}
        </button>
      }
    >
      <Paged list={list}>
        {(rows) => <List owner={owner} rows={rows} reference={reference} onChange={(alert) => setEditing({ alert })} />}
      </Paged>
      {editing !== null && (
        <Dialog
          title={editing.alert === null ? words.make : words.changeTitle}
          onClose={() => setEditing(null)}
          key={editing.alert?.id ?? ''}
        >
          {changed === null ? (
            <AlertForm owner={owner} alert={null} reference={reference} onDone={onDone} />
          ) : (
            <AsRead value={changed}>
              {(read) => <AlertForm owner={owner} alert={read} reference={reference} onDone={onDone} />}
            </AsRead>
          )}
        </Dialog>
      )}
      {secret !== null && <Secret secret={secret} onClose={() => setSecret(null)} />}
    </Card>
  );
}

/** Asset, or owner of the portfolio. */
function ofText({ subject, asset, accounts }: RiskAlert, owner: AlertOwner, words: AlertWords): string {
  if (isOfAsset(subject)) {
    return asset;
  }
  if (owner === 'own') {
    return words.ofOwn;
  }
  return accounts.length === 0 ? words.ofAll : words.ofAccounts(accounts.join(', '));
}

interface ListProps {
  readonly owner: AlertOwner;
  readonly rows: readonly RiskAlert[];
  readonly reference: string;
  readonly onChange: (alert: RiskAlert) => void;
}

function List({ owner, rows, reference, onChange }: ListProps) {
  const words = useAlertWords();
  const dates = useDates();
  return (
    <Records
      label={words.title[owner]}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.none}
      columns={[
        {
          name: words.what,
          cell: (row) => (
            <span>
              {words.subjects[row.subject]}
              <small>
                <bdi>{ofText(row, owner, words)}</bdi>
              </small>
            </span>
          ),
        },
        {
          name: words.when,
          cell: (row) => (
            <span>
              {words.sideOf[row.side](figureText(row.threshold, row.subject, reference))}
              <small>
                {row.hysteresis !== '0' && `${words.back(figureText(row.hysteresis, row.subject, reference))} · `}
                {words.rests(spanText(row.coolDownSeconds, words))}
              </small>
            </span>
          ),
        },
        {
          name: words.now,
          cell: ({ value, seenMillis, subject }) => (
            <span>
              {value === null ? '—' : valueText(value, subject, reference)}
              <small>{seenMillis === null ? words.notSeen : dates.minute(seenMillis)}</small>
            </span>
          ),
        },
        { name: words.state, cell: (row) => <State row={row} /> },
        {
          name: words.ways,
          cell: ({ mail, push, webhook }) => (
            <span className="tags">
              <i className="tag tag-plain">{words.onPage}</i>
              {mail && <i className="tag tag-plain">{words.mail}</i>}
              {push && <i className="tag tag-plain">{words.push}</i>}
              {webhook !== null && (
                <i className="tag tag-plain" title={webhook}>
                  {words.webhook}
                </i>
              )}
            </span>
          ),
        },
      ]}
      actions={(row) => <Manage owner={owner} row={row} onChange={() => onChange(row)} />}
    />
  );
}

function State({ row: { enabled, armed, note, fired, firedMillis } }: { readonly row: RiskAlert }) {
  const words = useAlertWords();
  const dates = useDates();
  return (
    <span>
      <i className={`tag ${!enabled ? 'tag-plain' : armed ? 'tag-good' : 'tag-warn'}`}>
        {!enabled ? words.isOff : armed ? words.watches : words.fired}
      </i>
      {enabled && note !== 'none' && <small>{words.notes[note]}</small>}
      {firedMillis !== null && <small>{words.timesTriggered(numeral(fired), dates.minute(firedMillis))}</small>}
    </span>
  );
}

interface ManageProps {
  readonly owner: AlertOwner;
  readonly row: RiskAlert;
  readonly onChange: () => void;
}

function Manage({ owner, row, onChange }: ManageProps) {
  const words = useAlertWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const turn = (): void =>
    act(async () => {
      await putAlert(exchange, owner, row, { ...row, enabled: !row.enabled });
      return row.enabled ? words.switchedOff : words.switchedOn;
    });
  const remove = (): void =>
    act(async () => {
      await removeAlert(exchange, owner, row.id);
      return words.removed;
    });
  return (
    <>
      <button type="button" className="small-button" aria-disabled={busy} onClick={turn}>
        {row.enabled ? words.switchOff : words.switchOn}
      </button>
      <button type="button" className="small-button" onClick={onChange}>
        {words.change}
      </button>
      <SureButton sure={words.removeSure} busy={busy} onSure={remove}>
        {words.remove}
      </SureButton>
    </>
  );
}

/** It is shown this once. */
function Secret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const words = useAlertWords();
  return (
    <Dialog title={words.secretTitle} firm onClose={onClose}>
      <div className="form">
        <p className="quiet">{words.secretOnce}</p>
        <div className="once">
          <div className="once-line">
            <span className="quiet">{words.secret}</span>
            <CopyButton text={secret} label={words.copy} copied={words.copied} />
          </div>
          <code>{secret}</code>
        </div>
        <button type="button" className="primary" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}

import { Paged } from '../../admin/Paged';
import { useWeights } from '../../exchange/risk';
import { useFirings, type AlertFiring, type AlertOwner, type Delivery } from '../../exchange/risk-alerts';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { figureText, valueText } from './figures';
import { useAlertWords, type AlertWords } from './words';

const TAGS: Readonly<Record<Delivery, string>> = {
  none: 'tag-plain',
  waiting: 'tag-warn',
  sent: 'tag-good',
  dead: 'tag-bad',
};

/** Firings of alerts, newest first; those of removed ones, too. */
export function Firings({ owner }: { readonly owner: AlertOwner }) {
  const words = useAlertWords();
  const dates = useDates();
  const reference = useWeights().data?.reference ?? '';
  return (
    <Card title={words.history}>
      <Paged list={useFirings(owner)}>
        {(rows) => (
          <Records
            label={words.history}
            rows={rows}
            keyOf={({ id }) => id}
            nothing={words.noneTriggered}
            columns={[
              { name: words.at, cell: ({ firedMillis }) => dates.minute(firedMillis) },
              {
                name: words.what,
                cell: ({ subject, asset }) => (
                  <span>
                    {words.subjects[subject]}
                    {asset !== '' && (
                      <small>
                        <bdi>{asset}</bdi>
                      </small>
                    )}
                  </span>
                ),
              },
              { name: words.when, cell: (row) => triggerText(row, reference, words) },
              { name: words.mail, cell: ({ mail }) => <Delivered to={mail} why="" /> },
              { name: words.push, cell: ({ push, pushWhy }) => <Delivered to={push} why={pushWhy} /> },
              { name: words.webhook, cell: ({ webhook, webhookWhy }) => <Delivered to={webhook} why={webhookWhy} /> },
            ]}
          />
        )}
      </Paged>
    </Card>
  );
}

const triggerText = ({ value, subject, side, threshold }: AlertFiring, reference: string, words: AlertWords): string =>
  words.triggeredAt(
    valueText(value, subject, reference),
    words.sideOf[side](figureText(threshold, subject, reference)),
  );

interface DeliveredProps {
  readonly to: Delivery;
  /** Reason of a failure; empty: there was none, or it is unknown. */
  readonly why: string;
}

function Delivered({ to, why }: DeliveredProps) {
  const words = useAlertWords();
  return (
    <span>
      {to === 'none' ? words.deliveries.none : <i className={`tag ${TAGS[to]}`}>{words.deliveries[to]}</i>}
      {why !== '' && (
        <small>
          <bdi>{why}</bdi>
        </small>
      )}
    </span>
  );
}

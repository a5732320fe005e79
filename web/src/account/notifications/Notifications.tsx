import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AsRead, useReread } from '../../controls/AsRead';
import { Form, FormFault } from '../../controls/Field';
import { useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import {
  CHANNELS,
  chooseNotifications,
  notifications,
  type Channel,
  type EventNotices,
  type NotificationChoice,
  type Notifications as Settings,
} from '../../exchange/notifications';
import { PRIVATE } from '../../exchange/queries';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useNotificationWords } from './words';

/** Events that reach the user, by channel. */
export function Notifications() {
  const words = useNotificationWords();
  const exchange = useExchange();
  const query = useQuery({ queryKey: [PRIVATE, 'notifications'], queryFn: () => notifications(exchange) });
  return (
    <Card title={words.title} notice={words.notice}>
      <Loaded query={query}>
        {(settings) => <AsRead value={settings}>{(read) => <Choices settings={read} />}</AsRead>}
      </Loaded>
    </Card>
  );
}

const keyOf = (event: string, channel: string): string => `${event} ${channel}`;

function Choices({ settings: { events, version } }: { readonly settings: Settings }) {
  const words = useNotificationWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const [changed, setChanged] = useState<ReadonlyMap<string, NotificationChoice>>(new Map());
  const { busy, faults, submit } = useSubmission();
  const channels = CHANNELS.filter((channel) => events.some((each) => each.channels[channel] !== undefined));
  const turn = (notices: EventNotices, channel: Channel, on: boolean): void => {
    const next = new Map(changed);
    if (notices.channels[channel]?.isOn === on) {
      next.delete(keyOf(notices.event, channel));
    } else {
      next.set(keyOf(notices.event, channel), { event: notices.event, channel, on });
    }
    setChanged(next);
  };
  const save = (): void =>
    submit(async () => {
      if (changed.size === 0) {
        notifier.notify(words.nothingChanged);
        return;
      }
      await chooseNotifications(exchange, version, [...changed.values()]);
      setChanged(new Map());
      notifier.notify(words.saved);
      reread?.();
    });
  return (
    <Form className="notifications" onSend={save}>
      <Records
        label={words.title}
        rows={events}
        keyOf={({ event }) => event}
        nothing={words.notOffered}
        columns={[
          { name: words.event, cell: ({ event }) => words.events[event] },
          ...channels.map((channel) => ({
            name: words.channels[channel],
            cell: (notices: EventNotices) => {
              const offered = notices.channels[channel];
              if (offered === undefined) {
                return words.notOffered;
              }
              return (
                <label className="switch">
                  <input
                    type="checkbox"
                    aria-label={words.switchOf(words.events[notices.event], words.channels[channel])}
                    checked={changed.get(keyOf(notices.event, channel))?.on ?? offered.isOn}
                    disabled={offered.isFixed}
                    onChange={({ target }) => turn(notices, channel, target.checked)}
                  />
                  {offered.isFixed && <small className="quiet">{words.always}</small>}
                </label>
              );
            },
          })),
        ]}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.save}
      </button>
    </Form>
  );
}

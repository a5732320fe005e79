/** Choices of the notices that an open page shows. */
import { useQuery } from '@tanstack/react-query';
import { useExchange, useSession } from '../exchange/context';
import { isOn, notifications, type NotificationEvent } from '../exchange/notifications';
import { PRIVATE } from '../exchange/queries';

const KNOWN_MILLIS = 300_000;

/** Returns whether the caller wants notices of an event on the page. */
export function usePageNotices(): (event: NotificationEvent) => boolean {
  const exchange = useExchange();
  const session = useSession();
  const { data } = useQuery({
    queryKey: [PRIVATE, 'notifications'],
    queryFn: () => notifications(exchange),
    enabled: session.kind === 'in' && session.user.permissions.includes('account'),
    staleTime: KNOWN_MILLIS,
  });
  return (event) => isOn(data, event, 'page');
}

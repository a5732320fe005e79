import { useEffect, useRef, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useNotifier } from '../controls/toasts';
import { useExchange, useIsolated } from '../exchange/context';
import type { Order, Side } from '../exchange/model';
import { useOpenOrders } from '../exchange/queries';
import { useMessages } from '../language/language';
import { useCanceling } from '../orders/canceling';
import { useSettings } from '../settings/settings';
import { toTicketField } from '../ticket/to-ticket';
import { useTrading } from './trading';

interface KeysProps {
  readonly onSide: (side: Side) => void;
}

/** Single letters go to a part of the page, with Shift they trade where that was chosen; by the key's place, so that they are the same on a Persian keyboard. */
export function Keys({ onSide }: KeysProps) {
  const { keys, acts } = useSettings().settings;
  const cancel = useCancelKeys();
  useEffect(() => {
    if (!keys && !acts) {
      return undefined;
    }
    const actionOf = ({ code, shiftKey }: KeyboardEvent): (() => void) | null => {
      if (shiftKey) {
        return acts ? tradeOf(code, onSide, cancel.current) : null;
      }
      return keys ? actOf(code, onSide) : null;
    };
    const hear = (event: KeyboardEvent): void => {
      if (!isForPage(event)) {
        return;
      }
      const act = event.key === '?' ? toSettings : actionOf(event);
      if (act !== null) {
        event.preventDefault();
        act();
      }
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [keys, acts, onSide, cancel]);
  return null;
}

interface CancelKeys {
  /** The newest order of the market. */
  readonly last: () => void;
  /** All orders of the market. */
  readonly all: () => void;
}

/** The latest way to cancel: an order that comes or goes is no reason to listen anew. */
function useCancelKeys(): RefObject<CancelKeys> {
  const messages = useMessages();
  const exchange = useExchange();
  const notifier = useNotifier();
  const { market } = useTrading();
  const isolated = useIsolated();
  const { data: open } = useOpenOrders();
  const { run } = useCanceling();
  const orders = open?.filter(({ symbol }) => symbol === market.symbol) ?? [];
  const newest = orders.reduce<Order | null>(
    (best, order) => (best === null || order.createdMillis >= best.createdMillis ? order : best),
    null,
  );
  const keys: CancelKeys = {
    last: () =>
      newest === null
        ? notifier.notify(messages.noOpenOrders)
        : run(() => exchange.cancelOrder(newest).then(() => messages.orderCanceled)),
    all: () =>
      newest === null
        ? notifier.notify(messages.noOpenOrders)
        : run(() => exchange.cancelAll(isolated, market.symbol).then(messages.ordersCanceled)),
  };
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  return latest;
}

/** Letters with Shift place and cancel orders. */
function tradeOf(code: string, onSide: (side: Side) => void, cancel: CancelKeys): (() => void) | null {
  switch (code) {
    case 'KeyB':
      return () => send('buy', onSide);
    case 'KeyS':
      return () => send('sell', onSide);
    case 'KeyX':
      return cancel.last;
    case 'KeyA':
      return cancel.all;
    default:
      return null;
  }
}

/** Presses the ticket's own button: what it asks or refuses, it asks and refuses here too. */
function send(side: Side, onSide: (side: Side) => void): void {
  flushSync(() => onSide(side));
  document.querySelector<HTMLElement>('#ticket [type=submit]')?.click();
}

/** Not what is typed somewhere, and not below a dialog. */
function isForPage({ target, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent): boolean {
  const types = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
  const modal = document.querySelector('dialog[open]') !== null;
  return !(types || modal || ctrlKey || metaKey || altKey || repeat);
}

function actOf(code: string, onSide: (side: Side) => void): (() => void) | null {
  switch (code) {
    case 'KeyB':
      return () => toTicket('buy', onSide);
    case 'KeyS':
      return () => toTicket('sell', onSide);
    case 'KeyP':
      return toTicketField;
    case 'KeyM':
      return () => document.querySelector<HTMLElement>('.picker-button')?.click();
    case 'KeyO':
      return () => document.querySelector<HTMLElement>('.orders [role=tab][aria-selected=true]')?.focus();
    case 'KeyK':
      return () => document.querySelector<HTMLElement>('.book-row[tabindex="0"]')?.focus();
    case 'KeyC':
      return () => document.querySelector<HTMLElement>('.chart-controls button')?.focus();
    case 'KeyA':
      return () => document.querySelector<HTMLElement>('.ticker-alert')?.click();
    case 'KeyN':
      return () => document.querySelector<HTMLElement>('.bell')?.click();
    default:
      return null;
  }
}

/** They list the letters. */
const toSettings = (): void => document.querySelector<HTMLElement>('.head-settings')?.click();

function toTicket(side: Side, onSide: (side: Side) => void): void {
  onSide(side);
  toTicketField();
}

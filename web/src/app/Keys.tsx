import { useEffect } from 'react';
import type { Side } from '../exchange/model';
import { useSettings } from '../settings/settings';

interface KeysProps {
  readonly onSide: (side: Side) => void;
}

/** Single letters go to a part of the page; by the key's place, so that they are the same on a Persian keyboard. */
export function Keys({ onSide }: KeysProps) {
  const { keys } = useSettings().settings;
  useEffect(() => {
    if (!keys) {
      return undefined;
    }
    const hear = (event: KeyboardEvent): void => {
      if (!isForPage(event)) {
        return;
      }
      const act = event.key === '?' ? toSettings : event.shiftKey ? null : actOf(event.code, onSide);
      if (act !== null) {
        event.preventDefault();
        act();
      }
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [keys, onSide]);
  return null;
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
  const field = document.querySelector<HTMLInputElement>('#ticket input.number');
  field?.focus();
  field?.select();
}

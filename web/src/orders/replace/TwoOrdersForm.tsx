import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotifier } from '../../controls/toasts';
import { problemOf } from '../../exchange/problem';
import { refreshPrivate } from '../../exchange/queries';
import { useMessages } from '../../language/language';
import { saying } from '../../language/messages';
import { NumbersForm, type NumberOf } from '../NumbersForm';
import type { useTyped } from '../use-typed';

interface TwoOrdersFormProps {
  /** Fields of both orders; those that the orders do not have are left out. */
  readonly fields: readonly (NumberOf & { readonly typed: ReturnType<typeof useTyped<bigint>> })[];
  readonly notice: string;
  /** Text after the change. */
  readonly result: string;
  readonly onSend: () => Promise<void>;
  readonly onClose: () => void;
}

/** Numbers of two orders that are changed in one step; a refusal leaves the form as it is. */
export function TwoOrdersForm({ fields, notice, result, onSend, onClose }: TwoOrdersFormProps) {
  const messages = useMessages();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const shown = fields.filter(({ typed }) => typed.has);
  const isReady = shown.every(({ typed }) => typed.fault === null);
  const send = async () => {
    if (busy || !isReady) {
      return;
    }
    setBusy(true);
    try {
      await onSend();
      notifier.notify(result);
      onClose();
    } catch (thrown) {
      setFault(saying(problemOf(thrown), messages));
      setBusy(false);
    } finally {
      await refreshPrivate(queries);
    }
  };
  return (
    <NumbersForm
      fields={shown}
      notice={notice}
      fault={fault}
      isReady={!busy && isReady}
      action={messages.amend}
      onSend={() => void send()}
    />
  );
}

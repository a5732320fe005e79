import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Choice } from '../../admin/Choice';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import {
  useOfferedMethods,
  useOwnMethods,
  useP2pMethods,
  type OwnMethod,
  type PaymentMethod,
} from '../../exchange/p2p-methods';
import { refreshPrivate } from '../../exchange/queries';
import { numeral } from '../../money/numerals';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useMethodName } from '../methods';
import { useP2pWords } from '../words';
import { BankStatements } from './BankStatements';

/** The caller's accounts that buyers pay to, and a form for another one. */
export function OwnMethods() {
  const words = useP2pWords();
  return (
    <>
      <Card title={words.ownMethods} notice={words.ownMethodsNotice}>
        <Loaded query={useOwnMethods()}>{(methods) => <Rows methods={methods} />}</Loaded>
      </Card>
      <Card title={words.addMethod}>
        <Loaded query={useOfferedMethods()}>
          {(methods) =>
            methods.length === 0 ? <p className="nothing">{words.noMethods}</p> : <Add methods={methods} />
          }
        </Loaded>
      </Card>
      <BankStatements />
    </>
  );
}

const TONES: Readonly<Record<OwnMethod['name_check'], string>> = {
  ...{ none: 'tag-plain', matches: 'tag-good', differs: 'tag-bad', unknown: 'tag-plain' },
};

function Rows({ methods }: { readonly methods: readonly OwnMethod[] }) {
  const words = useP2pWords();
  const nameOf = useMethodName();
  const dates = useDates();
  return (
    <Records
      label={words.ownMethods}
      rows={methods}
      keyOf={({ id }) => id}
      nothing={words.noOwnMethods}
      columns={[
        { name: words.method, cell: ({ method }) => nameOf(method) },
        {
          name: words.account,
          cell: ({ values }) => (
            <span className="p2p-terms" dir="auto">
              {valuesText(values)}
            </span>
          ),
        },
        {
          name: words.nameCheck,
          cell: ({ name_check: check }) =>
            check === 'none' ? '—' : <i className={`tag ${TONES[check]}`}>{words.nameChecks[check]}</i>,
        },
        { name: words.usableAt, cell: ({ usable_at }) => usableText(usable_at, dates.minute, words.usableNow) },
      ]}
      actions={(method) => <Remove id={method.id} />}
    />
  );
}

const valuesText = (values: OwnMethod['values']): string => values.map(({ value }) => value).join('\n');

const usableText = (at: string, minute: (millis: number) => string, now: string): string =>
  Date.parse(at) <= Date.now() ? now : minute(Date.parse(at));

function Remove({ id }: { readonly id: string }) {
  const words = useP2pWords();
  const methods = useP2pMethods();
  const { busy, act } = useAct();
  return (
    <SureButton
      sure={words.removeSure}
      busy={busy}
      onSure={() => act(() => methods.remove(id).then(() => words.methodRemoved))}
    >
      {words.remove}
    </SureButton>
  );
}

function Add({ methods }: { readonly methods: readonly PaymentMethod[] }) {
  const words = useP2pWords();
  const nameOf = useMethodName();
  const own = useP2pMethods();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const [code, setCode] = useState<string | null>(null);
  const chosen = methods.find((method) => method.code === code) ?? methods[0];
  const fields = chosen?.fields ?? [];
  const { busy, faults, submit } = useSubmission({
    fields: [...fields.map(({ key }) => `values.${key}`), ...fields.map(({ key }) => key), 'method', 'values'],
  });
  const send = (form: FormData, empty: () => void): void =>
    submit(async () => {
      const values = fields.map(({ key }) => ({ key, value: typed(form, key) })).filter(({ value }) => value !== '');
      await own.add(chosen?.code ?? '', values);
      notifier.notify(words.methodAdded);
      empty();
      await refreshPrivate(queries);
    });
  const faultOf = (key: string): string | undefined => faults.fields[key] ?? faults.fields[`values.${key}`];
  return (
    <Form onSend={send}>
      <Choice<string>
        name="method"
        label={words.method}
        values={methods.map((method) => method.code)}
        names={Object.fromEntries(methods.map((method) => [method.code, nameOf(method.code)]))}
        chosen={chosen?.code ?? null}
        fault={faults.fields['method']}
        onChoose={setCode}
      />
      {fields.map(({ key, label, form, required }) => (
        <Field
          key={`${chosen?.code ?? ''} ${key}`}
          name={key}
          label={fieldLabel(chosen, key, label, words.whereToPay)}
          most={200}
          optional={!required}
          {...(form === 'text' ? { lines: 3, prose: true } : {})}
          {...(form === 'digits' || form === 'card' ? { inputMode: 'numeric' as const } : {})}
          faults={{ ...faults, fields: faultOf(key) === undefined ? {} : { [key]: faultOf(key) ?? '' } }}
        />
      ))}
      {faults.fields['values'] !== undefined && <p className="form-fault">{faults.fields['values']}</p>}
      {(chosen?.cool_down_hours ?? 0) > 0 && (
        <p className="quiet">{words.coolDown(numeral(chosen?.cool_down_hours ?? 0))}</p>
      )}
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.addMethod}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

/** The one field of a method that no operator has changed is named in the page's language. */
const fieldLabel = (method: PaymentMethod | undefined, key: string, label: string, own: string): string =>
  method?.version === 0 && key === 'details' ? own : label;

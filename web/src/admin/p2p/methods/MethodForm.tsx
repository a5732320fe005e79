import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Field, Form, FormFault } from '../../../controls/Field';
import { typed, useSubmission } from '../../../controls/submit';
import { useNotifier } from '../../../controls/toasts';
import { useP2pMethods, type MethodField, type PaymentMethod } from '../../../exchange/p2p-methods';
import { refreshPrivate } from '../../../exchange/queries';
import { numeral, plainly } from '../../../money/numerals';
import { Card } from '../../../pages/Pages';
import { Choice } from '../../Choice';
import { useMethodWords } from './words';

const REVERSIBILITIES = ['none', 'days', 'open'] as const;
const FORMS = ['text', 'digits', 'name', 'iban', 'card', 'phone', 'email'] as const;
const FIELDS_MOST = 12;
const FIELDS = [
  ...['code', 'name', 'country', 'currency', 'reversibility', 'max_payment', 'cool_down_hours', 'fields'],
];

interface MethodFormProps {
  /** As it was read; null: a new one. */
  readonly was: PaymentMethod | null;
  readonly onClose: () => void;
}

/** A payment method of the exchange, with what a seller fills in. */
export function MethodForm({ was, onClose }: MethodFormProps) {
  const words = useMethodWords();
  const methods = useP2pMethods();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const id = useId();
  const [inputs, setInputs] = useState<readonly MethodField[]>(was?.fields ?? [EMPTY]);
  const [isOn, setOn] = useState(was?.is_on ?? true);
  const { busy, faults, submit } = useSubmission({ fields: FIELDS });
  const send = (form: FormData): void =>
    submit(async () => {
      const reversibility = REVERSIBILITIES.find((each) => each === typed(form, 'reversibility')) ?? 'open';
      const saved = await methods.put(was?.code ?? typed(form, 'code'), {
        version: was?.version ?? 0,
        name: typed(form, 'name'),
        country: typed(form, 'country').toUpperCase() || null,
        currency: typed(form, 'currency').toUpperCase() || null,
        reversibility,
        fields: [...inputs],
        max_payment: plainly(typed(form, 'max_payment')) || null,
        cool_down_hours: Number(plainly(typed(form, 'cool_down_hours'))),
        is_on: isOn,
      });
      notifier.notify(words.saved(saved.name));
      await refreshPrivate(queries);
      onClose();
    });
  const change = (at: number, next: Partial<MethodField>): void =>
    setInputs(inputs.map((each, place) => (place === at ? { ...each, ...next } : each)));
  return (
    <Card title={was === null ? words.adding : words.editing(was.name)}>
      <Form onSend={send} className="form p2p-offer">
        <div className="p2p-fields">
          {was === null && <Field name="code" label={words.code} hint={words.codeHint} most={32} faults={faults} />}
          <Field name="name" label={words.name} initial={was?.name ?? ''} most={60} faults={faults} />
          <Field
            name="country"
            label={words.country}
            hint={words.countryHint}
            initial={was?.country ?? ''}
            most={2}
            optional
            faults={faults}
          />
          <Field
            name="currency"
            label={words.currency}
            hint={words.currencyHint}
            initial={was?.currency ?? ''}
            most={12}
            optional
            faults={faults}
          />
          <Choice<(typeof REVERSIBILITIES)[number]>
            name="reversibility"
            label={words.reversibility}
            values={REVERSIBILITIES}
            names={words.reversibilities}
            chosen={was?.reversibility ?? 'days'}
            fault={faults.fields['reversibility']}
          />
          <Field
            name="max_payment"
            label={words.maxPayment}
            hint={words.maxHint}
            initial={was?.max_payment ?? ''}
            most={40}
            optional
            faults={faults}
          />
          <Field
            name="cool_down_hours"
            label={words.coolDown}
            initial={String(was?.cool_down_hours ?? 24)}
            most={3}
            inputMode="numeric"
            faults={faults}
          />
        </div>
        <fieldset className="p2p-method-fields">
          <legend>{words.fields}</legend>
          {inputs.map((input, at) => (
            <Input
              key={at}
              input={input}
              place={numeral(at + 1)}
              onChange={(next) => change(at, next)}
              onRemove={inputs.length > 1 ? () => setInputs(inputs.filter((_, place) => place !== at)) : null}
            />
          ))}
          {faults.fields['fields'] !== undefined && <p className="form-fault">{faults.fields['fields']}</p>}
          {inputs.length < FIELDS_MOST && (
            <button type="button" className="small-button" onClick={() => setInputs([...inputs, EMPTY])}>
              {words.fieldAdd}
            </button>
          )}
        </fieldset>
        <p className="p2p-knows">
          <input id={id} type="checkbox" checked={isOn} onChange={({ target }) => setOn(target.checked)} />{' '}
          <label htmlFor={id}>{words.isOn}</label>
        </p>
        <FormFault faults={faults} />
        <div className="form-buttons">
          <button type="button" className="secondary" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="primary" aria-disabled={busy}>
            {words.save}
          </button>
        </div>
      </Form>
    </Card>
  );
}

const EMPTY: MethodField = { key: 'account', label: '', form: 'text', required: true };

interface InputProps {
  readonly input: MethodField;
  readonly place: string;
  readonly onChange: (next: Partial<MethodField>) => void;
  /** Null for the last one that is left. */
  readonly onRemove: (() => void) | null;
}

/** One line that a seller fills in. */
function Input({ input, place, onChange, onRemove }: InputProps) {
  const words = useMethodWords();
  return (
    <div className="p2p-method-field">
      <input
        aria-label={words.fieldName(words.fieldKey, place)}
        placeholder={words.fieldKey}
        maxLength={32}
        dir="ltr"
        value={input.key}
        onChange={({ target }) => onChange({ key: target.value })}
      />
      <input
        aria-label={words.fieldName(words.fieldLabel, place)}
        placeholder={words.fieldLabel}
        maxLength={60}
        dir="auto"
        value={input.label}
        onChange={({ target }) => onChange({ label: target.value })}
      />
      <select
        aria-label={words.fieldName(words.fieldForm, place)}
        value={input.form}
        onChange={({ target }) => onChange({ form: FORMS.find((each) => each === target.value) ?? 'text' })}
      >
        {FORMS.map((form) => (
          <option key={form} value={form}>
            {words.fieldForms[form]}
          </option>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          aria-label={words.fieldName(words.fieldRequired, place)}
          checked={input.required}
          onChange={({ target }) => onChange({ required: target.checked })}
        />{' '}
        {words.fieldRequired}
      </label>
      {onRemove !== null && (
        <button type="button" className="small-button" onClick={onRemove}>
          {words.fieldRemove(place)}
        </button>
      )}
    </div>
  );
}

import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useExchange } from '../exchange/context';
import { askForColdAddress } from '../exchange/cold';
import type { Carried } from './Carries';
import { Choice } from './Choice';
import { useDone } from './UserForms';
import { useAdminWords } from './words';

interface ColdAddressFormProps {
  /** The options: at least one. */
  readonly carried: readonly Carried[];
  readonly onDone: () => void;
}

/** Asks for an address for the excess of the hot wallet; another person decides. */
export function ColdAddressForm({ carried, onDone }: ColdAddressFormProps) {
  const words = useAdminWords();
  const exchange = useExchange();
  const done = useDone(onDone);
  const names = Object.fromEntries(carried.map(({ code, network }, index) => [String(index), `${code}, ${network}`]));
  const { busy, faults, submit } = useSubmission({
    fields: ['currency', 'network', 'address'],
    rules: { address: words.coldAddressRule },
    codes: { unknown_asset: 'currency', not_yet: 'currency' },
    sayings: { ...words.problems, withdrawal_limit: words.tooManyCold },
  });
  const ask = async (form: FormData): Promise<void> => {
    const chosen = carried[Number(typed(form, 'carried'))];
    if (chosen !== undefined) {
      await askForColdAddress(exchange, { ...chosen, address: typed(form, 'address') });
      await done(words.requested);
    }
  };
  return (
    <Form onSend={(form) => submit(() => ask(form))}>
      <p className="quiet">{words.newColdNotice}</p>
      <Choice<string>
        name="carried"
        label={words.assetAndNetwork}
        values={Object.keys(names)}
        names={names}
        chosen="0"
        fault={faults.fields['currency'] ?? faults.fields['network']}
      />
      <Field name="address" label={words.address} most={200} focused hint={words.coldAddressRule} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.ask}
      </button>
    </Form>
  );
}

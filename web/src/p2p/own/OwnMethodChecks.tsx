import { useOwnMethods, type OwnMethod } from '../../exchange/p2p-methods';
import { p2pHref } from '../../app/place';
import { useMethodName } from '../methods';
import { useP2pWords } from '../words';

const NONE: readonly OwnMethod[] = [];

/** The caller's accounts that can be used now. */
export function useUsableMethods(): readonly OwnMethod[] {
  const own = useOwnMethods();
  // As of the answer: one that becomes usable later is there with the next answer.
  return (own.data ?? NONE).filter(({ usable_at: from }) => Date.parse(from) <= own.dataUpdatedAt);
}

/** An account in one line: its method and what it says first. */
export function useAccountText(): (method: OwnMethod) => string {
  const nameOf = useMethodName();
  return ({ method, values }) => {
    const text = values.map(({ value }) => value).join(', ');
    return `${nameOf(method)}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
  };
}

interface OwnMethodChecksProps {
  readonly chosen: readonly string[];
  readonly fault: string | undefined;
  readonly onChoose: (ids: readonly string[]) => void;
}

/** Accounts that an offer to sell names. */
export function OwnMethodChecks({ chosen, fault, onChoose }: OwnMethodChecksProps) {
  const words = useP2pWords();
  const textOf = useAccountText();
  const methods = useUsableMethods();
  const manage = (
    <a className="link" href={p2pHref('methods')}>
      {words.manageMethods}
    </a>
  );
  if (methods.length === 0) {
    return <p>{manage}</p>;
  }
  return (
    <fieldset className="checks checks-lines">
      <legend>{words.payTo}</legend>
      {methods.map((method) => (
        <label key={method.id}>
          <input
            type="checkbox"
            checked={chosen.includes(method.id)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, method.id] : chosen.filter((id) => id !== method.id))
            }
          />
          <span dir="auto">{textOf(method)}</span>
        </label>
      ))}
      {manage}
      {fault !== undefined && (
        <small className="form-fault" role="alert">
          {fault}
        </small>
      )}
    </fieldset>
  );
}

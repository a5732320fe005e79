/** An asset, or a network that carries it, to choose. */
import { Choice } from '../admin/Choice';
import type { DepositAddress } from '../exchange/custody';
import { useWalletWords } from './words';

interface NetworkProps {
  readonly addresses: readonly DepositAddress[];
  readonly chosen: string;
  readonly onChoose: (network: string | null) => void;
}

export function NetworkChoice({ addresses, chosen, onChoose }: NetworkProps) {
  const words = useWalletWords();
  const titles = Object.fromEntries(addresses.map(({ network, title }) => [network, title]));
  return (
    <Choice<string>
      name="network"
      label={words.network}
      values={Object.keys(titles)}
      names={titles}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

interface AssetProps {
  readonly codes: readonly string[];
  readonly chosen: string | null;
  /** Said for none of them; left out where one has to be chosen. */
  readonly none?: string;
  readonly label?: string;
  readonly onChoose: (code: string | null) => void;
}

export function AssetChoice({ codes, chosen, none, label, onChoose }: AssetProps) {
  const words = useWalletWords();
  return (
    <Choice<string>
      name="currency"
      label={label ?? words.chooseAsset}
      values={codes}
      names={Object.fromEntries(codes.map((code) => [code, code]))}
      chosen={chosen}
      {...(none === undefined ? {} : { none })}
      onChoose={onChoose}
    />
  );
}

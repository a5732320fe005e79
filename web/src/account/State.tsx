import { useAccountWords } from './words';

export function State({ on }: { readonly on: boolean }) {
  const words = useAccountWords();
  return <i className={`tag ${on ? 'tag-good' : 'tag-plain'}`}>{on ? words.isOn : words.isOff}</i>;
}

import { CopyButton } from '../pages/buttons';
import { useAccountWords } from './words';

/** A secret that is shown this once. */
export function Once({ label, text }: { readonly label: string; readonly text: string }) {
  const words = useAccountWords();
  return (
    <div className="once">
      <div className="once-line">
        <span className="quiet">{label}</span>
        <CopyButton text={text} label={words.copy} copied={words.copied} />
      </div>
      <code>{text}</code>
    </div>
  );
}

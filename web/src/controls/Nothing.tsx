interface NothingProps {
  /** The sentence that names the missing entries. */
  readonly text: string;
  /** The label of the button that leads to the first entry. */
  readonly word: string;
  readonly onAct: () => void;
}

/** Stands where a list is empty, with the way to its first entry. */
export function Nothing({ text, word, onAct }: NothingProps) {
  return (
    <div className="nothing">
      <p>{text}</p>
      <button type="button" className="secondary" onClick={onAct}>
        {word}
      </button>
    </div>
  );
}

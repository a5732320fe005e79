interface NothingProps {
  /** What would be here. */
  readonly text: string;
  /** What brings it. */
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

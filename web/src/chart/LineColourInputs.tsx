import { useStored } from '../settings/stored';
import type { Kind } from './catalogue';
import { colouredLines, colourLine, lineColours } from './line-colours';
import { lineColourIn } from './indicating';
import { palette } from './palette';
import { usePanelWords } from './panel-words';

interface LineColourInputsProps {
  readonly kind: Kind;
  readonly numbers: readonly number[];
}

/** A field of colour for each line; columns have the colours of rising and falling prices. */
export function LineColourInputs({ kind, numbers }: LineColourInputsProps) {
  const words = usePanelWords();
  const lines = colouredLines(kind, numbers, useStored(lineColours));
  const theme = palette();
  return lines.map((line, at) => {
    const label = words.colourOfLine(line.name);
    return line.style === 'bars' ? null : (
      <label key={at}>
        <span>{label}</span>
        <input
          type="color"
          className="chart-line-colour"
          aria-label={words.numbersOf(words.kinds[kind], lines.length > 1 ? `${label} ${at + 1}` : label)}
          value={lineColourIn(line, theme)}
          onChange={({ target }) => colourLine(kind, at, target.value)}
        />
      </label>
    );
  });
}

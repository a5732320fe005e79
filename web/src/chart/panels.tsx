/** The panels of the chart's menus; fetched when the first of them is opened. */
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTrading } from '../app/trading';
import { useMarkets } from '../exchange/queries';
import { useMessages } from '../language/language';
import { useStored } from '../settings/stored';
import type { DrawingBoard } from './board';
import { readable } from '../money/numerals';
import { SCALES } from './axes';
import { beside, showBeside } from './beside';
import { TEXT_MAX, TOOL_NAMES, type Tool } from './drawings';
import { IndicatorList } from './IndicatorList';
import { applyLayout, layouts, NAME_MAX, removeLayout, saveLayout } from './layouts';
import { changeLook, look, STYLES } from './look';
import type { PanelName, ToolsProps } from './Tools';
import { usePanelWords } from './panel-words';
import { useChartWords } from './words';

interface PanelProps extends ToolsProps {
  readonly name: PanelName;
  readonly onClose: () => void;
}

export function Panel({ name, span, onSpan, board, onClose }: PanelProps) {
  switch (name) {
    case 'style':
      return <StylePanel />;
    case 'indicators':
      return <IndicatorList />;
    case 'draw':
      return board === null ? null : <DrawPanel board={board} onClose={onClose} />;
    case 'compare':
      return <ComparePanel />;
    case 'layouts':
      return <LayoutPanel span={span} onSpan={onSpan} />;
  }
}

interface ChoicesProps<T extends string> {
  readonly legend: string;
  readonly choices: readonly T[];
  readonly chosen: T | null;
  readonly caption: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
}

function Choices<T extends string>({ legend, choices, chosen, caption, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset className="chart-choices">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice}>
          <input type="radio" name={legend} checked={choice === chosen} onChange={() => onChoose(choice)} />
          {caption(choice)}
        </label>
      ))}
    </fieldset>
  );
}

function StylePanel() {
  const words = usePanelWords();
  const chart = useChartWords();
  const { style, scale } = useStored(look);
  return (
    <div className="chart-columns">
      <Choices
        legend={chart.style}
        choices={STYLES}
        chosen={style}
        caption={(choice) => words.styles[choice]}
        onChoose={(choice) => changeLook({ style: choice })}
      />
      <Choices
        legend={words.scale}
        choices={SCALES}
        chosen={scale}
        caption={(choice) => words.scales[choice]}
        onChoose={(choice) => changeLook({ scale: choice })}
      />
    </div>
  );
}

function ComparePanel() {
  const words = usePanelWords();
  const { market } = useTrading();
  const { compared } = useStored(look);
  const others = useMarkets().data?.filter(({ symbol }) => symbol !== market.symbol) ?? [];
  return (
    <Choices
      legend={words.compareWith}
      choices={['', ...others.map(({ symbol }) => symbol)]}
      chosen={compared ?? ''}
      caption={(symbol) => (symbol === '' ? words.nothing : symbol.replace('-', '/'))}
      onChoose={(symbol) => changeLook({ compared: symbol === '' ? null : symbol })}
    />
  );
}

const COUNTS = ['1', '2', '3', '4'] as const;
const numeralOf = (count: string): string => readable(count);

function LayoutPanel({ span, onSpan }: Pick<ToolsProps, 'span' | 'onSpan'>) {
  const words = usePanelWords();
  const messages = useMessages();
  const { market } = useTrading();
  const saved = useStored(layouts);
  const others = useStored(beside);
  const symbols = useMarkets().data?.map(({ symbol }) => symbol) ?? [];
  const [name, setName] = useState('');
  const trimmed = name.trim();
  return (
    <form
      className="chart-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== '') {
          saveLayout(trimmed, span);
          setName('');
        }
      }}
    >
      <Choices
        legend={words.charts}
        choices={COUNTS}
        chosen={COUNTS[others.length] ?? null}
        caption={numeralOf}
        onChoose={(choice) =>
          showBeside(Number(choice) - 1, [market.symbol, ...symbols.filter((other) => other !== market.symbol)])
        }
      />
      <Named label={words.layoutName} text={name} max={NAME_MAX} onChange={setName}>
        <button type="submit" className="small-button" aria-disabled={trimmed === ''}>
          {words.saveLayout}
        </button>
      </Named>
      {saved.length === 0 && <p className="quiet">{words.noLayouts}</p>}
      <ul className="chart-saved">
        {saved.map((layout) => (
          <li key={layout.name}>
            <button type="button" className="link" onClick={() => applyLayout(layout, onSpan)}>
              {layout.name}
            </button>
            <button
              type="button"
              className="small-button"
              aria-label={`${messages.remove} ${layout.name}`}
              onClick={() => removeLayout(layout.name)}
            >
              {messages.remove}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

interface NamedProps {
  readonly label: string;
  readonly text: string;
  readonly max: number;
  readonly onChange: (text: string) => void;
  readonly children: ReactNode;
}

function Named({ label, text, max, onChange, children }: NamedProps) {
  return (
    <div className="chart-named">
      <label>
        {label}
        <input
          type="text"
          className="chart-text"
          value={text}
          maxLength={max}
          onChange={({ target }) => onChange(target.value)}
        />
      </label>
      {children}
    </div>
  );
}

function DrawPanel({ board, onClose }: { readonly board: DrawingBoard; readonly onClose: () => void }) {
  const words = usePanelWords();
  const { isMagnetic } = useStored(look);
  const [text, setText] = useState('');
  const { canUndo, selected } = useSyncExternalStore(board.onChange, board.state);
  const { drawn, isLocked, isHidden } = useSyncExternalStore(board.onChange, board.sheet);
  const begin = (tool: Tool): void => {
    onClose();
    board.begin(tool, isMagnetic, tool === 'text' ? text.trim() : '');
  };
  const acts = [
    { caption: words.undo, can: canUndo, act: () => board.undo() },
    { caption: words.deleteDrawing, can: selected !== null && !isLocked, act: () => board.removeSelected() },
    { caption: words.deleteAll(drawn.length), can: drawn.length > 0, act: () => board.clear() },
  ];
  return (
    <div className="chart-form">
      <div className="chart-tool-grid">
        {TOOL_NAMES.filter((tool) => tool !== 'text').map((tool) => (
          <button key={tool} type="button" className="chart-tool" onClick={() => begin(tool)}>
            {words.tools[tool]}
          </button>
        ))}
      </div>
      <Named label={words.tools.text} text={text} max={TEXT_MAX} onChange={setText}>
        <button
          type="button"
          className="small-button"
          aria-disabled={text.trim() === ''}
          onClick={() => {
            if (text.trim() !== '') {
              begin('text');
            }
          }}
        >
          {words.placeText}
        </button>
      </Named>
      <div className="chart-switches">
        <Switch caption={words.magnet} on={isMagnetic} onTurn={(on) => changeLook({ isMagnetic: on })} />
        <Switch caption={words.lock} on={isLocked} onTurn={(on) => board.lock(on)} />
        <Switch caption={words.hide} on={isHidden} onTurn={(on) => board.hide(on)} />
      </div>
      <div className="chart-switches">
        {acts.map(({ caption, can, act }) => (
          <button
            key={caption}
            type="button"
            className="small-button"
            aria-disabled={!can}
            onClick={() => can && act()}
          >
            {caption}
          </button>
        ))}
      </div>
    </div>
  );
}

interface SwitchProps {
  readonly caption: string;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
}

function Switch({ caption, on, onTurn }: SwitchProps) {
  return (
    <label>
      <input type="checkbox" checked={on} onChange={({ target }) => onTurn(target.checked)} />
      {caption}
    </label>
  );
}

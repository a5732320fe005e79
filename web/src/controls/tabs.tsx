import type { ReactNode } from 'react';
import { rove } from './roving';
import './controls.css';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: ReactNode;
}

interface TabsProps<Name extends string> {
  readonly tabs: readonly Tab<Name>[];
  /** May be none of them. */
  readonly chosen: string;
  readonly onChoose: (name: Name) => void;
  readonly label: string;
  /** The id of what they choose. */
  readonly panel?: string;
}

/** A row of names, one of them chosen; arrows choose the next. */
export function Tabs<Name extends string>({ tabs, chosen, onChoose, label, panel }: TabsProps<Name>) {
  const stop = tabs.find(({ name }) => name === chosen)?.name ?? tabs[0]?.name;
  return (
    <div
      className="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        const next = rove(event, '[role=tab]')?.dataset['tab'];
        const tab = tabs.find(({ name }) => name === next);
        if (tab !== undefined) {
          onChoose(tab.name);
        }
      }}
    >
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          data-tab={tab.name}
          aria-selected={tab.name === chosen}
          aria-controls={panel}
          tabIndex={tab.name === stop ? 0 : -1}
          className="tab"
          onClick={() => onChoose(tab.name)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

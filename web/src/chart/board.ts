/** A market's drawings on the chart: begun, moved, undone, locked, hidden, deleted; each change is kept. */
import type { Chart, OverlayCreate, OverlayEvent, OverlayMode } from 'klinecharts';
import { newId } from '../exchange/id';
import type { Stored } from '../settings/stored';
import { DRAWN_MAX, placeIn, sheetOf, thinned, TOOLS, type Drawn, type Sheet, type Tool } from './drawings';
import './drawn-overlays';

const GROUP = 'drawings';
const UNDO_MAX = 50;

export interface BoardState {
  /** The tool that waits for its points; null: none. */
  readonly tool: Tool | null;
  /** Id of the drawing that was clicked; null: none. */
  readonly selected: string | null;
  readonly canUndo: boolean;
}

const AT_REST: BoardState = { tool: null, selected: null, canUndo: false };

export class DrawingBoard {
  readonly #sheet: Stored<Sheet>;
  readonly #stop: () => void;
  readonly #listeners = new Set<() => void>();
  #past: readonly (readonly Drawn[])[] = [];
  #state = AT_REST;
  #begun: string | null = null;
  #shown: Sheet | null = null;

  constructor(
    private readonly chart: Chart,
    owner: string,
    symbol: string,
  ) {
    this.#sheet = sheetOf(owner, symbol);
    this.#stop = this.#sheet.onChange(() => this.#draw());
    this.#draw();
  }

  readonly state = (): BoardState => this.#state;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @param text text of a drawing that is a text; empty for all others */
  begin(tool: Tool, isMagnetic: boolean, text: string): void {
    this.abandon();
    const id = newId();
    // Where all are hidden, what is drawn now would not be seen either.
    if (this.#sheet.get().isHidden) {
      this.hide(false);
    }
    this.#begun = id;
    this.chart.createOverlay({
      ...this.#overlayOf({ id, tool, points: [], text }),
      mode: isMagnetic ? MAGNET : 'normal',
      onDrawEnd: ({ overlay }) => {
        this.#begun = null;
        this.#keep([...this.#sheet.get().drawn, { id, tool, points: placesOf(overlay.points), text }]);
        this.#change({ tool: null, selected: id });
      },
    });
    this.#change({ tool, selected: null });
  }

  /** Ends what is being drawn, without it. */
  abandon(): void {
    if (this.#begun !== null) {
      this.chart.removeOverlay({ id: this.#begun });
      this.#begun = null;
      this.#change({ tool: null });
    }
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before !== undefined) {
      this.#past = this.#past.slice(0, -1);
      this.#set({ drawn: before });
      this.#change({ selected: null });
    }
  }

  removeSelected(): void {
    const { selected } = this.#state;
    if (selected !== null && !this.#sheet.get().isLocked) {
      this.#keep(this.#sheet.get().drawn.filter(({ id }) => id !== selected));
      this.#change({ selected: null });
    }
  }

  clear(): void {
    this.#keep([]);
    this.#change({ selected: null });
  }

  lock(isLocked: boolean): void {
    this.#set({ isLocked });
  }

  hide(isHidden: boolean): void {
    this.#set({ isHidden });
  }

  readonly sheet = (): Sheet => this.#sheet.get();

  close(): void {
    this.abandon();
    this.#stop();
    this.chart.removeOverlay({ groupId: GROUP });
  }

  #keep(drawn: readonly Drawn[]): void {
    this.#past = [...this.#past, this.#sheet.get().drawn].slice(-UNDO_MAX);
    this.#set({ drawn: drawn.slice(-DRAWN_MAX) });
  }

  #set(changed: Partial<Sheet>): void {
    this.#sheet.set({ ...this.#sheet.get(), ...changed });
    this.#change({});
  }

  #draw(): void {
    const sheet = this.#sheet.get();
    if (sheet === this.#shown) {
      return;
    }
    this.#shown = sheet;
    this.abandon();
    this.chart.removeOverlay({ groupId: GROUP });
    sheet.drawn.forEach((drawn) => {
      this.chart.createOverlay({
        ...this.#overlayOf(drawn),
        points: drawn.points.map((point) => ({ ...point })),
        lock: sheet.isLocked,
        visible: !sheet.isHidden,
      });
    });
  }

  #overlayOf({ id, tool, text }: Drawn): OverlayCreate {
    return {
      name: TOOLS[tool],
      id,
      groupId: GROUP,
      extendData: text,
      onSelected: () => this.#change({ selected: id }),
      onDeselected: () => this.#change({ selected: null }),
      // The library would delete it.
      onRightClick: (event: OverlayEvent<unknown>) => event.preventDefault?.(),
      onPressedMoveEnd: ({ overlay }) => {
        const points = placesOf(overlay.points);
        this.#keep(this.#sheet.get().drawn.map((other) => (other.id === id ? { ...other, points } : other)));
      },
    };
  }

  #change(changed: Partial<BoardState>): void {
    this.#state = { ...this.#state, ...changed, canUndo: this.#past.length > 0 };
    this.#listeners.forEach((listener) => listener());
  }
}

const MAGNET: OverlayMode = 'strong_magnet';

const placesOf = (points: readonly unknown[]): Drawn['points'] => thinned(points.flatMap(placeIn));

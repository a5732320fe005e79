import { useRef } from 'react';
import { useMessages } from '../language/language';
import { useStored } from '../settings/stored';
import { layout, LEAST, MOST, sized, type Part } from './layout';

const STEP = 16;

/** Makes a part of the desk larger or smaller: by dragging, by arrows; twice pressed it is as it was at first. */
export function Splitter({ part }: { readonly part: Part }) {
  const messages = useMessages();
  const now = useStored(layout);
  const held = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const isFlat = part === 'orders';
  const sizeOf = (element: HTMLElement): number => {
    const sizedPart = element.parentElement?.querySelector(`[data-part="${part}"]`)?.getBoundingClientRect();
    return (isFlat ? sizedPart?.height : sizedPart?.width) ?? LEAST[part];
  };
  const isTurned = (): boolean => !isFlat && document.documentElement.dir === 'rtl';
  const resize = (pixels: number): void => layout.set({ ...layout.get(), [part]: sized(part, pixels) });
  return (
    <div
      className={`splitter splitter-${part}`}
      role="separator"
      tabIndex={0}
      aria-label={messages.resize[part]}
      aria-orientation={isFlat ? 'horizontal' : 'vertical'}
      aria-valuemin={LEAST[part]}
      aria-valuemax={MOST[part]}
      aria-valuenow={now[part] ?? LEAST[part]}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = { at: isFlat ? event.clientY : event.clientX, size: sizeOf(event.currentTarget) };
      }}
      onPointerMove={(event) => {
        if (held.current !== null) {
          const moved = held.current.at - (isFlat ? event.clientY : event.clientX);
          resize(held.current.size + (isTurned() ? -moved : moved));
        }
      }}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
      onDoubleClick={() => layout.set({ ...layout.get(), [part]: null })}
      onKeyDown={(event) => {
        const larger = isFlat ? 'ArrowUp' : isTurned() ? 'ArrowRight' : 'ArrowLeft';
        const smaller = isFlat ? 'ArrowDown' : isTurned() ? 'ArrowLeft' : 'ArrowRight';
        if (event.key === larger || event.key === smaller) {
          event.preventDefault();
          resize(sizeOf(event.currentTarget) + (event.key === larger ? STEP : -STEP));
        }
      }}
    />
  );
}

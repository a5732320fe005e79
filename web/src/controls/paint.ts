/**
 * One beat for everything that moves: what became due since the last one is drawn in one frame, ten times a second at most. A
 * picture that takes longer to draw than to come is skipped, not queued.
 */
const EVERY_MILLIS = 100;

class Paint {
  readonly #due = new Set<() => void>();
  #planned = false;
  #paintedMillis = -EVERY_MILLIS;

  /** Runs it in the next frame that is painted, once, however often it is planned until then. */
  plan(draw: () => void): void {
    this.#due.add(draw);
    if (!this.#planned) {
      this.#planned = true;
      const waitMillis = Math.max(0, this.#paintedMillis + EVERY_MILLIS - performance.now());
      setTimeout(() => onFrame(() => this.#paint()), waitMillis);
    }
  }

  /** Removes a drawing that is gone. */
  drop(draw: () => void): void {
    this.#due.delete(draw);
  }

  #paint(): void {
    this.#planned = false;
    this.#paintedMillis = performance.now();
    const due = [...this.#due];
    this.#due.clear();
    due.forEach((draw) => draw());
  }
}

/** A hidden page has no frames; its backlog has to stay small all the same. */
function onFrame(act: () => void): void {
  if (typeof requestAnimationFrame === 'undefined' || document.visibilityState === 'hidden') {
    act();
    return;
  }
  let done = false;
  const once = (): void => {
    if (!done) {
      done = true;
      act();
    }
  };
  requestAnimationFrame(once);
  // Hidden between the plan and the frame, or so busy that frames are late.
  setTimeout(once, 5 * EVERY_MILLIS);
}

export const paint = new Paint();

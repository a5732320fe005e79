/** Adds the functions of a browser that happy-dom lacks; a test without a page gets none. */
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, vi } from 'vitest';

// Files of one worker share modules: what waits for a stopped clock would never come in the next file.
afterAll(() => {
  if (vi.isFakeTimers()) {
    vi.runOnlyPendingTimers();
    vi.useRealTimers();
  }
});

if (typeof document !== 'undefined') {
  // A slow machine is waited for; a failure says what was missed, not the whole page.
  configure({ asyncUtilTimeout: 20_000, getElementError: (message) => new Error(message ?? '') });
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  globalThis.ResizeObserver = class {
    constructor(private readonly report: ResizeObserverCallback) {}

    observe(): void {
      const contentRect = { height: 440, width: 300 } as DOMRectReadOnly;
      this.report([{ contentRect } as ResizeObserverEntry], this);
    }

    unobserve(): void {
      // Its height never changes.
    }

    disconnect(): void {
      // Nothing is kept.
    }
  };
  window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;
  afterEach(() => {
    cleanup();
    localStorage.clear();
    sessionStorage.clear();
    location.hash = '';
  });
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Closes finding P15: at 1,000 orders a second the page painted each by itself. */
describe('the beat of the page', () => {
  let frames = 0;
  let paint: { readonly plan: (draw: () => void) => void; readonly drop: (draw: () => void) => void };

  beforeEach(async () => {
    vi.useFakeTimers();
    // Time of this test's clock.
    vi.resetModules();
    ({ paint } = await import('./paint'));
    frames = 0;
    vi.stubGlobal('document', { visibilityState: 'visible' });
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
      setTimeout(() => {
        frames++;
        draw();
      }, 16);
    });
  });
  afterEach(() => {
    // Anything still due belongs to this test.
    vi.runAllTimers();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('draws everything that moves in one frame, once, however often it moved', () => {
    const [book, tape, ticker] = [vi.fn(), vi.fn(), vi.fn()];
    for (let change = 0; change < 1_000; change++) {
      [book, tape, ticker].forEach((draw) => paint.plan(draw));
    }
    vi.advanceTimersByTime(120);
    expect([book, tape, ticker].map((draw) => draw.mock.calls.length)).toEqual([1, 1, 1]);
    expect(frames).toBe(1);
  });

  it('has ten frames a second at most, and none where nothing moves', () => {
    const draw = vi.fn();
    for (let millis = 0; millis < 2_000; millis++) {
      paint.plan(draw);
      vi.advanceTimersByTime(1);
    }
    expect(draw.mock.calls.length).toBeGreaterThan(10);
    expect(draw.mock.calls.length).toBeLessThanOrEqual(20);
    vi.runAllTimers();
    const drawn = draw.mock.calls.length;
    vi.advanceTimersByTime(10_000);
    expect(draw).toHaveBeenCalledTimes(drawn);
  });

  it('queues nothing behind a drawing that is slow', () => {
    const seen: number[] = [];
    let latest = 0;
    const slow = () => {
      seen.push(latest);
      vi.setSystemTime(Date.now() + 500);
    };
    for (latest = 1; latest <= 300; latest++) {
      paint.plan(slow);
      vi.advanceTimersByTime(10);
    }
    vi.runAllTimers();
    expect(seen.length).toBeLessThanOrEqual(31);
    expect(seen.at(-1)).toBeGreaterThanOrEqual(300);
  });

  it('does not draw for a removed part', () => {
    const gone = vi.fn();
    paint.plan(gone);
    paint.drop(gone);
    vi.runAllTimers();
    expect(gone).not.toHaveBeenCalled();
  });

  it('goes on where the page is hidden, and where a frame never comes', () => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const draw = vi.fn();
    paint.plan(draw);
    vi.advanceTimersByTime(1_000);
    expect(draw).toHaveBeenCalledTimes(1);
    vi.stubGlobal('document', { visibilityState: 'hidden' });
    paint.plan(draw);
    vi.advanceTimersByTime(150);
    expect(draw).toHaveBeenCalledTimes(2);
  });
});

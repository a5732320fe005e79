// @vitest-environment happy-dom
import { render, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useBackCloses } from './back';

function Open({ onClose }: { readonly onClose: () => void }) {
  useBackCloses(false, onClose);
  return null;
}

const openAt = (): unknown => (history.state as { readonly open?: unknown } | null)?.open;

afterEach(() => {
  vi.restoreAllMocks();
  history.replaceState(null, '');
});

describe('the way back', () => {
  it('closes no dialog that takes the place of another while the browser goes back from that one', async () => {
    const goes: (() => void)[] = [];
    vi.spyOn(history, 'back').mockImplementation(() => {
      goes.push(() => {
        history.replaceState(null, '');
        dispatchEvent(new PopStateEvent('popstate'));
      });
    });
    const closeFirst = vi.fn();
    const closeSecond = vi.fn();
    const { rerender } = render(<Open key="first" onClose={closeFirst} />);
    await waitFor(() => expect(openAt()).toBe(1));
    rerender(<Open key="second" onClose={closeSecond} />);
    await new Promise((resolve) => setTimeout(resolve));
    goes.forEach((go) => go());
    expect(openAt()).toBe(1);
    expect(closeFirst).not.toHaveBeenCalled();
    expect(closeSecond).not.toHaveBeenCalled();

    history.replaceState(null, '');
    dispatchEvent(new PopStateEvent('popstate'));
    expect(closeSecond).toHaveBeenCalledOnce();
  });
});

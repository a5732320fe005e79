// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../page-test/page';
import { layout, LEAST, MOST, sized, styleOf } from './layout';
import { Splitter } from './Splitter';

describe('the layout of the desk', () => {
  it('is kept readable, and is the page’s own where nothing was dragged', () => {
    expect([sized('book', 1), sized('book', 9_999), sized('orders', 300.4)]).toEqual([LEAST.book, MOST.book, 300]);
    expect(styleOf({ book: null, side: 300, orders: null })).toEqual({ '--side-size': '300px' });
    localStorage.setItem('flowex.kept.layout', '{"book":"wide","side":null,"orders":99999}');
    expect(layout.get()).toEqual({ book: null, side: null, orders: MOST.orders });
  });

  it('is changed by arrows and by dragging, and forgotten by pressing twice', async () => {
    const { user } = await show(
      <div>
        <Splitter part="orders" />
        <section data-part="orders" />
      </div>,
      { isOut: true },
    );
    const splitter = screen.getByRole('separator', { name: 'Height of your orders' });
    splitter.focus();
    await user.keyboard('{ArrowUp}');
    expect(layout.get().orders).toBe(LEAST.orders);
    splitter.setPointerCapture = () => undefined;
    fireEvent.pointerDown(splitter, { clientY: 500, pointerId: 1 });
    fireEvent.pointerMove(splitter, { clientY: 200, pointerId: 1 });
    expect(layout.get().orders).toBe(300);
    fireEvent.pointerUp(splitter);
    fireEvent.pointerMove(splitter, { clientY: 100 });
    expect(layout.get().orders).toBe(300);
    await user.dblClick(splitter);
    expect(layout.get().orders).toBeNull();
  });
});

package com.flowex.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IcebergTest {

    private final Orders orders = new Orders();
    private final OrderBook book = new OrderBook(orders, 1, 1_000);

    private int rest(long id, long units) {
        int flags = OrderFlags.of(Side.SELL, OrderPhase.RESTS, SelfTradePrevention.DECREMENT, true);
        int slot = orders.take(id, 9, 3, 44, flags);
        orders.set(slot, 100, units, units);
        book.rest(slot);
        return slot;
    }

    private List<String> levels() {
        List<String> levels = new ArrayList<>();
        book.levels(Side.SELL, 10, (price, units) -> levels.add(units + " @ " + price));
        return levels;
    }

    @Test
    void theBookShowsTheDisplayedPartAlone() {
        book.show(rest(1, 50), 20, 20);
        rest(2, 5);

        assertEquals(List.of("25 @ 100"), levels());
    }

    @Test
    void aRefreshedPartGoesToTheBack() {
        int iceberg = rest(1, 50);
        book.show(iceberg, 20, 20);
        int plain = rest(2, 5);

        book.fill(iceberg, 20);
        assertEquals(0, orders.shown(iceberg));
        book.refresh(iceberg, 0);

        assertEquals(plain, book.front(Side.SELL));
        assertEquals(iceberg, book.behind(plain));
        assertEquals(List.of("25 @ 100"), levels());
        assertEquals(30, orders.remaining(iceberg));
    }

    @Test
    void theLastPartMayBeSmaller() {
        int iceberg = rest(1, 50);
        book.show(iceberg, 20, 20);
        book.fill(iceberg, 20);
        book.refresh(iceberg, 0);
        book.fill(iceberg, 20);
        book.refresh(iceberg, 0);

        assertEquals(10, orders.shown(iceberg));
    }

    @Test
    void aReductionTakesTheHiddenPartFirst() {
        int iceberg = rest(1, 50);
        book.show(iceberg, 20, 20);

        book.reduce(iceberg, 30);
        assertEquals(List.of(20L, 30L), List.of(orders.shown(iceberg), orders.remaining(iceberg)));
        book.reduce(iceberg, 15);
        assertEquals(List.of(15L, 15L), List.of(orders.shown(iceberg), orders.remaining(iceberg)));
    }

    @Test
    void extraFieldsLeaveAnOrdersOwnFieldsUnchanged() {
        int slot = rest(1, 50);
        book.show(slot, 20, 20);
        orders.extras.timer(orders.extra(slot), 5);
        orders.phase(slot, OrderPhase.RESTS);

        assertEquals(44, orders.tag(slot));
        assertEquals(9, orders.accountMarket(slot));
        assertEquals(3, orders.market(slot));
        assertEquals(Side.SELL, orders.side(slot));
        assertEquals(SelfTradePrevention.DECREMENT, orders.prevention(slot));
        assertEquals(OrderPhase.RESTS, orders.phase(slot));
        orders.tag(slot, 45);
        assertEquals(45, orders.tag(slot));
    }
}

package com.flowex.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a book keeps its order whatever becomes of the tick and the largest price. Method: orders of any price come and go
 * while both change, in a book and in a sorted list; the whole walk is compared.
 */
class ChangedTickTest {

    private record Resting(long id, long price) {}

    private final Random random = new Random();
    private final Orders orders = new Orders();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bookKeepsItsOrderThroughTickChanges(long seed) {
        random.setSeed(seed);
        Side side = seed % 2 == 0 ? Side.BUY : Side.SELL;
        Comparator<Resting> best = Comparator.comparingLong(Resting::price);
        best = (side == Side.BUY ? best.reversed() : best).thenComparingLong(Resting::id);
        OrderBook book = new OrderBook(orders, 5, 1_000_000);
        List<Resting> expected = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        for (int i = 1; i <= 3_000; i++) {
            if (random.nextInt(200) == 0) {
                book.change(1 + random.nextInt(1_000), size());
            }
            if (expected.size() > 100 || !expected.isEmpty() && random.nextInt(3) == 0) {
                int gone = random.nextInt(slots.size());
                long id = orders.id(slots.get(gone));
                book.remove(slots.remove(gone));
                expected.removeIf(resting -> resting.id == id);
            } else {
                Resting resting = new Resting(i, random.nextInt(3) == 0 ? size() : 1 + random.nextInt(2_000));
                expected.add(resting);
                slots.add(rest(book, side, resting));
            }
            if (i % 20 == 0) {
                expected.sort(best);
                assertEquals(expected, walk(book, side), () -> "seed " + seed);
            }
        }
    }

    private long size() {
        return Math.max(1, random.nextLong() >>> 1 + random.nextInt(63));
    }

    private int rest(OrderBook book, Side side, Resting resting) {
        int flags = OrderFlags.of(side, OrderPhase.RESTS, SelfTradePrevention.NONE, false);
        int slot = orders.take(resting.id, 1, 0, 0, flags);
        orders.set(slot, resting.price, 1, 1);
        book.rest(slot);
        return slot;
    }

    private List<Resting> walk(OrderBook book, Side side) {
        List<Resting> walked = new ArrayList<>();
        for (int slot = book.front(side); slot != Orders.NONE; slot = book.behind(slot)) {
            walked.add(new Resting(orders.id(slot), orders.price(slot)));
        }
        return walked;
    }
}

package com.flowex.marketdata.view.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {

    /**
     * Goal: a change leads from one depth to another, whatever lies between. Method: a random book with a window of
     * five levels; a reader gets an update now and then and applies the net change since its last one.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void appliedChangesGiveTheWindow(long seed) {
        Random random = new Random(seed);
        Book book = new Book(5);
        Depth known = Depth.EMPTY;
        Map<Long, Long> bids = new TreeMap<>();
        Map<Long, Long> asks = new TreeMap<>();
        for (int sequence = 1; sequence <= 20_000; sequence++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            long price = side == Side.BUY ? 1 + random.nextInt(20) : 30 + random.nextInt(20);
            long there = quantityAt(book, side, price);
            book.change(sequence, side, price, random.nextBoolean() ? 1 + random.nextInt(9) : -there);
            if (random.nextInt(7) == 0) {
                DepthChange change = DepthChange.between(known, book.depth());
                assertEquals(known.sequence(), change.previous());
                apply(change.bids(), bids);
                apply(change.asks(), asks);
                known = book.depth();
                assertEquals(asMap(known.bids()), bids, () -> "seed " + seed);
                assertEquals(asMap(known.asks()), asks, () -> "seed " + seed);
            }
        }
    }

    private static long quantityAt(Book book, Side side, long price) {
        Levels all = side == Side.BUY ? book.depth().bids() : book.depth().asks();
        return asMap(all).getOrDefault(price, 0L);
    }

    private static void apply(Levels changes, Map<Long, Long> levels) {
        asMap(changes).forEach((price, quantity) -> {
            if (quantity == 0) {
                levels.remove(price);
            } else {
                levels.put(price, quantity);
            }
        });
    }

    private static Map<Long, Long> asMap(Levels levels) {
        Map<Long, Long> map = new TreeMap<>();
        for (int i = 0; i < levels.size(); i++) {
            map.put(levels.priceUnits(i), levels.quantityUnits(i).longValueExact());
        }
        return map;
    }

    @Test
    void levelEnteringTheWindowIsSentAndOneLeavingItIsRemoved() {
        Book book = new Book(2);
        book.change(1, Side.BUY, 10, 1);
        book.change(2, Side.BUY, 9, 1);
        book.change(3, Side.BUY, 8, 7);
        Depth before = book.depth();
        book.change(4, Side.BUY, 10, -1);

        DepthChange entered = DepthChange.between(before, book.depth());
        assertEquals("[0 @ 10, 7 @ 8]", entered.bids().toString());
        assertEquals(
                "[1 @ 10, 0 @ 8]",
                DepthChange.between(book.depth(), before).bids().toString());
    }

    @Test
    void aChangeOutsideTheWindowIsNoNews() {
        Book book = new Book(1);
        book.change(1, Side.SELL, 10, 1);
        Depth before = book.depth();
        book.change(2, Side.SELL, 11, 5);

        assertTrue(DepthChange.between(before, book.depth()).isEmpty());
    }

    @Test
    void bidsComeHighestFirstAndAsksLowestFirst() {
        Book book = new Book();
        for (long price : new long[] {3, 1, 2}) {
            book.change(price, Side.BUY, price, 1);
            book.change(price + 3, Side.SELL, price + 10, 1);
        }

        assertEquals("[1 @ 3, 1 @ 2, 1 @ 1]", book.depth().bids().toString());
        assertEquals("[1 @ 11, 1 @ 12, 1 @ 13]", book.depth().asks().toString());
    }
}

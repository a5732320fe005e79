package com.flowex.benchmarks.engine;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.engine.book.Flags;
import com.flowex.engine.book.OrderBook;
import com.flowex.engine.book.OrderIndex;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.function.Supplier;

/** Heap that empty markets, resting orders and accounts need, after a full collection: a book alone, and the whole exchange. */
public final class Memory {

    private static final PrintStream OUT = System.out;
    private static final int BOOKS = 2_000;
    private static final int ORDERS = 1_000_000;
    private static final int ACCOUNTS = 1_000;

    /** Each with two balances and the ids of the two transfers that paid them. */
    private static final int OWNERS = 1_000_000;

    private static final long PRICE_MAX = 1_000_000_000;

    /** Orders are spread over so many prices on each side. */
    private static final int LEVELS = 5_000;

    private Memory() {}

    public static void main(String[] arguments) {
        OUT.printf(
                Locale.ROOT,
                "memory empty_books=%d megabytes=%.1f resting=%d book_bytes_per_order=%.1f exchange_bytes_per_order=%.1f"
                        + " accounts=%d bytes_per_account=%.1f%n",
                BOOKS,
                taken(Memory::emptyBooks) / 1e6,
                ORDERS,
                (double) taken(Memory::filledBook) / ORDERS,
                (double) taken(Memory::filledExchange) / ORDERS,
                OWNERS,
                (double) taken(() -> new EngineUnderTest(OWNERS, RulesVersion.FIRST)) / OWNERS);
    }

    private static long taken(Supplier<Object> made) {
        long before = used();
        Object kept = made.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    private static Object emptyBooks() {
        Orders shared = new Orders();
        OrderBook[] books = new OrderBook[BOOKS];
        for (int i = 0; i < BOOKS; i++) {
            books[i] = new OrderBook(shared, i, 1, PRICE_MAX);
        }
        return books;
    }

    private static Object filledExchange() {
        EngineUnderTest engine = new EngineUnderTest(ACCOUNTS, RulesVersion.NEWEST);
        for (int i = 0; i < ORDERS; i++) {
            engine.apply(engine.order(i + 1, side(i), price(i), 1, TimeInForce.GTC));
        }
        if (engine.misses() != 0 || engine.trades() != 0) {
            throw new IllegalStateException("an order does not rest");
        }
        return engine;
    }

    private static Object filledBook() {
        Orders orders = new Orders();
        OrderIndex index = new OrderIndex(orders);
        OrderBook book = new OrderBook(orders, 0, 1, PRICE_MAX);
        for (int i = 0; i < ORDERS; i++) {
            int flags = Flags.of(side(i), OrderPhase.RESTS, SelfTradePrevention.NONE, false);
            index.add(i + 1, book.rest(i + 1, 1, price(i), 1, 1, 0, flags));
        }
        return new Object[] {book, index};
    }

    private static Side side(int i) {
        return i % 2 == 0 ? Side.BUY : Side.SELL;
    }

    private static long price(int i) {
        long away = 1L + i / 2 % LEVELS;
        return i % 2 == 0 ? EngineUnderTest.MIDDLE_UNITS - away : EngineUnderTest.MIDDLE_UNITS + away;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}

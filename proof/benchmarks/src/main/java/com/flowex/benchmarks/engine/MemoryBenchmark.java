package com.flowex.benchmarks.engine;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.book.OrderBook;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderIndex;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ids.TransferIds;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Heap used by empty markets, resting orders, accounts and transfers, after a full collection: a book alone, and the
 * whole exchange.
 */
public final class MemoryBenchmark {

    private static final PrintStream OUT = System.out;
    private static final int BOOKS = 2_000;
    private static final int ORDERS = 1_000_000;
    private static final int ACCOUNTS = 1_000;

    /** Number of accounts, each with two balances and the ids of the two transfers that paid them. */
    private static final int OWNERS = 1_000_000;

    /** Number of transfers in a month. */
    private static final int TRANSFERS = 1_000_000;

    private static final int MONTHS = 5;
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long FIRST_NANOS = 20_000 * DAY_NANOS;

    private static final long PRICE_MAX = 1_000_000_000;

    /** Number of prices on each side. */
    private static final int LEVELS = 5_000;

    private MemoryBenchmark() {}

    public static void main(String[] arguments) {
        OUT.printf(
                Locale.ROOT,
                "memory empty_books=%d megabytes=%.1f resting=%d book_bytes_per_order=%.1f exchange_bytes_per_order=%.1f"
                        + " accounts=%d bytes_per_account=%.1f transfers=%d bytes_per_transfer=%.1f"
                        + " forgotten=%d bytes_per_forgotten_transfer=%.1f%n",
                BOOKS,
                taken(MemoryBenchmark::emptyBooks) / 1e6,
                ORDERS,
                (double) taken(MemoryBenchmark::filledBook) / ORDERS,
                (double) taken(MemoryBenchmark::filledExchange) / ORDERS,
                OWNERS,
                (double) taken(() -> new EngineUnderTest(OWNERS, RulesVersion.FIRST)) / OWNERS,
                TRANSFERS,
                (double) taken(() -> transfers(1, false)) / TRANSFERS,
                TRANSFERS * MONTHS,
                (double) (taken(() -> transfers(1 + MONTHS, false)) - taken(() -> transfers(1 + MONTHS, true)))
                        / (TRANSFERS * MONTHS));
    }

    /** Makes the transfers of some months; only the last ones are remembered. */
    private static Object transfers(int months, boolean areDated) {
        TransferIds ids = new TransferIds();
        ids.letLeave();
        Amount amount = new Amount(new AssetId(1), 1);
        long made = 0;
        for (long month = 0; month < months; month++) {
            long nanos = FIRST_NANOS + month * (TransferIds.KEPT_DAYS + 1) * DAY_NANOS;
            ids.now(nanos);
            while (ids.isDue()) {
                ids.leave();
            }
            for (int i = 0; i < TRANSFERS; i++) {
                made++;
                TransferId id = areDated ? TransferId.dated(nanos / 1_000_000, made) : new TransferId(7, made);
                Transfer transfer =
                        new Transfer(id, AccountId.outsideOf(1), AccountId.feesOf(1), amount, TransferKind.DEPOSIT);
                ids.done(new TransferStep.Post(transfer), 0, 1, made);
            }
        }
        return ids;
    }

    private static long taken(Supplier<Object> made) {
        long before = used();
        Object reachable = made.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(reachable);
        }
    }

    private static Object emptyBooks() {
        Orders shared = new Orders();
        OrderBook[] books = new OrderBook[BOOKS];
        for (int i = 0; i < BOOKS; i++) {
            books[i] = new OrderBook(shared, 1, PRICE_MAX);
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
        OrderBook book = new OrderBook(orders, 1, PRICE_MAX);
        for (int i = 0; i < ORDERS; i++) {
            int flags = OrderFlags.of(side(i), OrderPhase.RESTS, SelfTradePrevention.NONE, false);
            int slot = orders.take(i + 1, 1, 0, 0, flags);
            orders.set(slot, price(i), 1, 1);
            book.rest(slot);
            index.add(i + 1, slot);
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

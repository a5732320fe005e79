package com.flowex.trading.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.OrderStatus;
import com.flowex.trading.store.order.TrackedOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Closes finding Z11. Goal: a list of what is rare costs what is answered, not what is stored. Method: an account with
 * 20,000 ended orders and fills, of which few match; PostgreSQL counts the rows that a list reads.
 */
class RareFilterTest {

    private static final AccountId ACCOUNT = new AccountId(1, 1_001);
    private static final int STORED = 20_000;

    /** Rows that a list may read: those of its page, and those of the search for the ids of a time. */
    private static final long READ_MAX = 500;

    private static final String ORDERS = """
            INSERT INTO trading.closed_orders SELECT stored.* FROM generate_series(1, ?) AS n,
                jsonb_populate_record(null::trading.closed_orders, jsonb_build_object(
                'tenant', 1, 'account', 1001, 'order_id', n * 10, 'client_order_id', 'o' || n, 'instrument_id',
                CASE WHEN n % 6000 = 0 THEN 2 ELSE 1 END, 'side', 'buy', 'type', 'limit', 'time_in_force', 'gtc',
                'post_only', false, 'price', 100, 'expires_nanos', 0, 'display', 0, 'quote_amount', 0, 'trigger_price', 0,
                'trailing_amount', 0, 'trailing_bps', 0, 'activated_by_loss', false, 'slices', 0, 'interval_nanos', 0,
                'self_trade_prevention', 'expire_taker', 'quantity', 10, 'remaining', 0, 'prevented', 0, 'visible', 0, 'filled_quote', 0, 'fee', 0,
                'rebate', 0, 'triggered_price', 0, 'triggered_nanos', 0, 'extreme', 0, 'slices_started', 0, 'paired_with', 0,
                'rested_sequence', 0, 'status', CASE WHEN n % 5000 = 0 THEN 'expired' ELSE 'filled' END,
                'accepted_sequence', n, 'sequence', n, 'created_nanos', n * 1000, 'updated_nanos', n * 1000)) AS stored""";

    private static final String FILLS = """
            INSERT INTO trading.fills SELECT 1, 1001, n, false, n, n * 10, CASE WHEN n % 6000 = 0 THEN 2 ELSE 1 END, true,
                100, 10, 1000, 0, 0, n * 1000 FROM generate_series(1, ?) AS n""";

    private static final String READ = """
            SELECT sum(coalesce(idx_tup_fetch, 0) + seq_tup_read)::bigint FROM pg_stat_xact_user_tables
            WHERE schemaname = 'trading' AND relname IN ('closed_orders', 'fills')""";

    private static final Platform PLATFORM = TestPlatform.fresh();

    @BeforeAll
    static void fill() throws SQLException {
        PLATFORM.database().migrate("trading");
        try (Connection views = PLATFORM.database().views().getConnection()) {
            Sql.execute(views, ORDERS, STORED);
            Sql.execute(views, FILLS, STORED);
            Sql.execute(views, "ANALYZE trading.closed_orders, trading.fills");
        }
    }

    @AfterAll
    static void close() {
        PLATFORM.close();
    }

    /** Rows of the database; it counts those of the two tables that its statements read. */
    private static final class Counted implements RowSource {

        private long read;

        @Override
        public <T> T query(TransactionWork<T> reading) {
            throw new UnsupportedOperationException("lists are of a tenant");
        }

        @Override
        public <T> T query(int tenant, TransactionWork<T> reading) {
            return PLATFORM.database().query(tenant, connection -> {
                long before = readSoFar(connection.jdbc());
                T result = reading.run(connection);
                read += readSoFar(connection.jdbc()) - before;
                return result;
            });
        }

        private static long readSoFar(Connection connection) throws SQLException {
            return Sql.one(connection, row -> row.getLong(1), READ).orElseThrow();
        }

        @Override
        public RowSource reaching(long sequence) {
            return this;
        }
    }

    @Test
    void ordersOfARareStatusMarketOrTimeAreFoundByAnIndex() {
        assertEquals(
                List.of(200_000L, 150_000L, 100_000L, 50_000L),
                orders(null, Set.of(OrderStatus.EXPIRED), LogTime.Span.ALL));
        assertEquals(List.of(180_000L, 120_000L, 60_000L), orders(new InstrumentId(2), Set.of(), LogTime.Span.ALL));
        assertEquals(List.of(), orders(new InstrumentId(2), Set.of(OrderStatus.EXPIRED), LogTime.Span.ALL));
        assertEquals(List.of(), orders(new InstrumentId(3), Set.of(), LogTime.Span.ALL));
        assertEquals(List.of(), orders(null, Set.of(OrderStatus.CANCELED, OrderStatus.OPEN), LogTime.Span.ALL));
        LogTime.Span past = new LogTime.Span(1_500, 3_001);
        assertEquals(List.of(30L, 20L), orders(null, Set.of(), past));
        assertEquals(List.of(30L, 20L), orders(null, Set.of(OrderStatus.FILLED), past));
        assertEquals(List.of(), orders(null, Set.of(), new LogTime.Span(90_000_000, 90_000_001)));
        assertEquals(
                List.of(60_000L, 120_000L, 180_000L),
                orders(queries -> queries.oldest(ACCOUNT, new InstrumentId(2), 0, OrderQueries.FROM_NEWEST, 10)));
    }

    @Test
    void fillsOfARareMarketOrTimeAreFoundByAnIndex() {
        assertEquals(List.of(18_000L, 12_000L, 6_000L), fills(new InstrumentId(2), LogTime.Span.ALL));
        assertEquals(List.of(), fills(new InstrumentId(3), LogTime.Span.ALL));
        assertEquals(List.of(3L, 2L), fills(null, new LogTime.Span(1_500, 3_001)));
        assertEquals(List.of(), fills(new InstrumentId(2), new LogTime.Span(1_500, 3_001)));
        assertEquals(List.of(), fills(null, new LogTime.Span(90_000_000, 90_000_001)));
    }

    private List<Long> orders(@Nullable InstrumentId market, Set<OrderStatus> statuses, LogTime.Span accepted) {
        return orders(queries -> queries.page(
                new OrderQueries.OrderFilter(ACCOUNT, market, statuses, accepted, OrderQueries.FROM_NEWEST, 10)));
    }

    private List<Long> orders(Function<OrderQueries, List<TrackedOrder>> list) {
        Counted rows = new Counted();
        List<Long> ids = list.apply(new OrderQueries(rows)).stream()
                .map(order -> order.id().value())
                .toList();
        assertTrue(rows.read <= READ_MAX, () -> rows.read + " rows read for " + ids);
        return ids;
    }

    private List<Long> fills(@Nullable InstrumentId market, LogTime.Span executed) {
        Counted rows = new Counted();
        List<Long> sequences = new FillQueries(rows)
                        .page(new FillQueries.FillFilter(
                                ACCOUNT, market, null, 0, Long.MAX_VALUE, executed, FillQueries.FROM_NEWEST, 10))
                        .stream()
                        .map(FillRow::sequence)
                        .toList();
        assertTrue(rows.read <= READ_MAX, () -> rows.read + " rows read for " + sequences);
        return sequences;
    }
}

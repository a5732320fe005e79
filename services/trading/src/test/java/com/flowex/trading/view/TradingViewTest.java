package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.engine.EventSink;
import com.flowex.engine.Exchange;
import com.flowex.platform.Ground;
import com.flowex.platform.projection.ViewSchema;
import com.flowex.platform.testing.TestGround;
import com.flowex.protocol.EventBatch;
import com.flowex.trading.market.BookSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables against the engine's own state, over random logs. */
@Timeout(120)
class TradingViewTest {

    private static final int COMMANDS = 3_000;

    private static final List<String> TABLES =
            List.of("assets", "instruments", "open_orders", "closed_orders", "fills", "positions");

    private final Ground ground = TestGround.fresh();
    private final List<EventBatch> log = new ArrayList<>();
    private final Exchange exchange = new Exchange();

    @BeforeEach
    void migrate() {
        ground.database().migrate("trading");
    }

    private void empty() {
        ViewSchema.drop(ground.database(), "trading");
        migrate();
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_120})
    void theOpenOrdersOfTheViewAreTheEnginesOwn(long seed) throws SQLException {
        run(seed);

        apply(opened(0), log, new Random(seed), 200);

        TreeSet<String> expected = new TreeSet<>();
        exchange.writeState(state -> {
            if (state instanceof RestingOrderState order) {
                expected.add(order.account().number() + "|" + order.order() + "|"
                        + order.quantity().units() + "|"
                        + order.remaining().units() + "|" + order.visible().units() + "|"
                        + order.terms().price().units());
            } else if (state instanceof ConditionalOrderState order) {
                long units = order.request().quantity().units();
                expected.add(order.request().account().number() + "|" + order.order() + "|" + units + "|" + units
                        + "|0|" + (order.turn() == 0 ? "waiting" : "open"));
            } else if (state instanceof TwapOrderState order) {
                expected.add(order.request().account().number() + "|" + order.order() + "|"
                        + order.request().quantity().units() + "|"
                        + order.remaining().units() + "|0|slice " + order.slicesDone());
            }
        });
        assertEquals(expected, new TreeSet<>(rows("""
                SELECT concat_ws('|', account, order_id, quantity, remaining, visible,
                    CASE WHEN type = 'twap' THEN 'slice ' || slices_started
                        WHEN visible > 0 THEN price::text ELSE status END)
                FROM trading.open_orders""")));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void everyKindOfEventIsInTheLogs(long seed) {
        run(seed);
        TreeSet<String> seen = new TreeSet<>();
        log.forEach(batch ->
                batch.events().forEach(event -> seen.add(event.getClass().getSimpleName())));

        assertTrue(
                seen.containsAll(List.of(
                        "OrderTriggered",
                        "SliceStarted",
                        "OrderRefreshed",
                        "SelfTradePrevented",
                        "OrderReduced",
                        "OrderAmended",
                        "OrdersPaired",
                        "OrderExpired",
                        "OrderCanceled",
                        "MarketStateChanged",
                        "InstrumentChanged",
                        "TradeExecuted")),
                seen::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {14, 15, 16})
    void theBooksAreTheEnginesOwnBeforeAndAfterARestart(long seed) throws SQLException {
        run(seed);
        TradingProjection running = opened(0);
        apply(running, log, new Random(seed), 300);
        TradingProjection restarted = opened(exchange.sequence());

        for (InstrumentId market : SpotLog.MARKETS) {
            String expected = levels(market);
            assertEquals(expected, shown(running, market));
            assertEquals(expected, shown(restarted, market));
            assertEquals(
                    running.directory().market(market), restarted.directory().market(market));
        }
        assertEquals(running.openOrders(), restarted.openOrders());
        assertFalse(running.openOrders().isEmpty());
    }

    private String levels(InstrumentId market) {
        StringBuilder levels = new StringBuilder();
        for (Side side : Side.values()) {
            exchange.levels(
                    1,
                    market,
                    side,
                    Integer.MAX_VALUE,
                    (price, quantity) -> levels.append(side + " " + price + " " + quantity + "\n"));
        }
        return levels.toString();
    }

    private static String shown(TradingProjection projection, InstrumentId market) {
        StringBuilder levels = new StringBuilder();
        BookSnapshot book = projection.books().snapshot(market, Integer.MAX_VALUE);
        book.bids().forEach(level -> levels.append("BUY " + level.priceUnits() + " " + level.quantityUnits() + "\n"));
        book.asks().forEach(level -> levels.append("SELL " + level.priceUnits() + " " + level.quantityUnits() + "\n"));
        return levels.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void theSameEventsGiveTheSameRowsHoweverTheyAreBatched(long seed) throws SQLException {
        run(seed);
        apply(opened(0), log, new Random(seed), 1);
        List<String> oneByOne = dump();
        empty();

        apply(opened(0), log, new Random(seed), COMMANDS);

        assertEquals(oneByOne, dump());
    }

    /**
     * Failure 5: rows and checkpoint move together. A process dies again and again before or after a commit; the next
     * one reads the tables and gets batches from before the checkpoint; the tables end as if nothing had happened.
     */
    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void aViewThatDiesAndComesBackIsTheSameView(long seed) throws SQLException {
        run(seed);
        apply(opened(0), log, new Random(seed), 50);
        List<String> uninterrupted = dump();
        empty();

        Random random = new Random(seed);
        int next = 0;
        while (next < log.size()) {
            TradingProjection projection = opened(next == 0 ? 0 : end(log.get(next - 1)));
            int lost = Math.min(log.size(), next + random.nextInt(40));
            flush(projection, log.subList(next, lost), false);
            projection = opened(next == 0 ? 0 : end(log.get(next - 1)));
            int kept = Math.min(log.size(), next + 1 + random.nextInt(200));
            int from = Math.max(0, next - random.nextInt(20));
            flush(projection, log.subList(from, kept), true);
            next = kept;
        }

        assertEquals(uninterrupted, dump());
    }

    /** A connection may be lost before the commit: the same projection applies the same batches, and more, again. */
    @Test
    void aFlushThatWasRolledBackIsRepeatedWhole() throws SQLException {
        run(8);
        apply(opened(0), log, new Random(8), 50);
        List<String> expected = dump();
        empty();

        TradingProjection projection = opened(0);
        for (int next = 0; next < log.size(); ) {
            int end = Math.min(log.size(), next + 100);
            flush(projection, log.subList(next, Math.min(end, next + 60)), false);
            flush(projection, log.subList(next, end), true);
            projection.committed(log.subList(next, end));
            next = end;
        }

        assertEquals(expected, dump());
    }

    @Test
    void aMissingEventStopsTheView() throws SQLException {
        run(9);
        TradingProjection projection = opened(0);

        assertThrows(IllegalStateException.class, () -> flush(projection, log.subList(1, 2), true));
    }

    @Test
    void aTableThatLostARowStopsTheView() throws SQLException {
        run(10);
        apply(opened(0), log.subList(0, 1_000), new Random(10), 100);
        TradingProjection projection = opened(end(log.get(999)));
        execute("DELETE FROM trading.open_orders");

        assertThrows(SQLException.class, () -> flush(projection, log.subList(1_000, log.size()), true));
    }

    private void run(long seed) {
        SpotLog commands = new SpotLog(seed);
        for (int i = 0; i < COMMANDS; i++) {
            Command command = commands.next();
            List<Event> events = new ArrayList<>();
            long first = exchange.sequence() + 1;
            exchange.apply(command, commands.timeNanos(), new EventSink() {
                @Override
                public void event(Event event) {
                    events.add(event);
                    if (event instanceof OrderAccepted accepted) {
                        commands.accepted(accepted.order());
                    }
                }

                @Override
                public void repeated(FirstAnswer answer) {}
            });
            if (!events.isEmpty()) {
                log.add(new EventBatch(first, events.size(), first, commands.timeNanos(), events));
            }
        }
    }

    private static long end(EventBatch batch) {
        return batch.firstSequence() + batch.count() - 1;
    }

    /** A new process: nothing in memory but what the tables say. */
    private TradingProjection opened(long sequence) throws SQLException {
        TradingProjection projection = new TradingProjection();
        try (Connection connection = ground.database().views().getConnection()) {
            connection.setSchema("trading");
            connection.setAutoCommit(false);
            projection.load(connection, new Checkpoint(sequence, 0));
            connection.commit();
        }
        return projection;
    }

    private void apply(TradingProjection projection, List<EventBatch> batches, Random random, int most)
            throws SQLException {
        for (int next = 0; next < batches.size(); ) {
            int end = Math.min(batches.size(), next + 1 + random.nextInt(most));
            flush(projection, batches.subList(next, end), true);
            projection.committed(batches.subList(next, end));
            next = end;
        }
    }

    private void flush(TradingProjection projection, List<EventBatch> batches, boolean commit) throws SQLException {
        try (Connection connection = ground.database().views().getConnection()) {
            connection.setSchema("trading");
            connection.setAutoCommit(false);
            projection.apply(connection, batches);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    private List<String> dump() throws SQLException {
        List<String> dump = new ArrayList<>();
        for (String table : TABLES) {
            dump.addAll(rows("SELECT '" + table + "' || t::text FROM trading." + table + " t ORDER BY 1"));
        }
        return dump;
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = ground.database().views().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = ground.database().views().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

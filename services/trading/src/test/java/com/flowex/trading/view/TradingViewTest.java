package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.RandomLog;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.Seeds;
import com.flowex.platform.testing.ViewTables;
import com.flowex.protocol.event.EventBatch;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables against the engine's own state, over random logs. */
@Timeout(900)
class TradingViewTest {

    private static final int COMMANDS = 3_000;

    private static final List<String> TABLES =
            List.of("assets", "instruments", "open_orders", "closed_orders", "fills", "positions");

    private final ViewTables<TradingProjection> tables = new ViewTables<>(TradingProjection::new, TABLES);
    private final EngineLog engine = new EngineLog();

    @AfterEach
    void close() {
        tables.close();
    }

    @ParameterizedTest
    @Seeds(
            value = {20_261_120, 1, 2},
            usual = 1)
    void theOpenOrdersOfTheViewAreTheEnginesOwn(long seed) throws SQLException {
        run(seed);

        checkOpenOrders(seed);
    }

    /** In the middle of this log a limit order has made all fills of a command: it is open, shows nothing, and goes on. */
    @Test
    void anOrderOnItsWayIsOpenAndShowsNothing() throws SQLException {
        RandomLog.of(6_394, 2_370).forEach(entry -> engine.apply(entry.command(), entry.timeNanos()));

        assertTrue(checkOpenOrders(6_394) > 0);
    }

    /** Returns the number of orders on their way. */
    private long checkOpenOrders(long seed) throws SQLException {
        tables.apply(tables.opened(0), engine.batches(), new Random(seed), 200);

        TreeSet<String> onTheirWay = new TreeSet<>();
        TreeSet<String> expected = new TreeSet<>();
        engine.exchange().writeState(state -> {
            if (state instanceof RestingOrderState order && order.visible().units() == 0) {
                boolean isUntouched = order.remaining().equals(order.quantity());
                onTheirWay.add(order.account().number() + "|" + order.order() + "|"
                        + order.quantity().units() + "|" + order.remaining().units() + "|0|"
                        + (isUntouched ? "open" : "partially_filled"));
            } else if (state instanceof RestingOrderState order) {
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
            } else if (state instanceof PendingOrderState order) {
                long units = order.request().quantity().units();
                expected.add(order.request().account().number() + "|" + order.order() + "|" + units + "|" + units
                        + "|0|pending");
            }
        });
        expected.addAll(onTheirWay);
        assertEquals(expected, new TreeSet<>(tables.rows("""
            SELECT concat_ws('|', account, order_id, quantity, remaining, visible,
                CASE WHEN type = 'twap' THEN 'slice ' || slices_started
                    WHEN visible > 0 THEN price::text ELSE status END)
            FROM trading.open_orders\
            """)));
        return onTheirWay.size();
    }

    /** Closes a part of finding T12: by rules 3 the view knows what every trailing order has seen, also after a restart. */
    @ParameterizedTest
    @ValueSource(longs = {17, 18})
    void theLevelsOfTheViewAreTheEnginesOwn(long seed) throws SQLException {
        List<EventBatch> log = run(seed);

        tables.apply(tables.opened(0), log.subList(0, 1_500), new Random(seed), 200);
        TradingProjection restarted = tables.opened(EngineLog.end(log.get(1_499)));
        tables.apply(restarted, log.subList(1_500, log.size()), new Random(seed), 200);

        TreeSet<String> expected = new TreeSet<>();
        engine.exchange().writeState(state -> {
            if (state instanceof ConditionalOrderState order && order.turn() == 0 && order.extremeUnits() != 0) {
                expected.add(order.order() + "|" + order.extremeUnits());
            }
        });
        assertFalse(expected.isEmpty());
        assertEquals(expected, new TreeSet<>(tables.rows("""
            SELECT concat_ws('|', order_id, extreme) FROM trading.open_orders WHERE extreme <> 0 AND status = 'waiting'\
            """)));
    }

    @ParameterizedTest
    @Seeds(
            value = {11, 12, 13},
            usual = 1)
    void everyKindOfEventIsInTheLogs(long seed) {
        List<EventBatch> log = run(seed);
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
                        "OrderRevised",
                        "OrderDisplayChanged",
                        "OrdersPaired",
                        "OrderExpired",
                        "OrderCanceled",
                        "MarketStateChanged",
                        "InstrumentChanged",
                        "TradeExecuted")),
                seen::toString);
    }

    @ParameterizedTest
    @Seeds(
            value = {14, 15, 16},
            usual = 1)
    void openOrdersAndMarketsAreTheSameAfterARestart(long seed) throws SQLException {
        List<EventBatch> log = run(seed);
        TradingProjection running = tables.opened(0);
        tables.apply(running, log, new Random(seed), 300);
        TradingProjection restarted = tables.opened(engine.exchange().sequence());

        for (InstrumentId market : SpotLog.MARKETS) {
            assertEquals(
                    running.directory().market(market), restarted.directory().market(market));
        }
        assertEquals(running.openOrders(), restarted.openOrders());
        assertFalse(running.openOrders().isEmpty());
    }

    @ParameterizedTest
    @Seeds(
            value = {3, 4},
            usual = 1)
    void theSameEventsGiveTheSameRowsHoweverTheyAreBatched(long seed) throws SQLException {
        List<EventBatch> log = run(seed);
        tables.apply(tables.opened(0), log, new Random(seed), 1);
        List<String> oneByOne = tables.dump();
        tables.empty();

        tables.apply(tables.opened(0), log, new Random(seed), COMMANDS);

        assertEquals(oneByOne, tables.dump());
    }

    /**
     * Failure 5: rows and checkpoint move together. A process dies again and again before or after a commit; the next
     * one reads the tables and gets batches from before the checkpoint; the tables end as if nothing had happened.
     */
    @ParameterizedTest
    @Seeds(
            value = {5, 6, 7},
            usual = 1)
    void aViewThatDiesAndComesBackIsTheSameView(long seed) throws SQLException {
        List<EventBatch> log = run(seed);
        tables.apply(tables.opened(0), log, new Random(seed), 50);
        List<String> uninterrupted = tables.dump();
        tables.empty();

        tables.applyDying(log, new Random(seed));

        assertEquals(uninterrupted, tables.dump());
    }

    /** A connection may be lost before the commit: the same projection applies the same batches, and more, again. */
    @Test
    void aFlushThatWasRolledBackIsRepeatedWhole() throws SQLException {
        List<EventBatch> log = run(8);
        tables.apply(tables.opened(0), log, new Random(8), 50);
        List<String> expected = tables.dump();
        tables.empty();

        TradingProjection projection = tables.opened(0);
        for (int next = 0; next < log.size(); ) {
            int end = Math.min(log.size(), next + 100);
            tables.flush(projection, log.subList(next, Math.min(end, next + 60)), false);
            tables.flush(projection, log.subList(next, end), true);
            projection.committed(log.subList(next, end));
            next = end;
        }

        assertEquals(expected, tables.dump());
    }

    @Test
    void aMissingEventStopsTheView() throws SQLException {
        List<EventBatch> log = run(9);
        TradingProjection projection = tables.opened(0);

        assertThrows(IllegalStateException.class, () -> tables.flush(projection, log.subList(1, 2), true));
    }

    @Test
    void aTableThatLostARowStopsTheTenantWhoseItWas() throws SQLException {
        List<EventBatch> log = run(10);
        tables.apply(tables.opened(0), log.subList(0, 1_000), new Random(10), 100);
        TradingProjection projection = tables.opened(EngineLog.end(log.get(999)));
        tables.execute("DELETE FROM trading.open_orders");

        tables.flush(projection, log.subList(1_000, log.size()), true);
        projection.committed(log.subList(1_000, log.size()));

        assertEquals(Set.of(1), projection.stopped().keySet());
        assertEquals(
                List.of("1|" + EngineLog.end(log.get(999))),
                tables.rows("SELECT concat_ws('|', tenant, shown) FROM trading.stopped_tenants"));
    }

    private List<EventBatch> run(long seed) {
        SpotLog commands = new SpotLog(seed);
        for (int i = 0; i < COMMANDS; i++) {
            for (Event event : engine.apply(commands.next(), commands.timeNanos())) {
                if (event instanceof OrderAccepted accepted) {
                    commands.accepted(accepted);
                }
            }
        }
        return engine.batches();
    }
}

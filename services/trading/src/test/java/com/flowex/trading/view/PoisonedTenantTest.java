package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.RandomLog;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.PoisonedLog;
import com.flowex.platform.testing.ViewTables;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closes finding F1: an event of one tenant that cannot be applied costs no other tenant a row. */
@Timeout(900)
class PoisonedTenantTest {

    private static final int COMMANDS = 3_000;
    private static final int POISONED = 2;
    private static final Event POISON = new OrderCanceled(
            new OrderId(Long.MAX_VALUE),
            new AccountId(POISONED, AccountId.CUSTOMERS_FROM),
            new InstrumentId(1),
            Side.BUY,
            new Price(1),
            new Quantity(1),
            new Quantity(1),
            CancelReason.REQUESTED);

    private final ViewTables<TradingProjection> tables =
            new ViewTables<>(TradingProjection::new, List.of("open_orders"));

    @AfterEach
    void close() {
        tables.close();
    }

    private static PoisonedLog log(long seed) {
        EngineLog engine = new EngineLog();
        RandomLog.of(seed, COMMANDS).forEach(entry -> engine.apply(entry.command(), entry.timeNanos()));
        return new PoisonedLog(
                engine.batches(),
                event -> event instanceof OrderAccepted accepted
                        && accepted.request().account().tenant() == POISONED,
                POISON);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void allOthersHaveTheRowsOfALogWithoutTheEvent(long seed) throws SQLException {
        PoisonedLog log = log(seed);
        tables.apply(tables.opened(0), log.sound(), new Random(seed), 60);
        List<String> expected = rowsOfOthers();
        tables.empty();
        TradingProjection projection = tables.opened(0);

        tables.apply(projection, log.poisoned(), new Random(seed), 60);

        assertEquals(Set.of(POISONED), projection.stopped().keySet());
        projection.stopped().values().forEach(stopped -> {
            assertEquals(log.event(), stopped.event());
            assertTrue(stopped.shown() < log.event());
        });
        assertEquals(expected, rowsOfOthers());
    }

    @ParameterizedTest
    @ValueSource(longs = {3})
    void aProcessThatDiesAgainAndAgainEndsWithTheSameRows(long seed) throws SQLException {
        PoisonedLog log = log(seed);
        tables.apply(tables.opened(0), log.sound(), new Random(seed), 60);
        List<String> expected = rowsOfOthers();
        tables.empty();

        tables.applyDying(log.poisoned(), new Random(seed));

        assertEquals(expected, rowsOfOthers());
        assertEquals(
                List.of(POISONED + "|" + log.event()),
                tables.rows("SELECT concat_ws('|', tenant, event) FROM trading.stopped_tenants"));
    }

    private List<String> rowsOfOthers() throws SQLException {
        return tables.rows("""
                SELECT 'open' || t::text FROM trading.open_orders t WHERE tenant <> 2
                UNION ALL SELECT 'closed' || t::text FROM trading.closed_orders t WHERE tenant <> 2
                UNION ALL SELECT 'fill' || t::text FROM trading.fills t WHERE tenant <> 2
                UNION ALL SELECT 'position' || t::text FROM trading.positions t WHERE tenant <> 2
                UNION ALL SELECT 'market' || t::text FROM trading.instruments t WHERE tenant <> 2
                ORDER BY 1""");
    }
}

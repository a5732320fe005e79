package com.flowex.wallet.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.event.Event;
import com.flowex.domain.state.BalanceState;
import com.flowex.engine.EventSink;
import com.flowex.engine.Exchange;
import com.flowex.engine.RandomLog;
import com.flowex.platform.Ground;
import com.flowex.platform.projection.ViewSchema;
import com.flowex.platform.testing.TestGround;
import com.flowex.protocol.EventBatch;
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
class WalletViewTest {

    private static final int COMMANDS = 3_000;

    private final Ground ground = TestGround.fresh();
    private final List<EventBatch> log = new ArrayList<>();
    private final Exchange exchange = new Exchange();

    @BeforeEach
    void migrate() {
        ground.database().migrate("wallet");
    }

    private void empty() {
        ViewSchema.drop(ground.database(), "wallet");
        migrate();
    }

    @AfterEach
    void close() {
        ground.close();
    }

    /** A purse that was opened and never used is told by no event: nothing is the same as no row. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_120})
    void theBalancesOfTheViewAreTheEnginesOwn(long seed) throws SQLException {
        run(seed);

        apply(new Random(seed), 200);

        TreeSet<String> expected = new TreeSet<>();
        exchange.writeState(state -> {
            if (state instanceof BalanceState balance && (balance.balanceUnits() | balance.heldUnits()) != 0) {
                expected.add(
                        balance.account().tenant() + "|" + balance.account().number() + "|" + balance.asset() + "|"
                                + balance.balanceUnits() + "|" + balance.heldUnits());
            }
        });
        assertEquals(expected, new TreeSet<>(rows("""
                        SELECT concat_ws('|', tenant, account, asset_id, balance, held)
                        FROM wallet.balances WHERE balance <> 0 OR held <> 0""")));
    }

    /** Failure 7: the totals are the sums of the rows, and every asset sums to zero. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void theTotalsAreTheSumsOfTheBalances(long seed) throws SQLException {
        run(seed);

        apply(new Random(seed), 30);

        assertEquals(
                rows("""
                        SELECT concat_ws('|', tenant, asset_id, sum(balance),
                            coalesce(sum(balance) FILTER (WHERE account >= 1000), 0), count(*))
                        FROM wallet.balances GROUP BY tenant, asset_id ORDER BY 1"""),
                rows(
                        "SELECT concat_ws('|', tenant, asset_id, total, liabilities, accounts) FROM wallet.totals ORDER BY 1"));
        assertEquals(List.of("0"), rows("SELECT count(*) FROM wallet.totals WHERE total <> 0"));
    }

    /** Failure 5: rows and checkpoint move together, whatever is lost in between. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aViewThatDiesAndComesBackIsTheSameView(long seed) throws SQLException {
        run(seed);
        apply(new Random(seed), 50);
        List<String> uninterrupted = dump();
        empty();

        Random random = new Random(seed);
        int next = 0;
        while (next < log.size()) {
            long checkpoint = next == 0 ? 0 : end(log.get(next - 1));
            flush(opened(checkpoint), log.subList(next, Math.min(log.size(), next + random.nextInt(40))), false);
            int kept = Math.min(log.size(), next + 1 + random.nextInt(200));
            flush(opened(checkpoint), log.subList(Math.max(0, next - random.nextInt(20)), kept), true);
            next = kept;
        }

        assertEquals(uninterrupted, dump());
    }

    @Test
    void aMissingEventStopsTheView() throws SQLException {
        run(9);
        WalletProjection projection = opened(0);

        assertThrows(IllegalStateException.class, () -> flush(projection, log.subList(1, 2), true));
    }

    private void run(long seed) {
        for (RandomLog.Entry entry : RandomLog.of(seed, COMMANDS)) {
            List<Event> events = new ArrayList<>();
            long first = exchange.sequence() + 1;
            exchange.apply(entry.command(), entry.timeNanos(), new EventSink() {
                @Override
                public void event(Event event) {
                    events.add(event);
                }

                @Override
                public void repeated(FirstAnswer answer) {}
            });
            if (!events.isEmpty()) {
                log.add(new EventBatch(first, events.size(), first, entry.timeNanos(), events));
            }
        }
    }

    private static long end(EventBatch batch) {
        return batch.firstSequence() + batch.count() - 1;
    }

    /** A new process: nothing in memory but what the tables say. */
    private WalletProjection opened(long sequence) throws SQLException {
        WalletProjection projection = new WalletProjection();
        try (Connection connection = ground.database().views().getConnection()) {
            connection.setSchema("wallet");
            projection.load(connection, new Checkpoint(sequence, 0));
        }
        return projection;
    }

    private void apply(Random random, int most) throws SQLException {
        WalletProjection projection = opened(0);
        for (int next = 0; next < log.size(); ) {
            int end = Math.min(log.size(), next + 1 + random.nextInt(most));
            flush(projection, log.subList(next, end), true);
            projection.committed(log.subList(next, end));
            next = end;
        }
    }

    private void flush(WalletProjection projection, List<EventBatch> batches, boolean commit) throws SQLException {
        try (Connection connection = ground.database().views().getConnection()) {
            connection.setSchema("wallet");
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
        for (String table : List.of("assets", "balances", "totals", "transactions")) {
            dump.addAll(rows("SELECT '" + table + "' || t::text FROM wallet." + table + " t ORDER BY 1"));
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
}

package com.flowex.wallet.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.market.Asset;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.engine.ExtremeLog;
import com.flowex.engine.RandomLog;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.PoisonedLog;
import com.flowex.platform.testing.Seeds;
import com.flowex.platform.testing.ViewTables;
import com.flowex.protocol.event.EventBatch;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables against the engine's own state, over random logs. */
@Timeout(900)
class WalletViewTest {

    private static final int COMMANDS = 3_000;

    private final ViewTables<WalletProjection> tables =
            new ViewTables<>(WalletProjection::new, List.of("assets", "balances", "totals", "transactions"));
    private final EngineLog engine = new EngineLog();

    @AfterEach
    void close() {
        tables.close();
    }

    /** A balance that was opened and never used is in no event: nothing is the same as no row. */
    @ParameterizedTest
    @Seeds({20_261_120, 1, 2})
    void theBalancesOfTheViewAreTheEnginesOwn(long seed) throws SQLException {
        List<EventBatch> log = run(seed);

        tables.apply(tables.opened(0), log, new Random(seed), 200);

        TreeSet<String> expected = new TreeSet<>();
        engine.exchange().writeState(state -> {
            if (state instanceof BalanceState balance && (balance.balanceUnits() | balance.heldUnits()) != 0) {
                expected.add(
                        balance.account().tenant() + "|" + balance.account().number() + "|" + balance.asset() + "|"
                                + balance.balanceUnits() + "|" + balance.heldUnits());
            }
        });
        assertEquals(expected, new TreeSet<>(tables.rows("""
                        SELECT concat_ws('|', tenant, account, asset_id, balance, held)
                        FROM wallet.balances WHERE balance <> 0 OR held <> 0""")));
    }

    /** Failure 7: the totals are the sums of the rows, and every asset sums to zero. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void theTotalsAreTheSumsOfTheBalances(long seed) throws SQLException {
        List<EventBatch> log = run(seed);

        tables.apply(tables.opened(0), log, new Random(seed), 30);

        assertEquals(
                tables.rows("""
                        SELECT concat_ws('|', tenant, asset_id, sum(balance),
                            coalesce(sum(balance) FILTER (WHERE account >= 1000), 0), count(*))
                        FROM wallet.balances GROUP BY tenant, asset_id ORDER BY 1"""),
                tables.rows(
                        "SELECT concat_ws('|', tenant, asset_id, total, liabilities, accounts) FROM wallet.totals ORDER BY 1"));
        assertEquals(List.of("0"), tables.rows("SELECT count(*) FROM wallet.totals WHERE total <> 0"));
    }

    /** Failure 5: rows and checkpoint move together, whatever is lost in between. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aViewThatDiesAndComesBackIsTheSameView(long seed) throws SQLException {
        List<EventBatch> log = run(seed);
        tables.apply(tables.opened(0), log, new Random(seed), 50);
        List<String> uninterrupted = tables.dump();
        tables.empty();

        tables.applyDying(log, new Random(seed));

        assertEquals(uninterrupted, tables.dump());
    }

    @Test
    void aMissingEventStopsTheView() throws SQLException {
        List<EventBatch> log = run(9);
        WalletProjection projection = tables.opened(0);

        assertThrows(IllegalStateException.class, () -> tables.flush(projection, log.subList(1, 2), true));
    }

    /** Closes findings F1 and R13: balances and their sums at the ends of every scale. */
    @ParameterizedTest
    @Seeds(
            value = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233},
            usual = 4)
    void everyExtremeLogIsWrittenAndSumsToZero(long seed) throws SQLException {
        ExtremeLog.of(seed).forEach(entry -> engine.apply(entry.command(), entry.timeNanos()));
        WalletProjection projection = tables.opened(0);

        tables.apply(projection, engine.batches(), new Random(seed), 60);

        assertEquals(Map.of(), projection.stopped());
        assertEquals(List.of("0"), tables.rows("SELECT count(*) FROM wallet.totals WHERE total <> 0"));
    }

    /**
     * Closes finding F1: rows of several tenants go in one statement; one that cannot be written loses no other's. The
     * poison is an asset under a number that is taken.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aRowThatCannotBeWrittenStopsItsTenantAlone(long seed) throws SQLException {
        List<EventBatch> sound = List.copyOf(run(seed));
        tables.apply(tables.opened(0), sound, new Random(seed), 60);
        List<String> expected = rowsOfOthers();
        PoisonedLog log = new PoisonedLog(
                sound,
                event -> event instanceof BalanceChanged changed
                        && changed.account().tenant() == 2,
                new AssetListed(new Asset(2, new AssetId(1), "TAKEN", new Scale(0), 1)));
        tables.empty();

        tables.applyDying(log.poisoned(), new Random(seed));

        assertEquals(expected, rowsOfOthers());
        assertEquals(List.of("2"), tables.rows("SELECT tenant FROM wallet.stopped_tenants"));
    }

    private List<String> rowsOfOthers() throws SQLException {
        return tables.rows("""
                SELECT 'balance' || t::text FROM wallet.balances t WHERE tenant <> 2
                UNION ALL SELECT 'total' || t::text FROM wallet.totals t WHERE tenant <> 2
                UNION ALL SELECT 'transaction' || t::text FROM wallet.transactions t WHERE tenant <> 2
                ORDER BY 1""");
    }

    private List<EventBatch> run(long seed) {
        RandomLog.of(seed, COMMANDS).forEach(entry -> engine.apply(entry.command(), entry.timeNanos()));
        return engine.batches();
    }
}

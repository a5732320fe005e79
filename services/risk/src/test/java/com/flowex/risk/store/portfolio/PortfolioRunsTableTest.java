package com.flowex.risk.store.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestStand;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.app.portfolio.PortfolioReport;
import com.flowex.risk.app.portfolio.PortfolioRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: no user fills the database with portfolios, and none loses those of another one. */
@Timeout(900)
class PortfolioRunsTableTest {

    private static final PortfolioRequest REQUEST =
            new PortfolioRequest(PortfolioRequest.Scope.OWN, List.of(1_001L), 0.99, 1, 1_000);

    private final TestStand stand = TestStand.freshFor("risk");
    private final PortfolioRunsTable runs =
            new PortfolioRunsTable(stand.edge().platform().database());

    PortfolioRunsTableTest() {
        stand.edge().platform().database().migrate("risk");
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void newestRunsOfEachOwnerAreKept() {
        Instant now = Instant.now();
        long others = runs.order(1, 2, REQUEST, now).id();
        long first = runs.order(1, 1, REQUEST, now).id();
        runs.failed(1, first, "it is tried", now);
        for (int i = 1; i < PortfolioRunsTable.KEPT_MAX; i++) {
            runs.failed(1, runs.order(1, 1, REQUEST, now).id(), "it is tried", now);
        }
        assertTrue(runs.one(1, 1, first).isPresent());
        runs.order(1, 1, REQUEST, now);
        assertTrue(runs.one(1, 1, first).isEmpty());
        assertEquals(
                PortfolioRunsTable.KEPT_MAX,
                runs.page(1, 1, Long.MAX_VALUE, 1_000).size());
        assertTrue(runs.one(1, 2, others).isPresent());
    }

    @Test
    void endedRunStaysEndedAndIsRemovedInTime() {
        Instant now = Instant.now();
        for (int i = 0; i < PortfolioRunsTable.WAITING_MAX; i++) {
            runs.order(1, 1, REQUEST, now);
        }
        assertThrows(Refusal.class, () -> runs.order(1, 1, REQUEST, now));
        long next = runs.next(1, 0).orElseThrow().id();
        runs.failed(1, next, "it is tried", now);
        runs.failed(1, next, "another time", now);
        assertEquals("it is tried", runs.one(1, 1, next).orElseThrow().why());
        assertTrue(runs.next(1, next).orElseThrow().id() > next);
        assertEquals(0, runs.forget(1, now.minusSeconds(60)));
        assertEquals(PortfolioRunsTable.WAITING_MAX, runs.forget(1, now.plusSeconds(60)));
    }

    /** Reports of before a method changed lack what it added. */
    @Test
    void aReportOfTheMethodBeforeIsRead() {
        long id = runs.order(1, 1, REQUEST, Instant.now()).id();
        String loss = "{\"var\":0.1,\"cvar\":0.2,\"var_amount\":\"1\",\"cvar_amount\":\"2\"}";
        String old = """
                {"reference":"USDT","value":"10","day":"2026-11-19","covered":1,"days":300,"positions":[{"asset":"BTC","quantity":"1",
                "value":"10","weight":1,"risk":null}],"concentration":{"largest":1,"herfindahl":1,"effective":1},"risk":{"confidence":0.99,
                "horizon_days":1,"volatility":1,"max_drawdown":0.5,"beta":null,"historical":LOSS,"parametric":LOSS,"cornish_fisher":LOSS,
                "monte_carlo":LOSS,"paths":1000,"shrinkage":0,"correlation":[],"correlated":[],"backtest":{"days":1,"exceeded":0,
                "expected":0,"kupiec":0,"kupiec_p":1,"independence":0,"independence_p":1},"falls":null},"stress":[],"notes":[],
                "method":"portfolio-1"}""".replace("LOSS", loss);
        stand.edge()
                .platform()
                .database()
                .transaction(
                        1,
                        transaction -> Sql.execute(
                                transaction,
                                "UPDATE risk.portfolio_runs SET state = 'done', result = ?::jsonb WHERE tenant_id = 1 AND id = ?",
                                old,
                                id));
        PortfolioReport report =
                Objects.requireNonNull(runs.one(1, 1, id).orElseThrow().report());
        assertEquals("portfolio-1", report.method());
        assertNull(report.filled());
        assertNull(Objects.requireNonNull(report.risk()).backtests());
    }
}

package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a deposit is credited once, also where a database that is older than the log asks for it again after the ledger has forgotten it (issue
 * 14). Method: what the database says of a credited deposit is put back by hand, forty days later.
 */
@Timeout(900)
class PastDepositTest {

    private static final String ARRIVALS = "/api/v1/arrivals";

    private final WalletWorld world = new WalletWorld();

    @BeforeEach
    void creditOneAndForgetIt() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        assertEquals(
                "completed",
                world.deposit(world.ada, "USDT", "1000").json().path("status").asText());
        world.exchange.pass(Duration.ofDays(40));
        world.shown();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void sql(String statement) {
        world.stand.platform().database().transaction(1, connection -> Sql.execute(connection, statement));
    }

    private String state() {
        return world.stand
                .platform()
                .database()
                .query(
                        1,
                        connection ->
                                Sql.one(connection, row -> row.getString(1), "SELECT state FROM custody.arrivals"))
                .orElseThrow();
    }

    private JsonNode kept() {
        return world.server.get(ARRIVALS, world.admin).json().path("items").path(0);
    }

    private TestAnswer credit(String account) {
        return world.server.post(
                ARRIVALS + "/" + kept().path("id").asText() + "/credit",
                "{\"account\":\"" + account + "\"}",
                world.admin);
    }

    private String total(String token) {
        world.shown();
        return world.server
                .get("/api/wallet/balance/USDT", token)
                .json()
                .path("total")
                .asText();
    }

    @Test
    void depositInTheHistoryIsNotCreditedAgain() {
        sql("UPDATE custody.arrivals SET state = 'seen'");
        Await.until(() -> state().equals("credited"));

        assertEquals("1000", total(world.ada));
    }

    @Test
    void noHumanCreditsItTwice() {
        sql("UPDATE custody.arrivals SET state = 'kept', why = 'tried'");

        TestAnswer other = credit("1002");
        assertEquals("already_decided", other.code(), other.text());
        assertTrue(other.text().contains("it was credited by event "), other.text());
        TestAnswer own = credit("1001");
        assertEquals(200, own.status(), own.text());
        Await.until(() -> state().equals("credited"));
        assertEquals("1000", total(world.ada));
        assertEquals("0", total(world.bob));
    }

    /** The history lacks it: only a human knows whether it may be credited, and hears which transfer to look for. */
    @Test
    void depositMissingFromTheHistoryWaitsForAnOperator() {
        // The account by which it is looked for in the history has none.
        sql("UPDATE custody.arrivals SET state = 'seen', owner = "
                + WalletWorld.account(3).packed());
        Await.until(() -> state().equals("kept"));

        String why = kept().path("why").asText();
        assertTrue(why.matches("the ledger refuses transfer [0-9a-f]{32}: .* more than a month ago.*"), why);
        assertEquals("1000", total(world.ada));
    }
}

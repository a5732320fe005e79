package com.flowex.wallet;

import static com.flowex.wallet.MarginWorld.MARGIN;
import static com.flowex.wallet.MarginWorld.asset;
import static com.flowex.wallet.MarginWorld.atOnce;
import static com.flowex.wallet.MarginWorld.done;
import static com.flowex.wallet.MarginWorld.names;
import static com.flowex.wallet.MarginWorld.refused;
import static com.flowex.wallet.MarginWorld.statuses;
import static com.flowex.wallet.MarginWorld.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.testing.Await;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: the routes of cross margin move exactly the money that the rules of lending allow, and refuse everything else by
 * name. Method: one exchange with the real engine and the views; the tests follow its life: terms, quotes of three
 * sources, a funded pool, a loan that is sold short, a margin call, a liquidation and the repayment.
 */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MarginTest {

    private static MarginWorld margin;
    private static WalletWorld world;

    /** Id of the loan of 1 BTC that Ada got. */
    private static String loan = "";

    @BeforeAll
    static void begin() {
        margin = new MarginWorld();
        world = margin.world;
    }

    @AfterAll
    static void end() {
        margin.close();
    }

    @Test
    @Order(1)
    void tenantLendsOnlyAfterItSwitchesTheFeatureOn() {
        refused(403, "feature_off", margin.borrow(world.ada, "BTC", "1", "too-early"));
        margin.feature(true);
        refused(422, "lending_pool_missing", margin.borrow(world.ada, "BTC", "1", "without-terms"));
        refused(422, "repays_more_than_owed", margin.repay(world.ada, "BTC", "1", "nothing"));
        assertEquals(0, margin.account(world.ada).path("items").size());
    }

    @Test
    @Order(2)
    void termsAreSetByTheVersionAtWhichTheyWereRead() {
        refused(403, "forbidden", margin.server.put(MARGIN + "/pools/BTC", terms(0, "1.5"), world.ada));
        names("tiers", margin.setTerms("BTC", terms(0, "1").replaceAll("\\[.*]", "[]")));
        names("haircut", margin.setTerms("BTC", terms(0, "1").replace("\"haircut\":\"0\"", "\"haircut\":\"1.1\"")));
        names("hourly_rate", margin.setTerms("BTC", terms(0, "1").replace("0.00001", "0.01")));
        names("tiers.0.maintenance", margin.setTerms("BTC", terms(0, "1").replace("0.04", "0.06")));
        names("version", margin.setTerms("BTC", terms(0, "1").replace("\"version\":0,", "")));
        JsonNode pool = done(200, margin.setTerms("BTC", terms(0, "1")));
        long version = pool.path("terms").path("version").asLong();
        refused(409, "version_changed", margin.setTerms("BTC", terms(0, "1.5")));
        refused(
                422,
                "margin_scale_fixed",
                margin.setTerms("BTC", terms(version, "1.5").replace("\"price_scale\":2", "\"price_scale\":3")));
        assertEquals(
                "1.5",
                done(200, margin.setTerms("BTC", terms(version, "1.5")))
                        .path("terms")
                        .path("cap")
                        .asText());
        done(200, margin.setTerms("USDT", terms(0, "20000")));
        refused(404, "unknown_asset", margin.setTerms("DOGE", terms(0, "1")));
        String levels = "{\"version\":0,\"call\":\"1.3\",\"liquidation\":\"1.1\",\"fee\":\"0.02\"}";
        assertEquals(
                "1.3",
                done(200, margin.get("/levels", world.admin)).path("call").asText());
        names("call", margin.server.put(MARGIN + "/levels", levels.replace("1.3", "1.05"), world.admin));
        done(200, margin.server.put(MARGIN + "/levels", levels.replace("0.02", "0.01"), world.admin));
        refused(409, "version_changed", margin.server.put(MARGIN + "/levels", levels, world.admin));
    }

    @Test
    @Order(3)
    void poolIsFundedByTwoPeople() throws Exception {
        names(
                "to",
                margin.post(
                        "/transfers",
                        "{\"from\":\"pool\",\"to\":\"pool\",\"currency\":\"BTC\",\"amount\":\"1\",\"reason\":\"x\"}",
                        world.admin));
        String id = margin.fund("own", "pool", "BTC", "5");
        refused(403, "forbidden", margin.post("/transfers/" + id + "/approve", "", world.admin));
        assertEquals("posted", done(200, margin.approve(id)).path("state").asText());
        assertEquals("posted", done(200, margin.approve(id)).path("state").asText());
        String money = margin.fund("own", "pool", "USDT", "20000");
        assertEquals(List.of(200, 200), statuses(() -> margin.approve(money)));
        refused(422, "insufficient_funds", margin.approve(margin.fund("fees", "pool", "USDT", "1")));
        String rejected = margin.fund("pool", "fees", "USDT", "1");
        assertEquals(
                "rejected",
                done(200, margin.post("/transfers/" + rejected + "/reject", "", margin.second))
                        .path("state")
                        .asText());
        refused(409, "already_decided", margin.approve(rejected));
        JsonNode pools = margin.pools();
        assertEquals("5", pools.path(0).path("free").asText(), pools.toString());
        assertEquals("0", pools.path(0).path("lent").asText(), pools.toString());
        assertEquals("20000", pools.path(1).path("free").asText(), pools.toString());
    }

    @Test
    @Order(4)
    void quotesOfThreeSourcesMakeAnIndexPrice() {
        refused(422, "index_price_uncertain", margin.borrow(world.ada, "BTC", "1", "no-price"));
        refused(403, "forbidden", margin.post("/quotes", "{}", world.ada));
        names("source", margin.quote("BTC", 17, "1000"));
        names("price", margin.quote("BTC", 1, "-1"));
        refused(404, "unknown_asset", margin.quote("DOGE", 1, "1"));
        margin.costs("1000");
        String old =
                "{\"currency\":\"BTC\",\"source\":1,\"price\":\"1\",\"volume\":\"1\",\"time\":\"2020-01-01T00:00:00Z\"}";
        refused(409, "index_quote_outdated", margin.post("/quotes", old, world.admin));
        JsonNode index = margin.pools().path(0).path("index");
        assertEquals("1000", index.path("price").asText(), index.toString());
        assertTrue(index.path("certain").asBoolean(), index.toString());
        assertEquals(3, index.path("fresh_sources").asInt(), index.toString());
        margin.pass(Duration.ofMinutes(1));
        assertFalse(margin.pools().path(0).path("index").path("certain").asBoolean());
        margin.costs("1000");
    }

    @Test
    @Order(5)
    void loanIsMadeOnceAndIsNeverAboveTheCapOrTheCollateral() throws Exception {
        JsonNode before = margin.account(world.ada);
        assertEquals("", before.path("level").asText(""), before.toString());
        assertEquals("1.5", asset(before, "BTC").path("borrowable").asText(), before.toString());
        assertEquals("2000", asset(before, "USDT").path("withdrawable").asText(), before.toString());
        names("id", margin.post("/loans", "{\"currency\":\"BTC\",\"amount\":\"1\"}", world.ada));
        names("amount", margin.borrow(world.ada, "BTC", "0", "zero"));
        refused(422, "lending_cap_reached", margin.borrow(world.ada, "BTC", "1.50000001", "above-cap"));
        refused(422, "margin_level_too_low", margin.borrow(world.cyd, "USDT", "1", "no-collateral"));

        List<TestAnswer> answers = atOnce(
                () -> margin.borrow(world.ada, "BTC", "1", "first"),
                () -> margin.borrow(world.bob, "BTC", "1", "first"));
        assertEquals(
                List.of(201, 422),
                answers.stream().map(TestAnswer::status).sorted().toList(),
                answers.toString());
        boolean isAdas = answers.getFirst().status() == 201;
        if (!isAdas) {
            done(201, margin.repay(world.bob, "BTC", "all", "give-way"));
            done(201, margin.borrow(world.ada, "BTC", "1", "second"));
        }
        loan = isAdas ? "first" : "second";
        JsonNode again = done(200, margin.borrow(world.ada, "BTC", "1", loan));
        assertEquals("1", again.path("principal").asText(), again.toString());
        assertEquals("0.00001", again.path("interest").asText(), again.toString());
        refused(409, "transfer_id_reused", margin.borrow(world.ada, "BTC", "0.5", loan));
        JsonNode owing = margin.account(world.ada);
        assertEquals("1", asset(owing, "BTC").path("principal").asText(), owing.toString());
        assertEquals("2.99997", owing.path("level").asText().substring(0, 7), owing.toString());
        assertEquals(List.of("debts in 1 currencies"), margin.holdings(1), "an account that owes cannot be closed");
        JsonNode pool = margin.pools().path(0);
        assertEquals("1", pool.path("lent").asText(), pool.toString());
        assertEquals("4", pool.path("free").asText().substring(0, 1), pool.toString());
        assertEquals(
                "1001",
                done(200, margin.get("/pools/BTC/debts", world.admin))
                        .path("items")
                        .path(0)
                        .path("account")
                        .asText());
    }

    @Test
    @Order(6)
    void anAccountBoundsItsOwnLeverage() {
        names("leverage", margin.leverage(world.ada, "0"));
        names("leverage", margin.server.put(MARGIN + "/leverage", "{}", world.ada));
        refused(422, "leverage_too_high", margin.leverage(world.ada, "22"));
        done(200, margin.leverage(world.ada, "1"));
        JsonNode bound = margin.account(world.ada);
        assertEquals("1 of 21", bound.path("leverage").asText() + " of " + bound.path("leverage_max"));
        refused(422, "margin_level_too_low", margin.borrow(world.ada, "BTC", "0.1", "above-own-leverage"));
        done(200, margin.leverage(world.ada, "null"));
        assertTrue(margin.account(world.ada).path("leverage").isNull());
    }

    @Test
    @Order(6)
    void viewThatLacksOlderStopsLendsNothing() throws SQLException {
        margin.rebuilt("unknown");
        refused(403, "feature_off", margin.borrow(world.ada, "BTC", "0.1", "unknown-stops"));
        assertEquals(
                "0", asset(margin.account(world.ada), "BTC").path("borrowable").asText());
        margin.rebuilt("none");
        assertEquals(
                "0.5",
                asset(margin.account(world.ada), "BTC").path("borrowable").asText());
    }

    @Test
    @Order(7)
    void stoppedAccountBorrowsNothingAndRepays() throws Exception {
        margin.costs("1000");
        AccountId ada = WalletWorld.account(1);
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfAccount(ada), true));
        refused(422, "account_killed", margin.borrow(world.ada, "BTC", "0.1", "killed"));
        assertEquals(
                "1",
                done(200, margin.borrow(world.ada, "BTC", "1", loan))
                        .path("amount")
                        .asText(),
                "it was made before");
        refused(409, "transfer_id_reused", margin.borrow(world.ada, "BTC", "2", loan));
        assertEquals(
                "0", asset(margin.account(world.ada), "BTC").path("borrowable").asText());
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfAccount(ada), false));
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfTenant(1), true));
        refused(422, "tenant_killed", margin.borrow(world.ada, "BTC", "0.1", "all-killed"));
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfTenant(1), false));
        world.exchange.accepted(new RestrictAccount(ada, AccountRestriction.REDUCE_ONLY));
        refused(403, "account_restricted", margin.borrow(world.ada, "BTC", "0.1", "reduces"));
        margin.feature(false);
        assertEquals(List.of(200, 201), statuses(() -> margin.repay(world.ada, "BTC", "0.1", "a-part")));
        JsonNode repaid = done(200, margin.repay(world.ada, "BTC", "0.1", "a-part"));
        assertEquals("0.90001", repaid.path("principal").asText(), repaid.toString());
        assertEquals("0", repaid.path("interest").asText(), repaid.toString());
        margin.feature(true);
        world.exchange.accepted(new RestrictAccount(ada, AccountRestriction.NONE));
        done(201, margin.borrow(world.ada, "BTC", "0.1", "again"));
        refused(422, "repays_more_than_owed", margin.repay(world.ada, "BTC", "2", "too-much"));
        names("amount", margin.post("/repayments", "{\"currency\":\"BTC\",\"id\":\"neither\"}", world.ada));
        names(
                "amount",
                margin.post(
                        "/repayments",
                        "{\"currency\":\"BTC\",\"all\":true,\"amount\":\"1\",\"id\":\"both\"}",
                        world.ada));
    }

    @Test
    @Order(8)
    void owedMoneyLeavesOnlyAboveTheLevelOfTransfers() {
        margin.costs("1000");
        JsonNode before = margin.account(world.ada);
        new MarginRecords(margin).assumptionsShowTheAccountAsItWouldBe(before);
        String free = asset(before, "USDT").path("withdrawable").asText();
        TestAnswer sent = world.server.post(
                "/api/wallet/transfers",
                "{\"to\":\"bob@example.com\",\"currency\":\"USDT\",\"amount\":\"1900\",\"id\":\"too-much\"}",
                world.ada);
        refused(422, "margin_level_too_low", sent);
        assertTrue(new BigDecimal(free).compareTo(new BigDecimal("1000")) <= 0, free);

        done(201, world.withdraw(world.bob, "USDT", "10", world.elsewhere(), ""));
        Await.until(() -> new BigDecimal(asset(margin.account(world.bob), "USDT")
                                .path("reserved")
                                .asText())
                        .intValue()
                == 10);
    }

    @Test
    @Order(9)
    void interestIsChargedEachHourAndListed() {
        world.exchange.pass(Duration.ofHours(2));
        world.shown();
        JsonNode charges = done(200, margin.get("/interest?currency=BTC&limit=2", world.ada));
        assertEquals(2, charges.path("items").size(), charges.toString());
        assertFalse(charges.path("next_cursor").isNull(), charges.toString());
        assertFalse(asset(margin.account(world.ada), "BTC")
                .path("interest")
                .asText()
                .equals("0"));
        margin.costs("1000");
        new MarginRecords(margin).hoursAreRecorded();
    }

    @Test
    @Order(10)
    void shortSaleIsCalledLiquidatedAndRepaid() {
        margin.order(2, Side.BUY, "1", 100_000);
        margin.order(1, Side.SELL, "1", 100_000);
        JsonNode sold = margin.account(world.ada);
        assertEquals("at_or_above", asset(sold, "BTC").path("liquidation_when").asText(), sold.toString());
        String preview = asset(sold, "BTC").path("liquidation_price").asText();
        MarginFollower follower = new MarginFollower(world, WalletWorld.account(1));
        assertEquals(sold.path("level"), follower.next().path("level"));
        assertEquals(Optional.empty(), follower.look(), "nothing has changed");
        margin.feature(false);
        margin.costs("2400");
        assertFalse(follower.next().path("last_call_at").isNull());
        assertEquals(List.of("call 1001"), margin.readForNotices(), "also while the feature is off");
        margin.feature(true);
        assertEquals(1, done(200, margin.get("/calls", world.ada)).path("items").size());
        assertFalse(margin.account(world.ada).path("liquidating").asBoolean());

        margin.order(2, Side.SELL, "5", 280_000);
        margin.costs("2750");
        assertTrue(new BigDecimal(preview).compareTo(new BigDecimal("2750")) <= 0, preview);
        JsonNode ended = done(200, margin.get("/liquidations", world.ada)).path("items");
        assertEquals(1, ended.size(), ended.toString());
        assertFalse(ended.path(0).path("ended_at").isNull(), ended.toString());
        assertTrue(margin.readForNotices().contains("liquidation 1001"));
        JsonNode all = done(200, margin.get("/all-liquidations?state=all", world.admin))
                .path("items");
        assertEquals("1001", all.path(0).path("account").asText(), all.toString());
        assertEquals(
                0,
                done(200, margin.get("/all-liquidations?state=running", world.admin))
                        .path("items")
                        .size());
        JsonNode left = margin.account(world.ada);
        assertTrue(left.path("level").asText().compareTo("1.28") > 0, left.toString());
        assertEquals(left.path("level"), follower.next().path("level"));

        new MarginRecords(margin).liquidationIsRecorded();
        margin.order(1, Side.BUY, "0.29", 280_000);
        JsonNode repaid = done(201, margin.repay(world.ada, "BTC", "all", "the-rest"));
        assertEquals("0", repaid.path("principal").asText(), repaid.toString());
        assertEquals("0", repaid.path("interest").asText(), repaid.toString());
        JsonNode free = margin.account(world.ada);
        assertTrue(free.path("level").isNull(), free.toString());
        assertEquals("0", margin.pools().path(0).path("lent").asText());
        assertEquals(200, margin.repay(world.ada, "BTC", "all", "the-rest").status());
        refused(422, "repays_more_than_owed", margin.repay(world.ada, "BTC", "all", "nothing-left"));
    }

    @Test
    @Order(11)
    void shortfallIsRecordedAndBookedByTheInsurance() {
        world.conjure(1, "USDT", 2_000);
        margin.costs("1000");
        done(201, margin.borrow(world.ada, "BTC", "1", "to-lose"));
        margin.order(2, Side.BUY, "1", 100_000);
        margin.order(1, Side.SELL, "1", 100_000);
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfAccount(WalletWorld.account(2)), true));
        margin.costs("20000");
        AccountId ada = WalletWorld.account(1);
        assertTrue(
                margin.account(world.ada).path("liquidating").asBoolean(), "no market sells at a tenth of the index");
        done(200, margin.post("/accounts/" + ada.number() + "/liquidation/close", "", world.admin));
        JsonNode recorded = done(200, margin.get("/shortfalls", world.admin)).path("items");
        assertEquals(1, recorded.size(), recorded.toString());
        assertFalse(recorded.path(0).path("booked").asBoolean(), recorded.toString());
        String lost = recorded.path(0).path("amount").asText();
        new MarginRecords(margin).lossIsNotRecorded();
        done(200, margin.approve(margin.fund("own", "insurance", "BTC", lost)));
        done(200, margin.approve(margin.fund("insurance", "pool", "BTC", lost)));
        JsonNode booked = done(200, margin.get("/shortfalls", world.admin)).path("items");
        assertTrue(booked.path(0).path("booked").asBoolean(), booked.toString());
        assertEquals("0", booked.path(0).path("total").asText(), booked.toString());
    }

    @Test
    @Order(12)
    void anotherTenantReachesNothing() {
        String stranger = world.otherTenant();
        for (String list : List.of("/pools", "/all-liquidations", "/shortfalls", "/transfers")) {
            assertEquals(0, done(200, margin.get(list, stranger)).path("items").size(), list);
        }
        refused(404, "unknown_account", margin.get("/accounts/1001", stranger));
        refused(404, "unknown_account", margin.post("/accounts/1001/liquidation/close", "", stranger));
        new MarginRecords(margin).isolatedAccountsAreListed(stranger);
        refused(404, "unknown_asset", margin.get("/pools/BTC/debts", stranger));
        refused(403, "forbidden", margin.get("/pools", world.ada));
    }
}

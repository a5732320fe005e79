package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.p2p.P2pWorld.Killed;
import com.flowex.p2p.rule.TradeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Goal: two people trade over HTTP, each reads what they may read, and whatever is not in the table is refused by name
 * without moving money.
 */
class P2pServiceTest extends P2pScenario {

    @Test
    void aTradeGoesFromOfferToRelease() {
        String trade = taken("0.5");
        assertEquals(ten(0, HALF + FEE), balance(1));
        JsonNode answer = world.server.get(TRADES + "/" + trade, bob).json();
        assertEquals(
                "DE89 3704 0044 0532 0130 00", answer.path("payment_details").asText());
        assertEquals("30000", answer.path("trade").path("payment").asText());
        assertEquals("awaiting_payment", answer.path("trade").path("state").asText());
        assertEquals(
                "[\"pay\",\"cancel\"]", answer.path("trade").path("may_now").toString());
        assertEquals(404, world.server.get(TRADES + "/" + trade, cyd).status());
        assertEquals(
                "4.5",
                world.server
                        .get(OFFERS, ada)
                        .json()
                        .path("items")
                        .path(0)
                        .path("offer")
                        .path("remaining")
                        .asText());

        post(TRADES + "/" + trade + "/paid", version(2), bob, 200);
        refused("version_changed", TRADES + "/" + trade + "/release", version(2), ada);
        refused("trade_state", TRADES + "/" + trade + "/paid", version(3), bob);
        refused("trade_state", TRADES + "/" + trade + "/cancel", version(3), bob);
        refused("trade_state", TRADES + "/" + trade + "/cancel", version(3), ada);
        refused("trade_state", TRADES + "/" + trade + "/release", version(3), bob);
        refused("not_found", TRADES + "/" + trade + "/release", version(3), cyd);
        world.sales.hasSecondFactor = true;
        refused("second_factor_required", TRADES + "/" + trade + "/release", version(3), ada);
        String confirmed = "{\"version\":3,\"code\":\"123456\"}";
        JsonNode done = post(TRADES + "/" + trade + "/release", confirmed, ada, 200);

        assertEquals("released", done.path("state").asText());
        assertEquals(ten(-HALF - FEE, 0), balance(1));
        assertEquals(ten(HALF, 0), balance(2));
        JsonNode after = world.server.get(TRADES + "/" + trade, bob).json();
        assertEquals("", after.path("payment_details").asText());
        assertEquals(5, after.path("history").size());
        refused("trade_state", TRADES + "/" + trade + "/dispute", "{\"version\":5,\"reason\":\"not_paid\"}", bob);
    }

    @Test
    void takingIsRepeatedByItsIdAndRefusedByName() {
        String offer = sale();
        String first =
                post(TRADES, taking(offer, "t1", "0.5"), bob, 201).path("id").asText();
        assertEquals(
                first,
                post(TRADES, taking(offer, "t1", "0.5"), bob, 201).path("id").asText());
        assertEquals(ten(0, HALF + FEE), balance(1));
        refused("invalid_field", TRADES, taking(offer, "t1", "0.6"), bob);
        refused("offer_conditions", TRADES, taking(offer, "t2", "0.5"), ada);
        refused("invalid_field", TRADES, taking(offer, "t2", "2.5"), bob);
        refused("invalid_field", TRADES, taking(offer, "t2", "0.5").replace("bank_transfer", "in_person"), bob);
        refused("invalid_field", TRADES, taking(offer, "t2", "0.5").replace("bank_transfer", "gold"), bob);
        refused("version_changed", TRADES, taking(offer, "t2", "0.5").replace("_version\":1", "_version\":2"), bob);
        refused("not_found", TRADES, taking("999", "t2", "0.5"), bob);
        world.server.put(OFFERS + "/" + offer + "/state", "{\"state\":\"paused\",\"version\":1}", ada);
        refused("offer_unavailable", TRADES, taking(offer, "t2", "0.5").replace("_version\":1", "_version\":2"), bob);
        assertEquals(
                0,
                world.server
                        .get(MARKET + "?side=buy&asset=BTC&currency=EUR", bob)
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                404,
                world.server
                        .put(OFFERS + "/" + offer + "/state", "{\"state\":\"closed\",\"version\":2}", bob)
                        .status());
    }

    @Test
    void aSellerWithoutTheQuantityMakesNoTrade() {
        String large = SALE.replace("\"5\"", "\"%s\"").replace("\"2\"", "\"20\"");
        refused("insufficient_funds", OFFERS, large.formatted("50"), ada);
        // Ten bitcoins are there, and the fee is on top.
        refused("insufficient_funds", OFFERS, large.formatted("10"), ada);
        post(OFFERS, large.formatted("9"), ada, 201);
        String more = large.formatted("10").replace("\"terms\"", "\"version\":1,\"terms\"");
        assertEquals(
                "insufficient_funds", world.server.put(OFFERS + "/1", more, ada).code());
        String sold = post(OFFERS, SALE, ada, 201).path("id").asText();
        String half = post(TRADES, taking(sold, "t0", "2"), bob, 201).path("id").asText();
        refused("offer_unavailable", TRADES, taking("1", "t1", "9"), bob);
        put(OFFERS + "/1/state", "{\"state\":\"paused\",\"version\":1}", ada, 200);
        String resumed = "{\"state\":\"active\",\"version\":2}";
        assertEquals(
                "insufficient_funds",
                world.server.put(OFFERS + "/1/state", resumed, ada).code());
        post(TRADES + "/" + half + "/cancel", version(2), bob, 200);
        put(OFFERS + "/1/state", resumed, ada, 200);
        assertEquals(ten(0, 0), balance(1));
        assertEquals(
                "9",
                world.server
                        .get(OFFERS, ada)
                        .json()
                        .path("items")
                        .path(1)
                        .path("offer")
                        .path("remaining")
                        .asText());

        String purchase = post(OFFERS, """
                {"side":"buy","asset":"BTC","currency":"EUR","price":"60000","quantity":"50","min_quantity":"1",
                 "max_quantity":"20","methods":["bank_transfer"],"window_minutes":15}""", ada, 201).path("id").asText();
        refused("invalid_field", TRADES, taking(purchase, "t2", "1"), bob);
        String details = "\"method\":\"bank_transfer\",\"payment_details\":\"DE1\"";
        refused(
                "insufficient_funds",
                TRADES,
                taking(purchase, "t3", "10").replace("\"method\":\"bank_transfer\"", details),
                bob);
        String trade = post(
                        TRADES, taking(purchase, "t4", "1").replace("\"method\":\"bank_transfer\"", details), bob, 201)
                .path("id")
                .asText();
        assertEquals(
                "DE1",
                world.server
                        .get(TRADES + "/" + trade, ada)
                        .json()
                        .path("payment_details")
                        .asText());
    }

    @Test
    void theBuyerCancelsBeforePayingAndTheOfferHasTheQuantityAgain() {
        String trade = taken("0.5");
        assertEquals(
                "canceled",
                post(TRADES + "/" + trade + "/cancel", version(2), bob, 200)
                        .path("state")
                        .asText());
        assertEquals(ten(0, 0), balance(1));
        assertEquals(ten(0, 0), balance(2));
        JsonNode offer =
                world.server.get(OFFERS, ada).json().path("items").path(0).path("offer");
        assertEquals("5", offer.path("remaining").asText());
    }

    @Test
    void userWithAWithdrawalBlockCannotSell() {
        String trade = taken("0.5");
        world.sales.restricted = 1;
        refused("offer_unavailable", TRADES, taking("1", "t2", "0.5"), bob);
        refused("account_restricted", OFFERS, SALE, ada);
        String active = "{\"state\":\"active\",\"version\":1}";
        assertEquals(
                "account_restricted",
                world.server.put(OFFERS + "/1/state", active, ada).code());
        post(TRADES + "/" + trade + "/paid", version(2), bob, 200);
        refused("account_restricted", TRADES + "/" + trade + "/release", version(3), ada);
        post(TRADES + "/" + trade + "/dispute", "{\"version\":3,\"reason\":\"paid_not_released\"}", bob, 200);
        post(DISPUTES + "/" + trade + "/claim", version(4), mod, 200);
        String release = "{\"version\":%d,\"decision\":\"release\",\"asset\":\"BTC\",\"note\":\"it was paid\"}";
        refused("trade_state", DISPUTES + "/" + trade + "/decision", release.formatted(5), mod);
        tick(Duration.ofMinutes(11));
        post(DISPUTES + "/" + trade + "/decision", release.formatted(5), mod, 200);
        refused("trade_state", TRADES + "/" + trade + "/acceptance", version(6), bob);
        assertEquals(
                "released",
                post(TRADES + "/" + trade + "/acceptance", version(6), ada, 200)
                        .path("state")
                        .asText());
    }

    @Test
    void windowsEndAndMoveByAnOutage() {
        String trade = taken("0.5");
        clock.read(1);
        world.pass(Duration.ofSeconds(5));
        // This window begins after the last reading before the outage.
        String after =
                post(TRADES, taking("1", "t0", "0.5"), cyd, 201).path("id").asText();
        world.pass(Duration.ofMinutes(20));
        clock.read(1);
        assertEquals("awaiting_payment", state(trade));
        JsonNode moved = world.server.get(TRADES + "/" + after, cyd).json().path("trade");
        assertEquals(
                world.now.plus(Duration.ofMinutes(15)),
                Instant.parse(moved.path("deadline").asText()),
                moved::toString);

        tick(Duration.ofMinutes(16));
        assertEquals("expired", state(trade));
        assertEquals(ten(0, 0), balance(1));

        String next =
                post(TRADES, taking("1", "t2", "0.5"), bob, 201).path("id").asText();
        post(TRADES + "/" + next + "/paid", version(2), bob, 200);
        tick(Duration.ofMinutes(31));
        assertEquals("disputed", state(next));
        assertEquals(ten(0, HALF + FEE), balance(1));
    }

    /** A suspension is how an operator declares a maintenance: its users cannot act, so no window goes on. */
    @Test
    void windowsMoveByTheMaintenanceOfAnExchange() {
        String trade = taken("0.5");
        Instant deadline = deadline(trade);
        world.service.readClocks();
        Tenant exchange = Objects.requireNonNull(world.stand.tenants().byNumber(1));
        TestTenants.change(world.stand, exchange, each -> each.in(Tenant.Status.SUSPENDED));
        for (int minute = 0; minute < 20; minute++) {
            world.pass(Duration.ofMinutes(1));
            world.service.readClocks();
        }
        TestTenants.change(world.stand, exchange, each -> each.in(Tenant.Status.ACTIVE));
        world.service.readClocks();
        assertEquals("awaiting_payment", state(trade));
        assertEquals(deadline.plus(Duration.ofMinutes(20)), deadline(trade));
    }

    private Instant deadline(String trade) {
        JsonNode shown = world.server.get(TRADES + "/" + trade, bob).json();
        return Instant.parse(shown.path("trade").path("deadline").asText());
    }

    /** A sale takes money out of an account: it counts in the day of the seller, and what is not sold does not. */
    @Test
    void saleCountsTowardsTheSellersDailyLimitAndACanceledOneDoesNot() {
        AccountId seller = P2pWorld.account(1);
        String trade = taken("0.5");
        assertEquals(HALF + FEE, world.sales.counted.get(seller));
        post(TRADES + "/" + trade + "/cancel", version(2), bob, 200);
        assertEquals(0, world.sales.counted.get(seller));

        world.sales.limit = HALF + FEE;
        refused("offer_unavailable", TRADES, taking("1", "t2", "0.6"), bob);
        assertEquals(0, world.sales.counted.get(seller));
        String sold =
                post(TRADES, taking("1", "t3", "0.5"), bob, 201).path("id").asText();
        refused("offer_unavailable", TRADES, taking("1", "t4", "0.01"), bob);
        post(TRADES + "/" + sold + "/release", version(2), ada, 200);
        assertEquals(HALF + FEE, world.sales.counted.get(seller));
    }

    @Test
    void aProcessThatEndsBetweenTwoStepsLosesNothing() {
        String trade = taken("0.5");
        post(TRADES + "/" + trade + "/paid", version(2), bob, 200);
        world.afterPosting = () -> {
            throw new Killed();
        };
        assertThrows(Killed.class, () -> world.parts
                .commands(world.postings)
                .send(P2pWorld.account(1), UUID.fromString(trade), 3, TradeMessage.RELEASE, ""));
        world.afterPosting = () -> {};
        assertEquals("settling", state(trade));
        assertEquals(ten(HALF, 0), balance(2));

        clock.read(1);
        assertEquals("settling", state(trade));
        world.pass(Duration.ofSeconds(3));
        clock.read(1);

        assertEquals("released", state(trade));
        assertEquals(ten(HALF, 0), balance(2));
        assertEquals(ten(-HALF - FEE, 0), balance(1));
    }

    @Test
    void aFloatingOfferFollowsTheMarketAndFreezesWhenTaken() {
        String floating = SALE.replace("\"price\":\"60000\"", "\"margin\":100,\"price_limit\":\"59000\"");
        refused("reference_stale", OFFERS, floating, ada);
        world.middle = OptionalLong.of(60_000L * 100_000_000L);
        post(OFFERS, floating, ada, 201);
        post(OFFERS, SALE.replace("60000", "60700"), cyd, 201);
        JsonNode found = world.server
                .get(MARKET + "?side=buy&asset=BTC&currency=EUR&quantity=1", bob)
                .json();
        assertEquals("60600", found.path("items").path(0).path("price").asText());
        assertEquals("60700", found.path("items").path(1).path("price").asText());
        assertEquals(
                "[\"price\",\"reliability\",\"age\"]", found.path("ranked_by").toString());
        assertTrue(!found.toString().contains("DE89"), found::toString);

        JsonNode trade = post(TRADES, taking("1", "t1", "0.5"), bob, 201);
        world.middle = OptionalLong.of(50_000L * 100_000_000L);
        assertEquals("30300", trade.path("payment").asText());
        refused("reference_stale", TRADES, taking("1", "t2", "0.5"), bob);
    }

    @Test
    void theOverviewHasEachPairOnceWithTheSidesThatCanBeTaken() {
        post(OFFERS, SALE, ada, 201);
        post(OFFERS, SALE.replace("60000", "61000"), ada, 201);
        post(OFFERS, SALE.replace("EUR", "JPY"), bob, 201);
        String purchase = SALE.replace("\"sell\"", "\"buy\"")
                .replace(",\n \"payment_details\":\"DE89 3704 0044 0532 0130 00\"", "");
        post(OFFERS, purchase, bob, 201);
        JsonNode overview = world.server.get("/api/v1/p2p/overview", cyd).json();
        assertEquals(
                "[{\"asset\":\"BTC\",\"currency\":\"EUR\",\"currency_places\":2,\"sides\":[\"sell\",\"buy\"]},"
                        + "{\"asset\":\"BTC\",\"currency\":\"JPY\",\"currency_places\":0,\"sides\":[\"buy\"]}]",
                overview.path("pairs").toString());
        assertEquals(
                "{\"half_life_days\":180,\"asset\":null,\"full_value\":null}",
                overview.path("weighing").toString());
        assertEquals(1_000, overview.path("fee_millionths").asInt());
        assertEquals(0, overview.path("reliability").path("counterparties").asInt());
    }

    /** Trades are valued in USDT, of which 500 are a full weight; the clock of tests passes a half-life at once. */
    @Test
    void reliabilityWeighsTradesByValueAndAge() {
        world.parts.pricing().directory().listed(new Asset(1, new AssetId(2), "USDT", new Scale(2), 1_000_000_000));
        world.middle = OptionalLong.of(1_000L * 100_000_000L);
        String offer = sale();
        // 0.01 BTC are worth 10 USDT: a fiftieth of a full weight.
        sold(offer, "t1", "0.01", bob);
        assertOwner(offer, "0.02", 1, 5);
        world.middle = OptionalLong.of(60_000L * 100_000_000L);
        sold(offer, "t2", "0.1", cyd);
        assertOwner(offer, "1.02", 2, 209);
        // The heaviest trade with a counterparty decides, and a lighter one after it changes nothing.
        sold(offer, "t3", "0.1", bob);
        assertOwner(offer, "2", 2, 342);
        world.middle = OptionalLong.empty();
        sold(offer, "t4", "0.1", bob);
        assertOwner(offer, "2", 2, 342);
        // A trade without a price weighs a tenth.
        sold(offer, "t5", "0.1", world.stand.token(4, "user"));
        assertOwner(offer, "2.1", 3, 353);

        // The owner sees the same figure that conditions are compared with.
        JsonNode own = world.server.get("/api/v1/p2p/overview", ada).json();
        assertEquals(353, own.path("reliability").path("per_mille").asInt());
        assertEquals(
                "{\"half_life_days\":180,\"asset\":\"USDT\",\"full_value\":\"500\"}",
                own.path("weighing").toString());
        String picky = SALE.replace("\"terms\"", "\"min_reliability\":206,\"terms\"");
        post(TRADES, taking(id(post(OFFERS, picky, ada, 201)), "t6", "0.1"), cyd, 201);
        world.pass(Duration.ofDays(180));
        assertOwner(offer, "1.05", 3, 214);
        refused("offer_conditions", TRADES, taking(id(post(OFFERS, picky, ada, 201)), "t7", "0.1"), cyd);
    }

    private static String id(JsonNode made) {
        return made.path("id").asText();
    }

    private void sold(String offer, String client, String quantity, String buyer) {
        complete(id(post(TRADES, taking(offer, client, quantity), buyer, 201)), buyer, ada);
    }

    private void assertOwner(String offer, String weighted, int counterparties, int perMille) {
        JsonNode owner = world.server.get(MARKET + "/" + offer, cyd).json().path("owner");
        assertEquals(weighted, owner.path("weighted_counterparties").asText(), owner::toString);
        assertEquals(counterparties, owner.path("counterparties").asInt(), owner::toString);
        assertEquals(perMille, owner.path("per_mille").asInt(), owner::toString);
    }
}

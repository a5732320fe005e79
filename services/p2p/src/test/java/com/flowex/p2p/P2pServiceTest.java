package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.p2p.P2pWorld.Balance;
import com.flowex.p2p.P2pWorld.Killed;
import com.flowex.p2p.app.TradeClock;
import com.flowex.p2p.rule.TradeMessage;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: two people trade over HTTP, each reads what they may read, and whatever is not in the table is refused by name
 * without moving money.
 */
@Timeout(900)
class P2pServiceTest {

    private static final String OFFERS = "/api/v1/p2p/own-offers";
    private static final String MARKET = "/api/v1/p2p/offers";
    private static final String TRADES = "/api/v1/p2p/trades";
    private static final String DISPUTES = "/api/v1/p2p/disputes";
    private static final String SALE = """
            {"side":"sell","asset":"BTC","currency":"EUR","price":"60000","quantity":"5","min_quantity":"0.01",
             "max_quantity":"2","methods":["bank_transfer"],"window_minutes":15,"terms":"name as on the account",
             "payment_details":"DE89 3704 0044 0532 0130 00"}""";

    private static final long HALF = P2pWorld.ONE_BTC / 2;

    /** 0.1 % of half a bitcoin. */
    private static final long FEE = 50_000;

    private final P2pWorld world = new P2pWorld();
    private final String ada = world.stand.token(1, "user");
    private final String bob = world.stand.token(2, "user");
    private final String cyd = world.stand.token(3, "user");
    private final String mod = world.stand.token(50, "user", "admin");
    private final String second = world.stand.token(51, "user", "admin");
    private final String third = world.stand.token(52, "user", "admin");
    private final TradeClock clock = world.parts.clock(world.postings);

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode post(String path, String json, String token, int status) {
        TestAnswer answer = world.server.post(path, json, token);
        assertEquals(status, answer.status(), answer::text);
        return answer.json();
    }

    private void refused(String code, String path, String json, String token) {
        TestAnswer answer = world.server.post(path, json, token);
        assertEquals(code, answer.code(), answer::text);
    }

    private String sale() {
        return post(OFFERS, SALE, ada, 201).path("id").asText();
    }

    private static String taking(String offer, String client, String quantity) {
        return """
                {"offer_id":"%s","offer_version":1,"client_id":"%s","asset":"BTC","quantity":"%s","method":"bank_transfer"}""".formatted(offer, client, quantity);
    }

    private String taken(String quantity) {
        return post(TRADES, taking(sale(), "t1", quantity), bob, 201).path("id").asText();
    }

    private static String version(int version) {
        return "{\"version\":" + version + "}";
    }

    private Balance balance(int user) {
        return world.balance(P2pWorld.account(user));
    }

    private static Balance ten(long more, long held) {
        return new Balance(10 * P2pWorld.ONE_BTC + more, held);
    }

    @Test
    void aTradeGoesFromOfferToRelease() {
        String trade = taken("0.5");
        assertEquals(ten(0, HALF + FEE), balance(1));
        JsonNode seen = world.server.get(TRADES + "/" + trade, bob).json();
        assertEquals("DE89 3704 0044 0532 0130 00", seen.path("payment_details").asText());
        assertEquals("30000", seen.path("trade").path("payment").asText());
        assertEquals("awaiting_payment", seen.path("trade").path("state").asText());
        assertEquals("[\"pay\",\"cancel\"]", seen.path("trade").path("may_now").toString());
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
        world.hasSecondFactor = true;
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
        post(OFFERS, SALE.replace("\"5\"", "\"50\"").replace("\"2\"", "\"20\""), ada, 201);
        refused("offer_unavailable", TRADES, taking("1", "t1", "10"), bob);
        assertEquals(ten(0, 0), balance(1));
        assertEquals(
                "50",
                world.server
                        .get(OFFERS, ada)
                        .json()
                        .path("items")
                        .path(0)
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
    void aPersonWhoMayNotWithdrawSellsNothing() {
        String trade = taken("0.5");
        world.restricted = 1;
        refused("offer_unavailable", TRADES, taking("1", "t2", "0.5"), bob);
        refused("account_restricted", OFFERS, SALE, ada);
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
        world.pass(Duration.ofMinutes(20));
        clock.read(1);
        assertEquals("awaiting_payment", state(trade));

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

    private void tick(Duration length) {
        for (long left = length.toSeconds(); left > 0; left -= 20) {
            world.pass(Duration.ofSeconds(20));
            clock.read(1);
        }
    }

    private String state(String trade) {
        return world.server
                .get(TRADES + "/" + trade, bob)
                .json()
                .path("trade")
                .path("state")
                .asText();
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
    void aDisputeIsHeardDecidedConfirmedByTwoAndAppealedOnce() {
        String trade = taken("2");
        String dispute = DISPUTES + "/" + trade;
        String party = TRADES + "/" + trade;
        post(party + "/paid", version(2), bob, 200);
        refused("invalid_field", party + "/dispute", "{\"version\":3,\"reason\":\"anger\"}", ada);
        post(party + "/dispute", "{\"version\":3,\"reason\":\"not_paid\",\"statement\":\"no money\"}", ada, 200);
        String split = """
                {"version":%d,"decision":"split","asset":"BTC","buyer_quantity":"%s","note":"half was paid"}""";
        refused("forbidden", dispute + "/claim", version(5), bob);
        refused("trade_state", dispute + "/decision", split.formatted(5, "1"), mod);
        post(dispute + "/claim", version(5), mod, 200);
        refused("trade_state", dispute + "/decision", split.formatted(6, "1"), mod);
        String words = "{\"version\":%d,\"statement\":\"%s\"}";
        refused("trade_state", party + "/statement", words.formatted(6, "again"), ada);
        post(party + "/statement", words.formatted(6, "I sent it at noon"), bob, 200);
        refused("invalid_field", dispute + "/decision", split.formatted(7, "2"), mod);
        assertEquals(1, world.server.get(DISPUTES, mod).json().path("items").size());
        assertEquals(
                0,
                world.server
                        .get(DISPUTES + "?escalated=true", mod)
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                "proposed",
                post(dispute + "/decision", split.formatted(7, "1"), mod, 200)
                        .path("state")
                        .asText());
        String yes = "{\"version\":%d,\"approve\":true,\"note\":\"agreed\"}";
        refused("forbidden", dispute + "/approval", yes.formatted(8), mod);
        JsonNode decided = post(dispute + "/approval", yes.formatted(8), second, 200);
        assertEquals("decided", decided.path("state").asText());
        assertEquals("1", decided.path("settlement").path("buyer_quantity").asText());
        assertEquals(ten(0, 2 * P2pWorld.ONE_BTC + 200_000), balance(1));

        post(party + "/acceptance", version(9), bob, 200);
        refused("trade_state", party + "/appeal", words.formatted(10, "no"), bob);
        post(party + "/appeal", words.formatted(10, "nothing arrived"), ada, 200);
        refused("forbidden", dispute + "/claim", version(12), mod);
        post(dispute + "/claim", version(12), second, 200);
        post(party + "/statement", words.formatted(13, "it did"), bob, 200);
        post(dispute + "/decision", split.formatted(14, "0.5"), second, 200);
        refused("forbidden", dispute + "/approval", yes.formatted(15), mod);
        assertEquals(
                "split",
                post(dispute + "/approval", yes.formatted(15), third, 200)
                        .path("state")
                        .asText());

        assertEquals(ten(-HALF - FEE, 0), balance(1));
        assertEquals(ten(HALF, 0), balance(2));
        JsonNode after = world.server.get(party, bob).json();
        assertTrue(after.path("history").toString().contains("half was paid"), after::toString);
        assertEquals(4, after.path("statements").size());
        assertEquals(
                "I sent it at noon",
                after.path("statements").path(1).path("text").asText());
        assertTrue(after.path("statements").path(2).path("is_appeal").asBoolean());
    }

    @Test
    void aDecisionThatIsNotAppealedIsCarriedOutByTheClockAndACaseEscalates() {
        String trade = taken("0.5");
        post(TRADES + "/" + trade + "/paid", version(2), bob, 200);
        post(TRADES + "/" + trade + "/dispute", "{\"version\":3,\"reason\":\"not_paid\"}", ada, 200);
        post(DISPUTES + "/" + trade + "/claim", version(4), mod, 200);
        tick(Duration.ofMinutes(31));
        JsonNode escalated = world.server
                .get(DISPUTES + "?escalated=true", mod)
                .json()
                .path("items")
                .path(0);
        assertEquals(1, escalated.path("escalations").asInt());
        assertTrue(!escalated.path("is_claimed").asBoolean(), escalated::toString);
        post(DISPUTES + "/" + trade + "/claim", version(6), mod, 200);
        String back = "{\"version\":7,\"decision\":\"return\",\"asset\":\"BTC\",\"note\":\"no payment\"}";
        post(DISPUTES + "/" + trade + "/decision", back, mod, 200);
        assertEquals("[\"release\"]", mayNow(trade, ada).replace(",\"offer_part\"", ""));
        assertEquals(ten(0, HALF + FEE), balance(1));
        tick(Duration.ofMinutes(11));
        assertEquals("returned", state(trade));
        assertEquals(ten(0, 0), balance(1));
    }

    private String mayNow(String trade, String token) {
        return world.server
                .get(TRADES + "/" + trade, token)
                .json()
                .path("trade")
                .path("may_now")
                .toString();
    }

    @Test
    void thePartiesAgreeOnAPart() {
        String party = TRADES + "/" + taken("0.5");
        String part = "{\"version\":%d,\"asset\":\"BTC\",\"buyer_quantity\":\"%s\"}";
        String answer = "{\"version\":%d,\"agree\":%b}";
        refused("trade_state", party + "/part", part.formatted(2, "0.2"), bob);
        post(party + "/paid", version(2), bob, 200);
        refused("invalid_field", party + "/part", part.formatted(3, "0.5"), bob);
        refused("invalid_field", party + "/part", part.formatted(3, "0"), bob);
        refused("unknown_asset", party + "/part", part.formatted(3, "0.2").replace("BTC", "XXX"), bob);
        refused("trade_state", party + "/part-answer", answer.formatted(3, true), ada);
        post(party + "/part", part.formatted(3, "0.4"), bob, 200);
        refused("trade_state", party + "/part-answer", answer.formatted(4, true), bob);
        post(party + "/part-answer", answer.formatted(4, false), ada, 200);
        world.hasSecondFactor = true;
        refused("second_factor_required", party + "/part", part.formatted(5, "0.1"), ada);
        post(party + "/part", part.formatted(5, "0.1").replace("}", ",\"code\":\"123456\"}"), ada, 200);
        world.restricted = 1;
        refused("trade_state", party + "/part-answer", answer.formatted(6, true), bob);
        world.restricted = 0;
        JsonNode done = post(party + "/part-answer", answer.formatted(6, true), bob, 200);

        assertEquals("split", done.path("state").asText());
        assertEquals(ten(-P2pWorld.ONE_BTC / 10 - FEE / 5, 0), balance(1));
        assertEquals(ten(P2pWorld.ONE_BTC / 10, 0), balance(2));
    }

    @Test
    void aLatePaymentReopensAnExpiredTradeWhileTheSellersFundsLast() {
        String trade = taken("2");
        String party = TRADES + "/" + trade;
        clock.read(1);
        refused("trade_state", party + "/reopening", version(2), bob);
        tick(Duration.ofMinutes(16));
        assertEquals("expired", state(trade));
        refused("trade_state", party + "/reopening", version(4), ada);
        post(party + "/reopening", version(4), bob, 200);
        assertEquals(ten(0, 0), balance(1));
        refused("trade_state", party + "/reopening-answer", "{\"version\":5,\"agree\":true}", bob);

        // Meanwhile the seller sells nearly everything else: the trade stays expired, and can be asked for again.
        String other = post(OFFERS, SALE.replace("\"5\"", "\"9\"").replace("\"2\"", "\"9\""), ada, 201)
                .path("id")
                .asText();
        String rest =
                post(TRADES, taking(other, "t9", "9"), cyd, 201).path("id").asText();
        String yes = "{\"version\":%d,\"agree\":true}";
        JsonNode poor = post(party + "/reopening-answer", yes.formatted(5), ada, 200);
        assertEquals("expired", poor.path("state").asText());
        post(TRADES + "/" + rest + "/cancel", version(2), cyd, 200);
        post(party + "/reopening", version(7), bob, 200);
        JsonNode again = post(party + "/reopening-answer", yes.formatted(8), ada, 200);

        assertEquals("paid", again.path("state").asText());
        assertEquals(ten(0, 2 * P2pWorld.ONE_BTC + 200_000), balance(1));
        assertEquals(
                "released",
                post(party + "/release", version(10), ada, 200).path("state").asText());
        assertEquals(ten(2 * P2pWorld.ONE_BTC, 0), balance(2));
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

    private static final String SEPA = """
            {"version":%d,"name":"SEPA","country":"DE","currency":"EUR","reversibility":"days","cool_down_hours":24,
             "max_payment":"100000","is_on":%b,"fields":[
              {"key":"holder","label":"Holder","form":"name","required":true},
              {"key":"iban","label":"IBAN","form":"iban","required":true},
              {"key":"bank","label":"Bank","form":"text","required":false}]}""";

    private void put(String path, String json, String token, int status) {
        TestAnswer answer = world.server.put(path, json, token);
        assertEquals(status, answer.status(), answer::text);
    }

    @Test
    void aTenantHasPaymentMethodsOfItsOwnAndPeopleNameTheirs() {
        String catalog = "/api/v1/p2p/method-catalog";
        String own = "/api/v1/p2p/own-methods";
        put(catalog + "/sepa", SEPA.formatted(0, true), ada, 403);
        put(catalog + "/SEPA", SEPA.formatted(0, true), mod, 404);
        put(catalog + "/sepa", SEPA.formatted(0, true), mod, 200);
        put(catalog + "/sepa", SEPA.formatted(0, true), second, 409);
        assertEquals(7, world.server.get(catalog, mod).json().path("items").size());
        assertEquals(
                6,
                world.server
                        .get("/api/v1/p2p/payment-methods?country=FR&currency=EUR", ada)
                        .json()
                        .path("items")
                        .size());

        String mine = "{\"method\":\"sepa\",\"values\":[{\"key\":\"holder\",\"value\":\"%s\"},"
                + "{\"key\":\"iban\",\"value\":\"%s\"}]}";
        refused("invalid_field", own, mine.formatted("Number1 Person", "DE89 3704 0044 0532 0130 01"), ada);
        refused("invalid_field", own, mine.formatted("Number1 Person", "DE1").replace("iban", "ibn"), ada);
        String iban = "DE89 3704 0044 0532 0130 00";
        JsonNode added = post(own, mine.formatted("NUMBER1, Person", iban), ada, 201);
        assertEquals("matches", added.path("name_check").asText());
        assertEquals(
                "differs",
                post(own, mine.formatted("Somebody Else", iban), cyd, 201)
                        .path("name_check")
                        .asText());
        String id = added.path("id").asText();

        String sale = SALE.replace("bank_transfer", "sepa")
                .replace("\"payment_details\":\"" + iban + "\"", "\"own_methods\":[\"" + id + "\"]");
        assertField("own_methods", sale);
        world.pass(Duration.ofHours(25));
        String offer = post(OFFERS, sale, ada, 201).path("id").asText();
        String take = taking(offer, "t1", "0.5").replace("bank_transfer", "sepa");
        // A new buyer pays at most a fifth of the method's limit: 30,000 of 100,000 is too much.
        refused("offer_conditions", TRADES, take, bob);
        String trade =
                post(TRADES, take.replace("0.5", "0.3"), bob, 201).path("id").asText();
        String details = "Holder: NUMBER1, Person\nIBAN: " + iban;

        // The method is switched off and the own one removed: the trade keeps both, the offer is hidden.
        put(catalog + "/sepa", SEPA.formatted(1, false), mod, 200);
        assertEquals(200, world.server.delete(own + "/" + id, ada).status());
        assertEquals(404, world.server.delete(own + "/" + id, bob).status());
        assertEquals(
                details,
                world.server
                        .get(TRADES + "/" + trade, bob)
                        .json()
                        .path("payment_details")
                        .asText());
        String search = MARKET + "?side=buy&asset=BTC&currency=EUR";
        assertEquals(0, world.server.get(search, bob).json().path("items").size());
        refused("invalid_field", TRADES, take.replace("t1", "t2").replace("0.5", "0.1"), cyd);
        JsonNode paid =
                post(TRADES + "/" + trade + "/paid", "{\"version\":2,\"payer_name\":\"Person Number2\"}", bob, 200);
        assertEquals("matches", paid.path("payer_check").asText());
        assertEquals(15, paid.path("reference").asText().length());
        post(TRADES + "/" + trade + "/release", version(3), ada, 200);
    }

    @Test
    void offersOfAbsentAndBlockedPeopleAreHiddenAndConditionsAreChecked() {
        String search = MARKET + "?side=buy&asset=BTC&currency=EUR";
        String offer = sale();
        assertEquals(1, found(search, bob));
        put("/api/v1/p2p/presence", "{\"is_away\":true}", ada, 200);
        assertEquals(0, found(search, bob));
        refused("offer_unavailable", TRADES, taking(offer, "t1", "0.1"), bob);
        world.server.get(OFFERS, ada);
        assertEquals(1, found(search, bob));
        world.pass(Duration.ofHours(25));
        assertEquals(0, found(search, bob));
        put("/api/v1/p2p/presence", "{\"is_away\":false}", ada, 200);

        String trade =
                post(TRADES, taking(offer, "t1", "0.1"), bob, 201).path("id").asText();
        String block = "{\"trade_id\":\"" + trade + "\"}";
        refused("not_found", "/api/v1/p2p/blocks", block, cyd);
        refused("invalid_field", "/api/v1/p2p/blocks", "{\"trade_id\":\"1\"}", bob);
        String id = post("/api/v1/p2p/blocks", block, bob, 201).path("id").asText();
        assertEquals(0, found(search, bob));
        assertEquals(1, found(search, cyd));
        refused("offer_conditions", TRADES, taking(offer, "t2", "0.1"), bob);
        assertEquals(404, world.server.delete("/api/v1/p2p/blocks/" + id, ada).status());
        assertEquals(204, world.server.delete("/api/v1/p2p/blocks/" + id, bob).status());
        post(TRADES + "/" + trade + "/cancel", version(2), bob, 200);

        String picky = SALE.replace("\"terms\"", "%s,\"terms\"");
        assertCondition(picky.formatted("\"min_account_days\":300"), "days");
        assertCondition(picky.formatted("\"min_completion\":1"), "completion");
        assertCondition(picky.formatted("\"countries\":[\"FR\"]"), "FR");
        assertField("countries", picky.formatted("\"countries\":[\"XX\"]"));
        String open = post(
                        OFFERS,
                        picky.formatted("\"countries\":[\"DE\"],\"verified_only\":true,\"min_account_days\":200"),
                        ada,
                        201)
                .path("id")
                .asText();
        post(TRADES, taking(open, "t3", "0.1"), bob, 201);
        JsonNode ranked = world.server.get(search, cyd).json().path("items");
        assertEquals("age", ranked.path(0).path("placed_by").asText());
    }

    private int found(String search, String token) {
        return world.server.get(search, token).json().path("items").size();
    }

    private void assertCondition(String json, String words) {
        String offer = post(OFFERS, json, ada, 201).path("id").asText();
        TestAnswer answer = world.server.post(TRADES, taking(offer, "of " + words, "0.1"), bob);
        assertEquals("offer_conditions", answer.code(), answer::text);
        assertTrue(answer.text().contains(words), answer::text);
    }

    /** Two accounts of one person sell to each other: neither is more reliable for it. */
    @Test
    void peopleWhoTradeInACircleAreNotCounted() {
        String offer = sale();
        complete(post(TRADES, taking(offer, "t1", "0.1"), bob, 201).path("id").asText(), bob, ada);
        JsonNode owner = world.server.get(MARKET + "/" + offer, cyd).json().path("owner");
        assertEquals(1, owner.path("counterparties").asInt());
        assertEquals(1_000, owner.path("completion_per_mille").asInt());
        String back = post(OFFERS, SALE, bob, 201).path("id").asText();
        complete(post(TRADES, taking(back, "t2", "0.1"), ada, 201).path("id").asText(), ada, bob);
        owner = world.server.get(MARKET + "/" + offer, cyd).json().path("owner");
        assertEquals(0, owner.path("counterparties").asInt(), owner::toString);
        assertEquals(1, owner.path("not_counted").asInt());
        assertEquals(0, owner.path("per_mille").asInt());
    }

    private void complete(String trade, String buyer, String seller) {
        post(TRADES + "/" + trade + "/paid", version(2), buyer, 200);
        post(TRADES + "/" + trade + "/release", version(3), seller, 200);
    }

    @Test
    void wrongOffersNameTheirField() {
        assertField("price", SALE.replace("\"60000\"", "\"-1\""));
        assertField(
                "price",
                SALE.replace("\"60000\"", "\"92233720368\"")
                        .replace("\"2\"", "\"10000000\"")
                        .replace("\"5\"", "\"21000000\""));
        assertField("currency", SALE.replace("EUR", "XYZ"));
        assertField("currency", SALE.replace("EUR", "BTC"));
        assertField("window_minutes", SALE.replace(":15,", ":14,"));
        assertField("methods", SALE.replace("[\"bank_transfer\"]", "[]"));
        assertField("max_quantity", SALE.replace("\"2\"", "\"0.001\""));
        assertField(
                "payment_details",
                SALE.replace("\"payment_details\":\"DE89 3704 0044 0532 0130 00\"", "\"min_trades\":0"));
        assertField("margin", SALE.replace("\"price\":\"60000\"", "\"margin\":5001"));
    }

    private void assertField(String field, String json) {
        TestAnswer answer = world.server.post(OFFERS, json, ada);
        assertEquals(400, answer.status(), answer::text);
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer::text);
    }
}

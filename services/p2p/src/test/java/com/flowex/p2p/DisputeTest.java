package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.OpenTradeCounts;
import com.flowex.p2p.store.OpenTradeCounts.StateCount;
import com.flowex.platform.health.Health;
import com.flowex.platform.monitor.HealthHistoryTable;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: people who do not agree are heard, decided on and may appeal; those who agree end their trade themselves. */
class DisputeTest extends P2pScenario {

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

        assertEquals(HALF + FEE, world.sales.counted.get(P2pWorld.account(1)));
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
        assertEquals(
                List.of(new StateCount(TradeState.DISPUTED, 1, 0, 1)),
                new OpenTradeCounts(world.stand.database()).of(1, world.now));
        post(DISPUTES + "/" + trade + "/claim", version(6), mod, 200);
        String back = "{\"version\":7,\"decision\":\"return\",\"asset\":\"BTC\",\"note\":\"no payment\"}";
        post(DISPUTES + "/" + trade + "/decision", back, mod, 200);
        assertEquals("[\"release\"]", mayNow(trade, ada).replace(",\"offer_part\"", ""));
        assertEquals(ten(0, HALF + FEE), balance(1));
        tick(Duration.ofMinutes(11));
        assertEquals("returned", state(trade));
        assertEquals(ten(0, 0), balance(1));
        requireReportedIfItsClockStandsStill();
    }

    private void requireReportedIfItsClockStandsStill() {
        post(TRADES, taking(sale(), "t2", "0.5"), bob, 201);
        world.pass(Duration.ofMinutes(20));
        try (HealthMonitor monitor =
                new HealthMonitor(world.stand.workers(), new HealthHistoryTable(world.stand.database(), "test"))) {
            world.service.watch(monitor);
            monitor.start();
            Await.until(() -> {
                Health.Component part = world.stand.health().components().get("p2p");
                return part != null && part.state().why().startsWith("1 trades between people did not move");
            });
        }
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
        world.sales.hasSecondFactor = true;
        refused("second_factor_required", party + "/part", part.formatted(5, "0.1"), ada);
        post(party + "/part", part.formatted(5, "0.1").replace("}", ",\"code\":\"123456\"}"), ada, 200);
        world.sales.restricted = 1;
        refused("trade_state", party + "/part-answer", answer.formatted(6, true), bob);
        world.sales.restricted = 0;
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
        assertEquals(9 * (P2pWorld.ONE_BTC + 100_000), world.sales.counted.get(P2pWorld.account(1)));
        post(TRADES + "/" + rest + "/cancel", version(2), cyd, 200);
        post(party + "/reopening", version(7), bob, 200);
        world.sales.limit = P2pWorld.ONE_BTC;
        refused("withdrawal_limit", party + "/reopening-answer", yes.formatted(8), ada);
        world.sales.limit = Long.MAX_VALUE;
        JsonNode again = post(party + "/reopening-answer", yes.formatted(8), ada, 200);

        assertEquals("paid", again.path("state").asText());
        assertEquals(ten(0, 2 * P2pWorld.ONE_BTC + 200_000), balance(1));
        assertEquals(
                "released",
                post(party + "/release", version(10), ada, 200).path("state").asText());
        assertEquals(ten(2 * P2pWorld.ONE_BTC, 0), balance(2));
        assertEquals(2 * (P2pWorld.ONE_BTC + 100_000), world.sales.counted.get(P2pWorld.account(1)));
    }
}

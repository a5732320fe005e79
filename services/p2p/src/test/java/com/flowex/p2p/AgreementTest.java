package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.p2p.store.PaymentRecords;
import com.flowex.p2p.store.PaymentRecords.PaymentRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Goal: parties who agree on a part or on a late payment end their trade themselves, and neither can hold it up. */
class AgreementTest extends P2pScenario {

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
        // A fifth of the quantity was paid with a fifth of the payment.
        PaymentRecord paid = new PaymentRecords(world.stand.database())
                .page(P2pWorld.account(1), 0, 10)
                .getFirst();
        assertTrue(paid.isPart() && !paid.isPurchase(), paid::toString);
        assertEquals(600_000, paid.units());
        assertEquals(ten(-P2pWorld.ONE_BTC / 10 - FEE / 5, 0), balance(1));
        assertEquals(ten(P2pWorld.ONE_BTC / 10, 0), balance(2));
        requireFewParts();
    }

    /** Each offer of a part is a new version, so without a bound one side could hold up every decision. */
    private void requireFewParts() {
        String party = TRADES + "/"
                + post(TRADES, taking("1", "t2", "0.5"), bob, 201).path("id").asText();
        String part = "{\"version\":%d,\"asset\":\"BTC\",\"buyer_quantity\":\"0.2\",\"code\":\"123456\"}";
        post(party + "/paid", version(2), bob, 200);
        for (int version = 3; version < 13; version++) {
            post(party + "/part", part.formatted(version), bob, 200);
        }
        refused("p2p_limit", party + "/part", part.formatted(13), bob);
        post(party + "/part", part.formatted(13), ada, 200);
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

        tick(Duration.ofMinutes(6));
        assertEquals("agree_reopen", reminder(ada));

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

package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.OpenTradeCounts;
import com.flowex.p2p.store.OpenTradeCounts.StateCount;
import com.flowex.p2p.store.PaymentRecords;
import com.flowex.p2p.store.PaymentRecords.PaymentRecord;
import com.flowex.platform.health.Health;
import com.flowex.platform.monitor.HealthHistoryTable;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.testing.Await;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        refused("forbidden", dispute + "/claim", version(5), world.stand.token(2, "user", "admin"));
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
        String yes = "{\"version\":%d,\"approve\":true,\"messages\":%d,\"note\":\"agreed\"}";
        refused("forbidden", dispute + "/approval", yes.formatted(8, messages(dispute, second)), mod);
        requireSeen(party, dispute, yes);
        JsonNode decided = post(dispute + "/approval", yes.formatted(8, messages(dispute, second)), second, 200);
        assertEquals("decided", decided.path("state").asText());
        assertEquals("1", decided.path("settlement").path("buyer_quantity").asText());
        assertEquals(ten(0, 2 * P2pWorld.ONE_BTC + 200_000), balance(1));

        post(party + "/acceptance", version(9), bob, 200);
        refused("trade_state", party + "/appeal", words.formatted(10, "no"), bob);
        post(party + "/appeal", words.formatted(10, "nothing arrived"), ada, 200);
        refused("forbidden", dispute + "/claim", version(12), mod);
        String reader = world.stand.token(53, "moderator");
        post(dispute + "/claim", version(12), reader, 200);
        post(dispute + "/messages", "{\"client_id\":\"m\",\"text\":\"the bank answers tomorrow\"}", reader, 201);
        refused("forbidden", dispute + "/decision", split.formatted(13, "0.5"), reader);
        post(dispute + "/claim", version(13), second, 200);
        post(party + "/statement", words.formatted(14, "it did"), bob, 200);
        post(dispute + "/decision", split.formatted(15, "0.5"), second, 200);
        refused("forbidden", dispute + "/approval", yes.formatted(16, 1), mod);
        refused("forbidden", dispute + "/approval", yes.formatted(16, messages(dispute, third)), reader);
        assertEquals(
                "split",
                post(dispute + "/approval", yes.formatted(16, messages(dispute, third)), third, 200)
                        .path("state")
                        .asText());

        assertEquals(HALF + FEE, world.sales.counted.get(P2pWorld.account(1)));
        assertEquals(ten(-HALF - FEE, 0), balance(1));
        assertEquals(ten(HALF, 0), balance(2));
        JsonNode after = world.server.get(party, bob).json();
        assertTrue(after.path("history").toString().contains("half was paid"), after::toString);
        assertEquals(4, after.path("statements").size());
        requireLedger(dispute);
        assertEquals(
                "I sent it at noon",
                after.path("statements").path(1).path("text").asText());
        assertTrue(after.path("statements").path(2).path("is_appeal").asBoolean());
    }

    /** Moderators see both sides' reliability and the escrow's ledger as of any moment. */
    private void requireLedger(String dispute) {
        assertEquals(403, world.server.get(dispute + "/background", ada).status());
        refusedGet(dispute + "/background?at=then", "at");
        JsonNode now = world.server.get(dispute + "/background", mod).json();
        assertEquals("0.5", now.path("buyer_quantity").asText(), now::toString);
        assertEquals("0.0005", now.path("fee").asText());
        assertEquals("0", now.path("held").asText());
        assertEquals(4, now.path("ledger").size());
        assertEquals("posted", now.path("ledger").path(2).path("step").asText());
        assertEquals(0, now.path("buyer").path("completed_trades").asInt());
        String earlier = dispute + "/background?at="
                + now.path("ledger").path(0).path("at").asText();
        JsonNode then = world.server.get(earlier, mod).json();
        // The clock of this test stands still, so the end is of the same moment.
        assertEquals(4, then.path("ledger").size(), then::toString);
        assertEquals(
                0,
                world.server
                        .get(dispute + "/background?at=2026-01-01T00:00:00Z", mod)
                        .json()
                        .path("ledger")
                        .size());
    }

    private int messages(String dispute, String token) {
        return world.server
                .get(dispute + "/messages?limit=500", token)
                .json()
                .path("items")
                .size();
    }

    /** A message of a party after the proposal refuses its approval until the second moderator has seen it. */
    private void requireSeen(String party, String dispute, String yes) {
        int seen = messages(dispute, second);
        String message = "{\"client_id\":\"late\",\"text\":\"the bank found the rest\"}";
        refused("trade_state", dispute + "/messages", message, second);
        post(party + "/messages", message, bob, 201);
        refused("version_changed", dispute + "/approval", yes.formatted(8, seen), second);
        refused("invalid_field", dispute + "/approval", yes.formatted(8, seen + 2), second);
        refused("invalid_field", dispute + "/approval", yes.formatted(8, -1), second);
        refused("invalid_field", dispute + "/approval", "{\"version\":8,\"approve\":true,\"note\":\"x\"}", second);
    }

    @Test
    void aChargebackRecordedByMistakeIsWithdrawnByTwo() {
        String trade = taken("0.5");
        post(TRADES + "/" + trade + "/paid", version(2), bob, 200);
        post(TRADES + "/" + trade + "/release", version(3), ada, 200);
        JsonNode before = reliability(bob);
        String records = "/api/v1/p2p/chargebacks";
        String record = "{\"trade_id\":\"" + trade + "\",\"reason\":\"recalled\",\"reference\":\"bank 7\"}";
        String id = post(records, record, mod, 201).path("id").asText();
        assertEquals(0, reliability(bob).path("per_mille").asInt());
        requireUnmatched(trade);

        String withdrawals = "/api/v1/p2p/chargeback-withdrawals";
        String asking = "{\"chargeback_id\":\"" + id + "\",\"reason\":\"another payment\"}";
        refused("forbidden", withdrawals, asking, world.stand.token(1, "user", "admin"));
        refused("not_found", withdrawals, asking.replace(id, id + "0"), mod);
        refused("invalid_field", withdrawals, asking.replace("another payment", ""), mod);
        String first = post(withdrawals, asking, mod, 201).path("id").asText();
        refused("already_decided", withdrawals, asking, second);
        String yes = "{\"approve\":true}";
        refused("forbidden", withdrawals + "/" + first + "/approval", yes, mod);
        refused("forbidden", withdrawals + "/" + first + "/approval", yes, world.stand.token(2, "user", "admin"));
        refused("invalid_field", withdrawals + "/" + first + "/approval", "{}", second);
        post(withdrawals + "/" + first + "/approval", yes.replace("true", "false"), second, 200);
        assertEquals(0, reliability(bob).path("per_mille").asInt());
        String again = post(withdrawals, asking, second, 201).path("id").asText();
        JsonNode done = post(withdrawals + "/" + again + "/approval", yes, mod, 200);
        assertEquals("approved", done.path("state").asText());
        assertEquals("dismissed", done.path("case_effect").asText(), done::toString);
        assertEquals("another payment", done.path("reason").asText());
        refused("already_decided", withdrawals + "/" + again + "/approval", yes, mod);
        assertEquals(
                "chargeback_withdrawn", world.cases.retracted.get(1L).item().shows());
        assertEquals(before, reliability(bob));
        JsonNode details = world.server.get(TRADES + "/" + trade, bob).json();
        assertTrue(details.path("chargeback").isNull(), details::toString);
        assertEquals(0, world.server.get(records, mod).json().path("items").size());
        assertEquals(2, world.server.get(withdrawals, mod).json().path("items").size());
        JsonNode notice = world.server
                .get("/api/v1/p2p/notices", ada)
                .json()
                .path("items")
                .path(0);
        assertEquals("chargeback_withdrawn", notice.path("event").asText());
        requireInBooks();
        // The payment may be taken back in truth later.
        post(records, record, second, 201);
    }

    private JsonNode reliability(String token) {
        return world.server.get("/api/v1/p2p/overview", token).json().path("reliability");
    }

    /** Books have the payment, its taking back, and the withdrawal of that, so an older export stays right. */
    private void requireInBooks() {
        PaymentRecord paid = new PaymentRecords(world.stand.database())
                .page(P2pWorld.account(2), 0, 10)
                .getFirst();
        assertEquals(3_000_000, paid.units());
        assertEquals(1, paid.takenBackAt().size());
        assertEquals(1, paid.restoredAt().size());
    }

    /** Operators see which paid trades have no bank entry, and entries of trades that fit none. */
    private void requireUnmatched(String trade) {
        String list = "/api/v1/p2p/unmatched-trades";
        assertEquals(403, world.server.get(list, ada).status());
        refusedGet(list + "?method=BANK", "method");
        refusedGet(list + "?from=today", "from");
        assertEquals(0, items(list + "?method=in_person").size());
        assertEquals(0, items(list + "?to=2026-11-01T00:00:00Z").size());
        JsonNode found = items(list + "?method=bank_transfer&from=2026-11-27T00:00:00Z");
        assertEquals(trade, found.path(0).path("trade_id").asText(), found::toString);
        assertEquals("30000", found.path(0).path("payment").asText());
        assertTrue(!found.path(0).path("has_seller_statement").asBoolean());
        String reference = world.server
                .get(TRADES + "/" + trade, ada)
                .json()
                .path("trade")
                .path("reference")
                .asText();
        world.pass(Duration.ofMinutes(1));
        String csv = "{\"format\":\"csv\",\"content\":\"date,amount,currency,name,text\\n2026-11-27,%s,EUR,A,"
                + reference + "\\n2026-11-27,-5,EUR,Shop,tea\\n\"}";
        post("/api/v1/p2p/bank-statements", csv.formatted("29000"), ada, 201);
        assertTrue(items(list).path(0).path("has_seller_statement").asBoolean());
        String entries = "/api/v1/p2p/unmatched-entries";
        JsonNode page = world.server.get(entries, mod).json();
        assertEquals(1, page.path("of_no_trade").asInt(), page::toString);
        assertEquals("amount_differs", page.path("items").path(0).path("result").asText());
        assertTrue(!page.toString().contains("tea"), page::toString);
        String file =
                world.server.get("/api/v1/p2p/exports/unmatched-entries", mod).text();
        assertTrue(file.contains("29000,EUR,amount_differs," + trade + ",bank_transfer"), file);
        assertTrue(world.server
                .get("/api/v1/p2p/exports/unmatched-trades", mod)
                .text()
                .contains(trade));
        post("/api/v1/p2p/bank-statements", csv.formatted("30000"), ada, 201);
        assertEquals(0, items(list).size());
    }

    private JsonNode items(String path) {
        return world.server.get(path, mod).json().path("items");
    }

    private void refusedGet(String path, String field) {
        JsonNode answer = world.server.get(path, mod).json();
        assertEquals(field, answer.path("errors").path(0).path("field").asText(), answer::toString);
    }

    @Test
    void aDecisionThatIsNotAppealedIsCarriedOutByTheClockAndACaseEscalates() {
        String trade = taken("0.5");
        post(TRADES + "/" + trade + "/paid", version(2), bob, 200);
        Instant opened = world.now;
        post(TRADES + "/" + trade + "/dispute", "{\"version\":3,\"reason\":\"not_paid\"}", ada, 200);
        post(DISPUTES + "/" + trade + "/claim", version(4), mod, 200);
        tick(Duration.ofMinutes(6));
        assertEquals("statement", reminder(ada));
        assertEquals("statement", reminder(bob));
        tick(Duration.ofMinutes(25));
        JsonNode escalated = world.server
                .get(DISPUTES + "?escalated=true", mod)
                .json()
                .path("items")
                .path(0);
        assertEquals(1, escalated.path("escalations").asInt());
        assertTrue(!escalated.path("is_claimed").asBoolean(), escalated::toString);
        OpenTradeCounts counts = new OpenTradeCounts(world.stand.database());
        assertEquals(Map.of(1, BigDecimal.valueOf(HALF + FEE)), counts.escrows(1));
        assertEquals(
                Optional.of(opened), counts.oldestDispute(1), "neither a claim nor an escalation makes it younger");
        assertEquals(List.of(new StateCount(TradeState.DISPUTED, 1, 0, 1)), counts.of(1, world.now));
        post(DISPUTES + "/" + trade + "/claim", version(6), mod, 200);
        String back = "{\"version\":7,\"decision\":\"return\",\"asset\":\"BTC\",\"note\":\"no payment\"}";
        post(DISPUTES + "/" + trade + "/decision", back, mod, 200);
        assertEquals(List.of(new StateCount(TradeState.DECIDED, 1, 0, 0)), counts.of(1, world.now), "it was decided");
        assertEquals(Optional.empty(), counts.oldestDispute(1));
        assertEquals("[\"release\"]", mayNow(trade, ada).replace(",\"offer_part\"", ""));
        assertEquals(ten(0, HALF + FEE), balance(1));
        world.isRefusing = true;
        tick(Duration.ofMinutes(6));
        assertEquals("appeal", reminder(bob), "the decision is against the buyer");
        assertEquals("statement", reminder(ada));
        tick(Duration.ofMinutes(5));
        assertEquals("settling", state(trade));
        assertEquals(List.of(new StateCount(TradeState.SETTLING, 1, 1, 0)), counts.of(1, world.now));
        world.isRefusing = false;
        tick(Duration.ofMinutes(61));
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
}

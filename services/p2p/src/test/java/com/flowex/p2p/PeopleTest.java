package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.p2p.app.person.P2pRestrictions;
import com.flowex.p2p.app.report.CaseBook;
import com.flowex.p2p.store.report.P2pRestrictionsTable.P2pRestriction;
import com.flowex.p2p.store.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Goal: payment methods, presence, blocks and conditions decide who finds and takes an offer. */
class PeopleTest extends P2pScenario {

    private static final String SEPA = """
            {"version":%d,"name":"SEPA","country":"DE","currency":"EUR","reversibility":"days","cool_down_hours":24,
             "max_payment":"100000","is_on":%b,"fields":[
              {"key":"holder","label":"Holder","form":"name","required":true},
              {"key":"iban","label":"IBAN","form":"iban","required":true},
              {"key":"bank","label":"Bank","form":"text","required":false}]}""";

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

        String limits = "/api/v1/p2p/limits";
        put(limits, "{\"version\":0,\"payment_accounts\":0}", mod, 400);
        put(limits, "{\"version\":0,\"payment_accounts\":1}", mod, 200);
        put(limits, "{\"version\":0,\"payment_accounts\":2}", mod, 409);
        TestAnswer more = world.server.post(own, mine.formatted("Number1 Person", "GB82 WEST 1234 5698 7654 32"), ada);
        assertEquals("values", more.json().path("errors").path(0).path("field").asText(), more::text);
        assertTrue(more.text().contains("at most 1 payment accounts of one person"), more::text);
        assertField("payment_details", SALE.replace(iban, "IBAN GB82 WEST 1234 5698 7654 32"));
        String known = post(own, mine.formatted("Number1 Person", iban), ada, 201)
                .path("id")
                .asText();
        assertEquals(200, world.server.delete(own + "/" + known, ada).status());

        String sale = SALE.replace("bank_transfer", "sepa")
                .replace("\"payment_details\":\"" + iban + "\"", "\"own_methods\":[\"" + id + "\"]");
        assertField("own_methods", sale);
        world.pass(Duration.ofHours(25));
        String offer = post(OFFERS, sale, ada, 201).path("id").asText();
        String inFrance = MARKET + "?side=buy&asset=BTC&currency=EUR&country=FR";
        assertEquals(0, found(inFrance, bob));
        assertEquals(1, found(inFrance.replace("FR", "DE"), bob));
        assertEquals(400, world.server.get(inFrance.replace("FR", "XX"), bob).status());
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
        requireReconciled(trade, paid.path("reference").asText());
        post(TRADES + "/" + trade + "/release", version(3), ada, 200);
    }

    /** The seller's own bank statement finds the payment once, whichever files have it. */
    private void requireReconciled(String trade, String reference) {
        String statements = "/api/v1/p2p/bank-statements";
        String lines = "date,amount,currency,name,text\\n2026-11-28,18000.00,EUR,%s,\\\"for " + reference
                + "\\\"\\n2026-11-28,18000,EUR,Person Number2,rent\\n2026-11-28,-3,EUR,Bank,fee\\n";
        String csv = "{\"format\":\"csv\",\"content\":\"" + lines + "\"}";
        refused("invalid_field", statements, csv.formatted("x").replace("18000.00", "much"), ada);
        JsonNode added = post(statements, csv.formatted("Somebody Else"), ada, 201);
        assertEquals(3, added.path("statement").path("added").asInt());
        JsonNode entries = added.path("entries");
        assertEquals("by_reference", entries.path(0).path("result").asText(), entries::toString);
        assertEquals(trade, entries.path(0).path("trade_id").asText());
        assertEquals("differs", entries.path(0).path("name_check").asText());
        assertEquals("no_trade", entries.path(1).path("result").asText());
        assertEquals("fee", entries.path(2).path("text").asText());
        assertEquals(
                0,
                post(statements, csv.formatted("Somebody Else"), ada, 201)
                        .path("statement")
                        .path("added")
                        .asInt());
        JsonNode again = post(statements, csv.formatted("Person Number2"), ada, 201);
        assertEquals(1, again.path("statement").path("added").asInt());
        assertEquals(
                "trade_has_entry", again.path("entries").path(0).path("result").asText());
        // One name is compared for each trade: the others would be guesses.
        assertEquals("none", again.path("entries").path(0).path("name_check").asText());
        String id = again.path("statement").path("id").asText();
        assertEquals(404, world.server.get(statements + "/" + id, bob).status());
        assertEquals(3, world.server.get(statements, ada).json().path("items").size());
        requireSentInParts(statements);
        // The same payment is money that went out of the account of the buyer.
        String debit = csv.formatted("Number1 Person").replace("18000.00", "-18000.00");
        JsonNode buyers = post(statements, debit, bob, 201).path("entries");
        assertEquals("by_reference", buyers.path(0).path("result").asText(), buyers::toString);
        assertEquals("matches", buyers.path(0).path("name_check").asText());
    }

    private void sent(String path, String json) {
        TestAnswer answer = world.server.post(path, json, ada);
        assertEquals(204, answer.status(), answer::text);
    }

    /** A file in parts is one file: its equal entries are several payments, and sending its end again adds nothing. */
    private void requireSentInParts(String statements) {
        String parts = "/api/v1/p2p/bank-statement-parts";
        String part = "{\"upload_id\":\"%s\",\"number\":%d,\"content\":\"%s\"}";
        String end = "{\"format\":\"csv\",\"upload_id\":\"new\",\"parts\":2}";
        sent(parts, part.formatted("old", 3, "x"));
        sent(parts, part.formatted("new", 2, "-11-28,-5,EUR,Shop,tea\\n2026-11-28,-5,EUR,Shop,tea\\n"));
        refused("invalid_field", statements, end, ada);
        sent(parts, part.formatted("new", 1, "date,amount,currency,name,text\\n2026"));
        refused("invalid_field", statements, end.replace("2}", "1}"), ada);
        refused("invalid_field", statements, end.replace("}", ",\"content\":\"x\"}"), ada);
        refused("invalid_field", parts, part.formatted("n e w", 41, ""), ada);
        refused("invalid_field", statements, end, bob);
        assertEquals(2, post(statements, end, ada, 201).path("entries").size());
        assertEquals(0, post(statements, end, ada, 201).path("entries").size());
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
    void tradesInACircleDoNotCount() {
        String offer = sale();
        complete(post(TRADES, taking(offer, "t1", "0.1"), bob, 201).path("id").asText(), bob, ada);
        JsonNode owner = world.server.get(MARKET + "/" + offer, cyd).json().path("owner");
        assertEquals(1, owner.path("counterparties").asInt());
        assertEquals(1_000, owner.path("completion_per_mille").asInt());
        String back = post(OFFERS, SALE.replace("DE89 3704", "Bob, IBAN DE893704"), bob, 201)
                .path("id")
                .asText();
        complete(post(TRADES, taking(back, "t2", "0.1"), ada, 201).path("id").asText(), ada, bob);
        owner = world.server.get(MARKET + "/" + offer, cyd).json().path("owner");
        assertEquals(0, owner.path("counterparties").asInt(), owner::toString);
        assertEquals(1, owner.path("not_counted").asInt());
        assertEquals(0, owner.path("per_mille").asInt());
        assertEquals("0", owner.path("weighted_counterparties").asText());
        requireChargedBack(offer);
        requireCircleNotCounted(offer);
    }

    /** A moderator records once that a payment was taken back: a case, and less reliability of the buyer. */
    private void requireChargedBack(String offer) {
        String records = "/api/v1/p2p/chargebacks";
        String trade =
                post(TRADES, taking(offer, "t3", "0.1"), cyd, 201).path("id").asText();
        String record = "{\"trade_id\":\"" + trade + "\",\"reason\":\"recalled\",\"reference\":\"bank 7\"}";
        refused("trade_state", records, record, mod);
        complete(trade, cyd, ada);
        refused("forbidden", records, record, world.stand.token(1, "user", "admin"));
        refused("invalid_field", records, record.replace("recalled", "lost"), mod);
        refused("not_found", records, record.replace(trade, "00000000-0000-0000-0000-000000000001"), mod);
        assertEquals("1", post(records, record, mod, 201).path("case_id").asText());
        refused("already_decided", records, record, second);
        CaseBook.Incident opened = world.cases.opened.getLast();
        assertEquals("p2p_chargebacks", opened.pattern());
        assertEquals(List.of(P2pWorld.account(3)), opened.accounts());
        assertEquals("chargeback", newest(cyd).path("event").asText());
        JsonNode listed = world.server.get(records, second).json().path("items").path(0);
        assertEquals("bank 7", listed.path("reference").asText(), listed::toString);
        JsonNode seen = world.server.get(TRADES + "/" + trade, cyd).json().path("chargeback");
        assertEquals("recalled", seen.path("reason").asText(), seen::toString);
        // Both sales say the same IBAN, each in another writing.
        assertEquals(1, world.service.abuse().search(1));
        CaseBook.Incident shared = world.cases.opened.getLast();
        assertEquals("p2p_shared_account", shared.pattern());
        assertEquals(List.of(P2pWorld.account(1), P2pWorld.account(2)), shared.accounts());
        assertEquals(0, world.service.abuse().search(1));
        JsonNode own = world.server.get("/api/v1/p2p/overview", cyd).json().path("reliability");
        assertEquals(0, own.path("per_mille").asInt(), own::toString);
        assertEquals(0, own.path("completion_per_mille").asInt(), own::toString);
    }

    /** Goal: a circle counts for nothing. Method: the coins of a sale come back to their seller through a third person. */
    private void requireCircleNotCounted(String offer) {
        String dan = world.stand.token(4, "user");
        String ofCyd = post(OFFERS, SALE, cyd, 201).path("id").asText();
        complete(post(TRADES, taking(ofCyd, "t4", "0.1"), dan, 201).path("id").asText(), dan, cyd);
        assertEquals(0, world.service.circles().search(1));
        JsonNode owner = world.server.get(MARKET + "/" + offer, bob).json().path("owner");
        assertEquals(1, owner.path("counterparties").asInt(), owner::toString);
        String ofDan = post(OFFERS, SALE, dan, 201).path("id").asText();
        complete(post(TRADES, taking(ofDan, "t5", "0.1"), ada, 201).path("id").asText(), ada, dan);
        assertEquals(8, world.service.circles().search(1));
        assertEquals(0, world.service.circles().search(1));
        owner = world.server.get(MARKET + "/" + offer, bob).json().path("owner");
        assertEquals(0, owner.path("counterparties").asInt(), owner::toString);
        assertEquals(3, owner.path("not_counted").asInt(), owner::toString);
    }

    @Test
    void aPersonIsReportedOnceACaseDecidesAndARestrictedPersonBeginsNoTrades() {
        String reports = "/api/v1/p2p/reports";
        String trade = taken("0.5");
        String ofTrade = "{\"trade_id\":\"" + trade + "\",\"reason\":\"%s\",\"text\":\"asked me to pay elsewhere\"}";
        refused("not_found", reports, ofTrade.formatted("outside"), cyd);
        refused("invalid_field", reports, ofTrade.formatted("envy"), bob);
        refused("invalid_field", reports, ofTrade.formatted("outside").replace("}", ",\"offer_id\":\"1\"}"), bob);
        JsonNode made = post(reports, ofTrade.formatted("outside"), bob, 201);
        refused("already_decided", reports, ofTrade.formatted("fraud"), bob);
        String offer = sale();
        String ofOffer = "{\"offer_id\":\"" + offer + "\",\"reason\":\"offer_terms\",\"text\":\"no such bank\"}";
        refused("invalid_field", reports, ofOffer, ada);
        post(reports, ofOffer, cyd, 201);
        CaseBook.Incident second = world.cases.opened.get(1);
        assertEquals(List.of(P2pWorld.account(1)), second.accounts());
        assertEquals(10, second.points().get(0).points());
        assertEquals(20, second.points().get(1).points());

        String list = "/api/v1/p2p/user-reports";
        assertEquals(403, world.server.get(list, bob).status());
        assertEquals(2, world.server.get(list, mod).json().path("items").size());
        JsonNode shown =
                world.server.get(list + "/" + made.path("id").asText(), mod).json();
        assertEquals("asked me to pay elsewhere", shown.path("text").asText());
        assertEquals(trade, shown.path("trade").path("id").asText());
        assertEquals(0, shown.path("of_reported").path("counterparties").asInt());

        P2pRestrictions restrictions = new P2pRestrictions(world.stand.database());
        P2pRestriction restriction =
                new P2pRestriction(0, P2pWorld.account(1), "case 1", 50, world.now, Optional.empty());
        assertTrue(restrictions.set(restriction, _ -> {}).isEmpty());
        assertTrue(restrictions.set(restriction, _ -> {}).isPresent());
        refused("p2p_restricted", OFFERS, SALE, ada);
        refused("offer_unavailable", TRADES, taking(offer, "t9", "0.1").replace("_version\":1", "_version\":2"), cyd);
        post(TRADES + "/" + trade + "/paid", version(2), bob, 200);
        post(TRADES + "/" + trade + "/release", version(3), ada, 200);

        world.cases.outcomes.put(1L, Report.State.RESTRICTED);
        world.cases.outcomes.put(2L, Report.State.DISMISSED);
        assertEquals(2, world.service.reviews().review(1));
        assertEquals(0, world.service.reviews().review(1));
        assertEquals("confirmed", newest(bob).path("event").asText());
        assertEquals("dismissed", newest(cyd).path("event").asText());
        assertEquals("restricted", newest(ada).path("event").asText());
        assertTrue(newest(ada).path("trade_id").isNull());
        JsonNode own = world.server.get(reports, bob).json().path("items").path(0);
        assertEquals("confirmed", own.path("state").asText());
        JsonNode figures =
                world.server.get("/api/v1/p2p/moderation-figures", mod).json();
        assertEquals(1, figures.path("reports").path("restricted").asInt(), figures::toString);

        String inForce = "/api/v1/p2p/restrictions";
        String id = world.server
                .get(inForce, mod)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertEquals(403, world.server.delete(inForce + "/" + id, ada).status());
        String adaAsAdmin = world.stand.token(1, "user", "admin");
        assertEquals(403, world.server.delete(inForce + "/" + id, adaAsAdmin).status());
        assertEquals(204, world.server.delete(inForce + "/" + id, mod).status());
        assertEquals(404, world.server.delete(inForce + "/" + id, mod).status());
        post(reports, ofTrade.formatted("fraud"), bob, 201);
        requireSearchedForOtherPayers();
    }

    /** Three payments under another name are a case, once. */
    private void requireSearchedForOtherPayers() {
        String offer = sale();
        for (String client : List.of("a", "b", "c")) {
            assertEquals(0, world.service.abuse().search(1));
            String trade = post(TRADES, taking(offer, client, "0.1"), bob, 201)
                    .path("id")
                    .asText();
            post(TRADES + "/" + trade + "/paid", "{\"version\":2,\"payer_name\":\"Jane Roe\"}", bob, 200);
        }
        assertEquals(1, world.service.abuse().search(1));
        CaseBook.Incident found = world.cases.opened.getLast();
        assertEquals("p2p_other_payer", found.pattern());
        assertEquals(List.of(P2pWorld.account(2)), found.accounts());
        assertEquals(3, found.evidence().size());
        assertEquals(0, world.service.abuse().search(1));
    }

    private JsonNode newest(String token) {
        return world.server
                .get("/api/v1/p2p/notices", token)
                .json()
                .path("items")
                .path(0);
    }
}

package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.p2p.app.OfferCommands;
import com.flowex.p2p.app.P2pSettings.PersonLimits;
import com.flowex.p2p.app.TakeCommands;
import com.flowex.p2p.app.translation.TranslationSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Goal: offers, trades and words of one person are bounded, and each refusal names its bound. */
class PersonLimitsTest extends P2pScenario {

    private static final int TAKEN_A_DAY = 12;
    private static final int GIVEN_UP_A_DAY = 2;
    private static final int WORDS_A_MINUTE = 30;

    PersonLimitsTest() {
        super(new P2pWorld(P2pWorld.settings(
                TranslationSettings.OFF, new PersonLimits(TAKEN_A_DAY, GIVEN_UP_A_DAY, Duration.ofDays(2)))));
    }

    @Test
    void tradesOfADayAndThoseUnderWayAreBounded() {
        String offer = sale();
        for (int number = 0; number < GIVEN_UP_A_DAY; number++) {
            post(TRADES + "/" + take(offer, "given up " + number) + "/cancel", version(2), bob, 200);
        }
        limited("canceled or not paid 2 trades", TRADES, taking(offer, "t", "0.01"));
        world.pass(Duration.ofHours(25));

        String first = take(offer, "first");
        for (int number = 1; number < TakeCommands.TRADES_MAX; number++) {
            take(offer, "under way " + number);
        }
        limited("10 unfinished trades", TRADES, taking(offer, "t", "0.01"));
        complete(first, bob, ada);
        complete(take(offer, "second"), bob, ada);
        take(offer, "third");
        limited("taken 12 offers", TRADES, taking(offer, "t", "0.01"));
        post(TRADES, taking(offer, "t", "0.01"), cyd, 201);
    }

    @Test
    void offersAndMessagesAreBounded() {
        String trade = TRADES + "/" + taken("0.01");
        String text = "{\"client_id\":\"m%d\",\"text\":\"hello\"}";
        for (int number = 0; number < WORDS_A_MINUTE; number++) {
            post(trade + "/messages", text.formatted(number), bob, 201);
        }
        refused("rate_limited", trade + "/messages", text.formatted(WORDS_A_MINUTE), bob);
        post(trade + "/messages", text.formatted(0), ada, 201);
        world.pass(Duration.ofSeconds(61));
        post(trade + "/messages", text.formatted(WORDS_A_MINUTE), bob, 201);

        for (int number = 0; number < OfferCommands.OFFERS_MAX; number++) {
            post(OFFERS, SALE, bob, 201);
        }
        limited("20 offers", OFFERS, SALE);
    }

    /** A sale keeps the fee of its posting; a taker who sells pays the tenant's fee of now, and only the one seen. */
    @Test
    void operatorsSetTheFeeAndTheLimitsOfTheirTenant() {
        String limits = "/api/v1/p2p/limits";
        String next = "{\"version\":%d,\"payment_accounts\":30,\"fee_millionths\":%d,\"taken_per_day\":%d}";
        String before = sale();
        put(limits, next.formatted(0, 50_001, 2), mod, 400);
        put(limits, next.formatted(0, 20_000, 0), mod, 400);
        put(limits, next.formatted(0, 20_000, 3), mod, 200);
        assertEquals(
                20_000,
                world.server
                        .get("/api/v1/p2p/overview", bob)
                        .json()
                        .path("fee_millionths")
                        .asInt());
        assertEquals("0.0001", fee(taking(before, "before", "0.1"), bob));
        String raised = post(OFFERS, SALE, cyd, 201).path("id").asText();
        assertEquals("0.002", fee(taking(raised, "raised", "0.1"), bob));

        String purchase = post(
                        OFFERS,
                        SALE.replace("\"sell\"", "\"buy\"")
                                .replace(",\n \"payment_details\":\"DE89 3704 0044 0532 0130 00\"", ""),
                        ada,
                        201)
                .path("id")
                .asText();
        String selling = taking(purchase, "selling", "0.1")
                .replace("}", ",\"payment_details\":\"account 7\",\"fee_millionths\":%d}");
        refused("version_changed", TRADES, selling.formatted(1_000), bob);
        assertEquals("0.002", fee(selling.formatted(20_000), bob));
        limited("taken 3 offers", TRADES, taking(before, "more", "0.1"));
        put(limits, "{\"version\":1,\"payment_accounts\":30}", mod, 200);
        assertEquals("0.0001", fee(taking(before, "more", "0.1"), bob));
    }

    private String fee(String taking, String taker) {
        return post(TRADES, taking, taker, 201).path("fee").asText();
    }

    private String take(String offer, String client) {
        return post(TRADES, taking(offer, client, "0.01"), bob, 201).path("id").asText();
    }

    private void limited(String words, String path, String json) {
        TestAnswer answer = world.server.post(path, json, bob);
        assertEquals("p2p_limit", answer.code(), answer::text);
        assertTrue(answer.text().contains(words), answer::text);
    }
}

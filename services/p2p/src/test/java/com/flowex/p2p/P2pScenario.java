package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.p2p.P2pWorld.Balance;
import com.flowex.p2p.app.TradeClock;
import com.flowex.p2p.app.translation.TranslationSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** World of a test of trades over HTTP: two people, a third one, three moderators, and the words of requests. */
@Timeout(900)
abstract class P2pScenario {

    static final String OFFERS = "/api/v1/p2p/own-offers";
    static final String MARKET = "/api/v1/p2p/offers";
    static final String TRADES = "/api/v1/p2p/trades";
    static final String DISPUTES = "/api/v1/p2p/disputes";
    static final String SALE = """
            {"side":"sell","asset":"BTC","currency":"EUR","price":"60000","quantity":"5","min_quantity":"0.01",
             "max_quantity":"2","methods":["bank_transfer"],"window_minutes":15,"terms":"name as on the account",
             "payment_details":"DE89 3704 0044 0532 0130 00"}""";

    static final long HALF = P2pWorld.ONE_BTC / 2;

    /** 0.1 % of half a bitcoin. */
    static final long FEE = 50_000;

    final P2pWorld world;
    final String ada;
    final String bob;
    final String cyd;
    final String mod;
    final String second;
    final String third;
    final TradeClock clock;

    P2pScenario() {
        this(TranslationSettings.OFF);
    }

    P2pScenario(TranslationSettings translation) {
        this(new P2pWorld(translation));
    }

    P2pScenario(P2pWorld world) {
        this.world = world;
        this.ada = world.stand.token(1, "user");
        this.bob = world.stand.token(2, "user");
        this.cyd = world.stand.token(3, "user");
        this.mod = world.stand.token(50, "user", "admin");
        this.second = world.stand.token(51, "user", "admin");
        this.third = world.stand.token(52, "user", "admin");
        this.clock = world.parts.clock(world.postings);
    }

    @AfterEach
    void close() {
        world.close();
    }

    JsonNode post(String path, String json, String token, int status) {
        TestAnswer answer = world.server.post(path, json, token);
        assertEquals(status, answer.status(), answer::text);
        return answer.json();
    }

    void refused(String code, String path, String json, String token) {
        TestAnswer answer = world.server.post(path, json, token);
        assertEquals(code, answer.code(), answer::text);
    }

    String sale() {
        return post(OFFERS, SALE, ada, 201).path("id").asText();
    }

    static String taking(String offer, String client, String quantity) {
        return """
                {"offer_id":"%s","offer_version":1,"client_id":"%s","asset":"BTC","quantity":"%s","method":"bank_transfer"}""".formatted(offer, client, quantity);
    }

    String taken(String quantity) {
        return post(TRADES, taking(sale(), "t1", quantity), bob, 201).path("id").asText();
    }

    void complete(String trade, String buyer, String seller) {
        post(TRADES + "/" + trade + "/paid", version(2), buyer, 200);
        post(TRADES + "/" + trade + "/release", version(3), seller, 200);
    }

    static String version(int version) {
        return "{\"version\":" + version + "}";
    }

    Balance balance(int user) {
        return world.balance(P2pWorld.account(user));
    }

    static Balance ten(long more, long held) {
        return new Balance(10 * P2pWorld.ONE_BTC + more, held);
    }

    void put(String path, String json, String token, int status) {
        TestAnswer answer = world.server.put(path, json, token);
        assertEquals(status, answer.status(), answer::text);
    }

    void tick(Duration length) {
        for (long left = length.toSeconds(); left > 0; left -= 20) {
            world.pass(Duration.ofSeconds(20));
            clock.read(1);
        }
    }

    String state(String trade) {
        return world.server
                .get(TRADES + "/" + trade, bob)
                .json()
                .path("trade")
                .path("state")
                .asText();
    }

    /** Returns the message that the last reminder of a person asks for. */
    String reminder(String token) {
        JsonNode notices = world.server.get("/api/v1/p2p/notices", token).json().path("items");
        for (JsonNode notice : notices) {
            if (notice.path("kind").asText().equals("reminder")) {
                return notice.path("event").asText();
            }
        }
        return "none of " + notices;
    }

    void assertField(String field, String json) {
        TestAnswer answer = world.server.post(OFFERS, json, ada);
        assertEquals(400, answer.status(), answer::text);
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer::text);
    }
}

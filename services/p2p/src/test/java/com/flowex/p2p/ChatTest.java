package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.p2p.api.notice.NoticeChannel;
import com.flowex.p2p.app.OfferClock;
import com.flowex.p2p.app.TradeClock;
import com.flowex.p2p.app.chat.FileCommands;
import com.flowex.platform.database.sql.Sql;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: two people talk and prove, a moderator reads it after claiming the case, and every change reaches both. */
@Timeout(900)
class ChatTest {

    private static final String OFFERS = "/api/v1/p2p/own-offers";
    private static final String NOTICES = "/api/v1/p2p/notices";

    private final P2pWorld world = new P2pWorld();
    private final String ada = world.stand.token(1, "user");
    private final String bob = world.stand.token(2, "user");
    private final String cyd = world.stand.token(3, "user");
    private final String mod = world.stand.token(50, "user", "admin");
    private final TradeClock clock = world.parts.clock(world.postings);
    private final String trade = trade();
    private final String path = "/api/v1/p2p/trades/" + trade;
    private final String dispute = "/api/v1/p2p/disputes/" + trade;

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode post(String to, String json, String token, int status) {
        TestAnswer answer = world.server.post(to, json, token);
        assertEquals(status, answer.status(), answer::text);
        return answer.json();
    }

    private String trade() {
        String offer = post(OFFERS, """
                {"side":"sell","asset":"BTC","currency":"EUR","price":"60000","quantity":"2","min_quantity":"0.1",
                 "max_quantity":"2","methods":["bank_transfer"],"window_minutes":15,"payment_details":"DE89"}""", ada, 201).path("id").asText();
        return post("/api/v1/p2p/trades", """
                {"offer_id":"%s","offer_version":1,"client_id":"t","asset":"BTC","quantity":"0.5",
                 "method":"bank_transfer"}""".formatted(offer), bob, 201)
                .path("id")
                .asText();
    }

    private JsonNode get(String from, String token) {
        TestAnswer answer = world.server.get(from, token);
        assertEquals(200, answer.status(), answer::text);
        return answer.json();
    }

    private static String text(String client, String text) {
        return "{\"client_id\":\"" + client + "\",\"text\":\"" + text + "\"}";
    }

    private void refused(String code, TestAnswer answer) {
        assertEquals(code, answer.code(), answer::text);
    }

    private TestAnswer write(String client, String text, String token) {
        return world.server.post(path + "/messages", text(client, text), token);
    }

    private TestAnswer begin(String client, String name, int bytes) {
        return world.server.post(
                path + "/files",
                "{\"client_id\":\"%s\",\"name\":\"%s\",\"bytes\":%d}".formatted(client, name, bytes),
                bob);
    }

    private TestAnswer piece(int file, int number, byte[] content) {
        return world.server.post(
                path + "/files/" + file + "/pieces",
                "{\"number\":%d,\"content\":\"%s\"}"
                        .formatted(number, Base64.getEncoder().encodeToString(content)),
                bob);
    }

    /** A picture of two pieces. */
    private static byte[] png() {
        byte[] picture = new byte[FileCommands.PIECE_BYTES + 100];
        byte[] begin = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] end = "IEND\u00aeB`\u0082".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(begin, 0, picture, 0, begin.length);
        System.arraycopy(end, 0, picture, picture.length - end.length, end.length);
        return picture;
    }

    @Test
    void twoPeopleTalkAndAModeratorReadsItOnceTheCaseIsClaimed() {
        JsonNode hello = post(path + "/messages", text("m1", "I have sent <b>it</b>"), bob, 201);
        assertEquals("buyer", hello.path("role").asText());
        assertEquals("I have sent <b>it</b>", hello.path("text").asText());
        assertEquals(hello, write("m1", "I have sent <b>it</b>", bob).json());
        refused("invalid_field", write("m1", "another", bob));
        refused("not_found", write("m1", "hello", cyd));
        refused("not_found", world.server.get(path + "/messages", cyd));
        refused("invalid_field", write("m2", " ", bob));
        refused("invalid_field", write("m2", "a".repeat(1_001), bob));

        byte[] picture = png();
        String later = sent(picture);
        assertArrayEquals(picture, downloaded(path + "/files/" + later));
        TestAnswer file = world.server.get(path + "/files/" + later, ada);
        assertEquals("image/png", file.header("Content-Type"));
        assertEquals("nosniff", file.header("X-Content-Type-Options"));
        assertEquals("attachment; filename=\"script.png\"", file.header("Content-Disposition"));
        refused("not_found", world.server.get(path + "/files/" + later, cyd));

        refused("trade_state", world.server.get(dispute + "/messages", mod));
        post(path + "/paid", "{\"version\":2}", bob, 200);
        post(path + "/dispute", "{\"version\":3,\"reason\":\"not_paid\"}", ada, 200);
        refused("trade_state", world.server.get(dispute + "/evidence", mod));
        post(dispute + "/claim", "{\"version\":4}", mod, 200);
        post(dispute + "/messages", text("q1", "show the statement"), mod, 201);
        JsonNode read = get(dispute + "/messages?limit=500", mod);
        List<String> kinds = new ArrayList<>();
        read.path("items")
                .forEach(each -> kinds.add(each.path("role").asText() + " "
                        + each.path("kind").asText() + (each.path("is_late").asBoolean() ? " late" : "")));
        assertEquals(
                List.of(
                        "buyer system",
                        "ledger system",
                        "buyer text",
                        "buyer file",
                        "buyer system",
                        "seller system",
                        "moderator system late",
                        "moderator text late"),
                kinds);
        JsonNode evidence = get(dispute + "/evidence", mod);
        assertEquals(6, evidence.path("items").size());
        assertEquals(64, evidence.path("sha256").asText().length());
        assertEquals(evidence, get(path + "/evidence", ada));
        String hash = evidence.path("items").path(3).path("file").path("sha256").asText();
        assertEquals(64, hash.length());

        world.stand
                .database()
                .asOwner(
                        1,
                        connection -> Sql.execute(
                                connection,
                                "UPDATE p2p.messages SET body = NULL WHERE account = 1002 AND tenant_id = 1"));
        JsonNode erased = get(path + "/messages", ada).path("items").path(2);
        assertTrue(erased.path("is_erased").asBoolean(), erased::toString);
        assertEquals(evidence, get(path + "/evidence", ada), "the hashes stay");
    }

    private byte[] downloaded(String from) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(world.server.request(from, ada).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a picture under the name of a script; returns the number of the file. */
    private String sent(byte[] picture) {
        refused("invalid_field", begin("f0", "proof.png", 11 * 1_024 * 1_024));
        refused("invalid_field", begin("f0", "proof.png", 0));
        int wrong = begin("f1", "page.html", 7).json().path("file").asInt();
        refused("invalid_field", piece(wrong, 1, "<html> ".getBytes(StandardCharsets.US_ASCII)));
        refused("not_found", piece(wrong, 1, "<html> ".getBytes(StandardCharsets.US_ASCII)));
        byte[] polyglot = png();
        System.arraycopy("<script>".getBytes(StandardCharsets.US_ASCII), 0, polyglot, 5_000, 8);
        assertEquals("invalid_field", whole("f2", polyglot).code());

        TestAnswer done = whole("f3", picture);
        assertEquals(200, done.status(), done::text);
        assertEquals(4, done.json().path("message").asInt());
        String file = done.json().path("file").asText();
        TestAnswer again = piece(Integer.parseInt(file), 2, new byte[] {1});
        assertEquals(done.json(), again.json(), "a piece that is there is answered as before");
        refused("invalid_field", write("f3", "its id is used", bob));
        return file;
    }

    private TestAnswer whole(String client, byte[] picture) {
        int file = begin(client, "../script.js", picture.length)
                .json()
                .path("file")
                .asInt();
        byte[] first = Arrays.copyOf(picture, FileCommands.PIECE_BYTES);
        byte[] second = Arrays.copyOfRange(picture, FileCommands.PIECE_BYTES, picture.length);
        refused("invalid_field", piece(file, 2, second));
        refused("invalid_field", piece(file, 1, second));
        assertEquals(1, piece(file, 1, first).json().path("received").asInt());
        return piece(file, 2, second);
    }

    @Test
    void translationIsOffUnlessAnEndpointIsNamed() {
        write("m1", "hello", bob);
        TestAnswer off = world.server.post(path + "/messages/3/translation", "{\"language\":\"en\"}", ada);
        refused("feature_off", off);
        assertTrue(off.text().contains("FLOWEX_P2P_TRANSLATION_URL"), off::text);
        assertFalse(get(path + "/messages", ada).path("may_translate").asBoolean());
    }

    @Test
    void everyChangeReachesBothAndWindowsAndOffersAnnounceTheirEnd() {
        NoticeChannel channel = new NoticeChannel(world.feed, P2pWorld.account(1));
        AtomicInteger wakes = new AtomicInteger();
        channel.subscribe(wakes::incrementAndGet);
        List<String> streamed = new ArrayList<>();
        channel.send(streamed::add);
        assertEquals(List.of(), streamed);
        write("m1", "hello", bob);
        write("m2", "are you there", bob);
        assertTrue(wakes.get() >= 2);
        channel.send(streamed::add);
        assertEquals(2, streamed.size());
        assertTrue(streamed.getFirst().startsWith("{\"type\":\"p2p\",\"notice\":{\"number\":2,"), streamed::toString);
        assertEquals(1, sent(1, "message"), "one push until it is read");
        assertEquals(
                204,
                world.server.put(path + "/messages/read", "{\"number\":4}", ada).status());
        assertEquals(
                "invalid_field",
                world.server.put(path + "/messages/read", "{\"number\":5}", ada).code());
        assertEquals(4, get(path + "/messages", bob).path("read_by_other").asInt());
        write("m3", "now", bob);
        assertEquals(2, sent(1, "message"));

        clock.read(1);
        assertEquals(0, sent(2, "reminder"));
        pass(Duration.ofMinutes(11));
        assertEquals(1, sent(2, "reminder"), "the buyer has to pay");
        pass(Duration.ofMinutes(5));
        JsonNode last = get(NOTICES, ada).path("items").path(0);
        assertEquals("expired", last.path("state").asText(), last::toString);
        assertEquals("time_up", last.path("event").asText());
        assertEquals("clock", last.path("by").asText());
        assertEquals("seller", last.path("role").asText());
        assertEquals(
                "buyer", get(NOTICES, bob).path("items").path(0).path("role").asText());
        assertEquals(0, get(NOTICES, cyd).path("items").size());

        world.pass(Duration.ofHours(23));
        assertEquals(201, write("m4", "thank you all the same", bob).status());
        world.pass(Duration.ofHours(2));
        refused("trade_state", write("m5", "too late", bob));
        assertFalse(get(path + "/messages", bob).path("may_write").asBoolean());

        OfferClock ends = new OfferClock(world.parts, () -> world.now);
        world.pass(Duration.ofDays(5));
        ends.read(1);
        ends.read(1);
        assertEquals(1, sent(1, "offer"));
        refused("version_changed", world.server.post(OFFERS + "/1/renewal", "{\"version\":2}", ada));
        refused("not_found", world.server.post(OFFERS + "/1/renewal", "{\"version\":1}", bob));
        post(OFFERS + "/1/renewal", "{\"version\":1}", ada, 200);
        world.pass(Duration.ofDays(5));
        ends.read(1);
        assertEquals(1, sent(1, "offer"));
        world.pass(Duration.ofDays(3));
        ends.read(1);
        assertEquals(
                "paused", get(OFFERS, ada).path("items").path(0).path("state").asText());
        assertEquals(
                "ended", get(NOTICES, ada).path("items").path(0).path("event").asText());
        refused("offer_unavailable", world.server.post(OFFERS + "/1/renewal", "{\"version\":2}", ada));
    }

    private void pass(Duration length) {
        for (long left = length.toSeconds(); left > 0; left -= 20) {
            world.pass(Duration.ofSeconds(20));
            clock.read(1);
        }
    }

    /** Returns the number of letters of a kind to an account that are in the outbox. */
    private long sent(int user, String kind) {
        return world.stand.database().asOwner(1, connection -> Sql.one(
                        connection,
                        row -> row.getLong(1),
                        "SELECT count(*) FROM outbox.messages WHERE tenant_id = 1 AND topic = 'private_trade_notices'"
                                + " AND payload ->> 'account' = ? AND payload ->> 'kind' = ?",
                        Long.toString(P2pWorld.account(user).number()),
                        kind)
                .orElseThrow());
    }
}

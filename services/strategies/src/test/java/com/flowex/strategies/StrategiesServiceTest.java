package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.strategies.app.BacktestExecutor;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.StoredBacktest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: users find their strategies and back-tests as they left them, and other users do not; what is wrong is refused
 * with its field before anything waits.
 */
@Timeout(900)
class StrategiesServiceTest extends StrategiesWorld {

    private static final String DATA = "/api/v1/datasets";

    @Test
    void aChangedSourceIsANewVersionAndBothAreCompared() {
        String id = add("Mine", "one\\ntwo");
        assertEquals(
                2,
                server.put(ROOT + "/" + id, body("Mine", "one\\nthree", ",\"version\":1"), ada)
                        .json()
                        .path("version")
                        .asInt());
        TestAnswer stale = server.put(ROOT + "/" + id, body("Mine", "four", ",\"version\":1"), ada);
        assertEquals("version_changed", stale.code());
        // The same source is no new version; the name changes all the same.
        TestAnswer renamed = server.put(ROOT + "/" + id, body("Other", "one\\nthree", ",\"version\":2"), ada);
        assertEquals(2, renamed.json().path("version").asInt());
        JsonNode newest = server.get(ROOT + "/" + id, ada).json();
        assertEquals("Other", newest.path("name").asText());
        assertEquals("quantity", newest.path("parameters").path(0).path("name").asText());
        assertEquals(
                "one\ntwo",
                server.get(ROOT + "/" + id + "/versions/1", ada)
                        .json()
                        .path("source")
                        .asText());
        JsonNode lines = server.get(ROOT + "/" + id + "/diff", ada).json().path("lines");
        assertTrue(lines.toString().contains("-two") && lines.toString().contains("+three"), lines.toString());
        assertEquals(
                2,
                server.get(ROOT + "/" + id + "/versions", ada)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void aSourceWithFaultsIsNotStoredAndNamesThem() {
        TestAnswer refused = server.post(ROOT, body("Mine", "broken", ""), ada);
        assertEquals("strategy_invalid", refused.code());
        assertTrue(refused.text().contains("line 2: missing )"), refused.text());
        JsonNode check =
                server.post(ROOT + "/check", "{\"source\":\"broken\"}", ada).json();
        assertFalse(check.path("valid").asBoolean());
        assertEquals(2, check.path("faults").path(0).path("line").asInt());
        assertEquals(0, server.get(ROOT, ada).json().path("items").size());
    }

    @Test
    void strategiesBelongToTheirWriterAndNamesAreTakenOnce() {
        String id = add("Mine", "one");
        assertEquals(
                "strategy_exists",
                server.post(ROOT, body("Mine", "two", ""), ada).code());
        assertEquals(201, server.post(ROOT, body("Mine", "two", ""), bob).status());
        for (String path : List.of("", "/versions", "/versions/1", "/diff")) {
            assertEquals(404, server.get(ROOT + "/" + id + path, bob).status(), path);
        }
        assertEquals(
                404,
                server.put(ROOT + "/" + id, body("x", "y", ",\"version\":1"), bob)
                        .status());
        assertEquals(404, server.delete(ROOT + "/" + id, bob).status());
        assertEquals(204, server.delete(ROOT + "/" + id, ada).status());
        assertEquals(404, server.get(ROOT + "/" + id, ada).status());
    }

    @Test
    void aBacktestRunsThroughTheExchangeAndTheSameRequestGivesTheSameResult() {
        String first = request(REQUEST);
        assertEquals(List.of("1 user 1"), ordered);
        String second = request(REQUEST);
        assertEquals("waiting", one(first).path("state").asText());
        assertEquals(404, server.get(TESTS + "/" + first + "/result", ada).status());
        assertEquals("2 back-tests", run());

        JsonNode done = one(first);
        assertEquals("done", done.path("state").asText(), done.toString());
        assertEquals("10000", done.path("summary").path("start_equity").asText());
        assertTrue(done.path("summary").path("fills").asInt() > 0, done.toString());
        assertTrue(done.path("summary").path("figures").size() > 5, done.toString());
        assertEquals(404, server.get(TESTS + "/" + first, bob).status());
        JsonNode result = server.get(TESTS + "/" + first + "/result", ada).json();
        JsonNode again = server.get(TESTS + "/" + second + "/result", ada).json();
        assertEquals(result.path("equity"), again.path("equity"));
        assertEquals(19 * 24, result.path("data").path(0).path("rows").asInt());
    }

    @Test
    void ownStrategiesRunInTheVersionThatWasNamed() {
        String id = add("Mine", "one");
        String test = request("{\"strategy\":\"" + id + "\",\"version\":1,\"parameters\":{\"quantity\":\"0.05\"},"
                + REQUEST.substring(REQUEST.indexOf("\"symbols\"")));
        run();
        JsonNode done = one(test);
        assertTrue(done.path("summary").path("fills").asInt() > 0, done.toString());
        assertEquals(
                "0.05", done.path("request").path("parameters").path("quantity").asText());
    }

    @Test
    void invalidBacktestIsRefusedWithItsField() {
        List<String> wrong = List.of(
                REQUEST.replace("moving-average-cross", "no-such") + "|built_in",
                REQUEST.replace("\"fast\":\"3\"", "\"fast\":\"9\"") + "|parameters.fast",
                REQUEST.replace("\"fast\":\"3\"", "\"fast\":\"0\"") + "|parameters.fast",
                REQUEST.replace("\"fast\"", "\"quick\"") + "|parameters.quick",
                REQUEST.replace("BTC-USDT", "BTC-EUR") + "|symbols",
                REQUEST.replace("\"1h\"", "\"7x\"") + "|interval",
                REQUEST.replace("\"1h\"", "\"1s\"") + "|interval",
                REQUEST.replace("2026-11-20T", "2026-10-20T") + "|to",
                REQUEST.replace("2026-11-20T", "2126-11-20T") + "|to",
                REQUEST.replace("\"USDT\":\"10000\"", "\"USDT\":\"0\"") + "|balances",
                REQUEST.replace("\"USDT\":\"10000\"", "\"ETH\":\"1\"") + "|balances",
                REQUEST.replace("\"USDT\":\"10000\"", "\"USDT\":\"1e5\"") + "|balances",
                REQUEST.replace("{\"built_in\"", "{\"model\":{\"name\":\"guess\"},\"built_in\"") + "|model.name",
                REQUEST.replace("{\"built_in\"", "{\"strategy\":\"1\",\"version\":1,\"built_in\"") + "|strategy");
        for (String each : wrong) {
            String[] parts = each.split("\\|", -1);
            TestAnswer answer = server.post(TESTS, parts[0], ada);
            assertEquals(400, answer.status(), each + ": " + answer.text());
            assertEquals(
                    parts[1], answer.json().path("errors").path(0).path("field").asText(), answer.text());
        }
        assertEquals(0, server.get(TESTS, ada).json().path("items").size());
    }

    @Test
    void openBacktestsAreFewTheirOwnersTakeTurnsAndACancelEndsThem() {
        List<String> adas = new ArrayList<>();
        for (int i = 0; i < BacktestsTable.OPEN_MAX; i++) {
            adas.add(request(REQUEST));
        }
        assertEquals("overloaded", server.post(TESTS, REQUEST, ada).code());
        String bobs = server.post(TESTS, REQUEST, bob).json().path("id").asText();
        String path = TESTS + "/" + adas.get(1);
        assertEquals(409, server.delete(path, ada).status());
        assertEquals(404, server.post(path + "/cancel", "", bob).status());
        assertEquals(
                "canceled",
                server.post(path + "/cancel", "", ada).json().path("state").asText());
        assertEquals("not_cancelable", server.post(path + "/cancel", "", ada).code());
        assertEquals(204, server.delete(path, ada).status());
        List<String> notes = new ArrayList<>();
        computations.backtests().run(1, (_, note) -> notes.add(note));
        // Bob's was requested last and has the second turn.
        assertTrue(notes.contains("1 back-tests, now " + bobs), notes::toString);
    }

    @Test
    void aStoppedTaskLeavesItsBacktestWaitingAndOneOfAnEndedProcessIsFoundAgain() {
        String id = request(REQUEST);
        BacktestExecutor.Progress stops = (_, note) -> {
            if (note.startsWith("back-test")) {
                throw new IllegalStateException("the task is stopped");
            }
        };
        assertThrows(IllegalStateException.class, () -> computations.backtests().run(1, stops));
        assertEquals("waiting", one(id).path("state").asText());
        // A process that ended: the row runs, and no heartbeat comes.
        BacktestsTable table = tables.backtests();
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        List<StoredBacktest> stalled = new ArrayList<>();
        for (int attempt = 1; attempt <= BacktestsTable.ATTEMPTS_MAX; attempt++) {
            StoredBacktest started = table.start(1, Set.of(), longAgo).orElseThrow();
            assertTrue(table.start(1, Set.of(), longAgo).isEmpty());
            if (attempt == 2) {
                // The first process stood still and goes on: the attempt of the second one is not its own.
                StoredBacktest first = stalled.getFirst();
                assertFalse(table.beat(1, first, 50, Instant.now()));
                table.failed(1, first, "late", Instant.now());
                table.done(1, first, new BacktestsTable.Result("{}", new byte[0], new byte[0]), Instant.now());
                table.release(1, first);
                assertEquals("running", one(id).path("state").asText());
                assertTrue(table.beat(1, started, 50, longAgo));
            }
            stalled.add(started);
            table.recover(1, Instant.now().minus(BacktestsTable.SILENCE_MAX), Instant.now());
        }
        assertEquals("failed", one(id).path("state").asText());
        assertTrue(one(id).path("reason").asText().contains("interrupted"));
    }

    private static String part(byte[] bytes) {
        return "{\"data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
    }

    private String upload(String name, byte[] file, int partBytes) {
        String id = server.post(DATA, "{\"name\":\"" + name + "\",\"symbol\":\"ETH-USD\"}", ada)
                .json()
                .path("id")
                .asText();
        for (int at = 0, number = 1; at < file.length; at += partBytes, number++) {
            byte[] part = Arrays.copyOfRange(file, at, Math.min(file.length, at + partBytes));
            assertEquals(
                    204,
                    server.put(DATA + "/" + id + "/parts/" + number, part(part), ada)
                            .status());
        }
        return id;
    }

    private TestAnswer complete(String id) {
        return server.post(DATA + "/" + id + "/complete", "", ada);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** Goal: a file that cannot be used is refused with its line; what is left out is listed; nothing else changes it. */
    @Test
    void aDatasetIsCheckedWithItsLinesAndABacktestRunsOverIt() throws IOException {
        StringBuilder csv = new StringBuilder("time,open,high,low,close,volume\n");
        for (int i = 0; i < 300; i++) {
            double open = 2_000 + Math.rint(90 * Math.sin(i * 0.3));
            double close = 2_000 + Math.rint(90 * Math.sin((i + 1) * 0.3));
            csv.append(1_699_999_200 + i * 3_600L).append(',').append(open).append(',');
            csv.append(Math.max(open, close) + 1).append(',').append(Math.min(open, close) - 1);
            csv.append(',').append(close).append(i == 7 ? ",NaN\n" : ",12.345\n");
        }
        String whole = csv.toString();
        String first = whole.lines().limit(2).reduce("", (all, line) -> all + line + "\n");
        for (String wrong : List.of(
                whole + "1699999200,1,1,1,1,1\n| line 302 ",
                whole + "1701500000000,1,1,1,1,1\n| line 302 ",
                first + "2023-11-14T22:00:00,1,1,1,1,1\n| line 3 ",
                whole.replace("\n17", "\n,17") + "| line ",
                first + "| has 1 usable candles",
                "[{\"time\":1700000000}]| line 1 has no open",
                "1,2,3\n| ")) {
            String[] sides = wrong.split("\\|", -1);
            String id = upload("wrong", sides[0].getBytes(StandardCharsets.UTF_8), 40_000);
            TestAnswer refused = complete(id);
            assertEquals("dataset_invalid", refused.code(), wrong.substring(Math.max(0, wrong.length() - 60)));
            assertTrue(refused.text().contains(sides[1]), refused::text);
            assertEquals(204, server.delete(DATA + "/" + id, ada).status());
        }
        byte[] zipped = gzip(whole);
        String cut = upload("cut", Arrays.copyOf(zipped, zipped.length - 20), 1_000);
        assertTrue(complete(cut).text().contains("gzip"));
        assertEquals(
                204,
                server.put(DATA + "/" + cut + "/parts/9", part(zipped), ada).status());
        assertTrue(complete(cut).text().contains("is missing"));
        String id = upload("waves", zipped, 1_000);
        JsonNode manifest = complete(id).json().path("manifest");
        assertEquals(299, manifest.path("rows").asInt(), manifest.toString());
        assertEquals(9, manifest.path("left_out").path(0).path("line").asInt(), manifest.toString());
        assertEquals(1, manifest.path("gap_count").asInt());
        assertEquals("1h", manifest.path("interval").asText());
        assertEquals("not_cancelable", complete(id).code());
        assertEquals(
                409, server.put(DATA + "/" + id + "/parts/1", part(zipped), ada).status());

        assertEquals(404, server.post(DATA + "/" + id + "/complete", "", bob).status());
        assertEquals(404, server.get(DATA + "/" + id, bob).status());
        assertEquals(404, server.delete(DATA + "/" + id, bob).status());
        String request = "{\"built_in\":\"moving-average-cross\",\"parameters\":{\"fast\":\"3\",\"slow\":\"8\"},"
                + "\"datasets\":[\"" + id + "\"],\"balances\":{\"USD\":\"100000\"}}";
        TestAnswer strange = server.post(TESTS, request, bob);
        assertEquals(
                "datasets", strange.json().path("errors").path(0).path("field").asText(), strange.text());
        assertEquals(
                400,
                server.post(TESTS, request.replace("{\"built", "{\"interval\":\"1h\",\"built"), ada)
                        .status());
        assertEquals(
                400,
                server.post(TESTS, request.replace("USD\":\"", "BTC\":\""), ada).status());
        String test = request(request);
        String part = request(request.replace("{\"built", "{\"to\":\"2023-11-20T00:00:00Z\",\"built"));
        run();
        JsonNode done = one(test);
        assertEquals("done", done.path("state").asText(), done::toString);
        assertEquals("ETH-USD", done.path("request").path("symbols").path(0).asText());
        assertEquals(
                1_000,
                done.path("request").path("fees").path("taker_millionths").asInt());
        assertTrue(done.path("summary").path("fills").asInt() > 10, done::toString);
        assertTrue(done.path("summary").path("warnings").toString().contains("rows_left_out"), done::toString);
        assertTrue(one(part).path("summary").path("fills").asInt()
                < done.path("summary").path("fills").asInt());
        String left = request(request);
        assertEquals(204, server.delete(DATA + "/" + id, ada).status());
        run();
        assertEquals("failed", one(left).path("state").asText());
        assertTrue(one(left).path("reason").asText().contains("data set " + id), one(left)::toString);
    }
}

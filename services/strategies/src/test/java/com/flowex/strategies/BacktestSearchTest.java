package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.strategies.store.StoredBacktest;
import com.flowex.strategies.store.TrialsTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a search keeps what it has finished, and its result has the doubt beside the best. */
@Timeout(900)
class BacktestSearchTest extends StrategiesWorld {

    private static String search(String search, String parameters) {
        return REQUEST.replace("\"fast\":\"3\",\"slow\":\"8\"", parameters)
                .replace("{\"built_in\"", "{\"search\":" + search + ",\"built_in\"");
    }

    private JsonNode result(String id) {
        TestAnswer answer = server.get(TESTS + "/" + id + "/result", ada);
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    @Test
    void aSearchKeepsItsFinishedTrialsAndItsResultHasTheDoubtBesideTheBest() {
        String values = "{\"values\":{\"fast\":\"2..5\",\"slow\":\"4,8,12\"},"
                + "\"validation\":{\"method\":\"walk_forward\",\"parts\":2,\"training_parts\":2,\"gap\":3}}";
        String whole = request(search(values, ""));
        run();
        assertEquals("done", one(whole).path("state").asText(), () -> one(whole).toString());
        JsonNode search = result(whole).path("search");
        assertEquals(12, search.path("trials").size());
        assertEquals(12, search.path("planned").asInt());
        // A fast average that is not below the slow one contradicts itself: a trial with a reason.
        JsonNode contradiction = search.path("trials").path(6);
        assertEquals("4", contradiction.path("parameters").path("fast").asText(), search.toString());
        assertTrue(contradiction.path("score").isNull(), search.toString());
        assertFalse(contradiction.path("reason").asText().isEmpty());
        double best = search.path("trials")
                .path(search.path("best").asInt())
                .path("score")
                .asDouble();
        search.path("trials").forEach(each -> assertTrue(each.path("score").asDouble(best) <= best, search::toString));
        assertEquals(2, search.path("folds").size());
        List<String> doubts = new ArrayList<>();
        search.path("doubts").forEach(each -> doubts.add(each.path("name").asText()));
        assertEquals(List.of("deflated_sharpe", "overfitting", "out_of_sample_return"), doubts);
        JsonNode heat =
                server.get(TESTS + "/" + whole + "/heat-map?x=fast&y=slow", ada).json();
        assertEquals(4, heat.path("x_values").size());
        assertTrue(heat.path("scores").path(0).path(2).isNull(), heat.toString());
        for (String wrong : List.of("?x=fast&y=fast", "?x=fast&y=kind", "?x=fast")) {
            assertEquals(
                    400,
                    server.get(TESTS + "/" + whole + "/heat-map" + wrong, ada).status());
        }

        // A process ended after the first trial, whose row says what no run would.
        String resumed = request(search(values, ""));
        long number = Long.parseLong(resumed);
        StoredBacktest attempt =
                tables.backtests().start(1, Set.of(), Instant.now()).orElseThrow();
        assertEquals(number, attempt.id());
        tables.trials().add(1, number, new TrialsTable.StoredTrial(0, 0, 999.0, "", new double[] {0.1, 0.2}));
        tables.backtests().release(1, attempt);
        run();
        assertEquals(0, result(resumed).path("search").path("best").asInt());
        assertEquals(
                999.0,
                result(resumed)
                        .path("search")
                        .path("trials")
                        .path(0)
                        .path("score")
                        .asDouble());
        assertEquals(List.of(), tables.trials().all(1, number));
    }

    @Test
    void aStalledProcessFailsNoTrialAndNeverTheBacktestAtOnce() {
        String own = add("stalls", "strategy({})");
        String body = REQUEST.replace(
                "\"built_in\":\"moving-average-cross\",\"parameters\":{\"fast\":\"3\",\"slow\":\"8\"}",
                "\"strategy\":\"" + own + "\",\"version\":1,\"look_ahead_cuts\":0,"
                        + "\"search\":{\"values\":{\"quantity\":\"0.1,0.05\"},\"objective\":\"total_return\"}");
        String id = request(body);
        checker.stalls.set(2);
        run();
        assertEquals("done", one(id).path("state").asText(), () -> one(id).toString());
        result(id)
                .path("search")
                .path("trials")
                .forEach(each -> assertEquals("", each.path("reason").asText(), each::toString));
        String still = request(body);
        checker.stalls.set(99);
        assertThrows(IllegalStateException.class, this::run);
        assertEquals("running", one(still).path("state").asText());
        assertEquals(List.of(), tables.trials().all(1, Long.parseLong(still)));
        checker.stalls.set(0);
        // The next task finds it without a heartbeat, and goes on.
        tables.backtests().recover(1, Instant.now().plusSeconds(5), Instant.now());
        run();
        assertEquals("done", one(still).path("state").asText(), () -> one(still).toString());
    }

    /** Goal: others do not wait for the end of a search, and it loses nothing by letting them run. */
    @Test
    void aSearchGivesItsTurnBetweenTrialsAndHasTheSameResult() {
        String request = search("{\"values\":{\"fast\":\"2..5\",\"slow\":\"8,12\"}}", "");
        String alone = request(request);
        run();
        String search = request(request);
        String own = request(REQUEST);
        String bobs = server.post(TESTS, REQUEST, bob).json().path("id").asText();
        // Each reading of the clock is three seconds later, so that a turn is over after a trial or two.
        Instant begin = Instant.now();
        AtomicLong readings = new AtomicLong();
        List<String> turns = new ArrayList<>();
        executor(() -> begin.plusSeconds(3 * readings.incrementAndGet())).run(1, (_, note) -> {
            if (note.contains("now ")) {
                turns.add(note.substring(note.lastIndexOf(' ') + 1));
            }
        });
        assertEquals(List.of(search, bobs, own, search), turns.subList(0, 4), turns::toString);
        assertEquals(4, turns.size(), "nothing waits during the second turn");
        for (String each : List.of(search, own)) {
            assertEquals(
                    "done", one(each).path("state").asText(), () -> one(each).toString());
        }
        assertEquals(
                1,
                tables.backtests()
                        .one(1, owner(), Long.parseLong(search))
                        .orElseThrow()
                        .attempts());
        assertEquals(result(alone).path("search"), result(search).path("search"));
        assertEquals(result(alone).path("equity"), result(search).path("equity"));
    }

    @Test
    void aSearchThatCannotBeIsRefusedWithItsField() {
        String slow = "\"slow\":\"8\"";
        List<String> wrong = List.of(
                search("{\"values\":{}}", slow) + "|search.values",
                search("{\"values\":{\"fast\":\"0..5\"}}", slow) + "|search.values.fast",
                search("{\"values\":{\"quick\":\"1\"}}", slow) + "|search.values.quick",
                search("{\"values\":{\"slow\":\"5..9\"}}", slow) + "|parameters.slow",
                search("{\"values\":{\"fast\":\"2..90\",\"slow\":\"100..190\"}}", "") + "|search.values",
                search("{\"values\":{\"fast\":\"2..5\"},\"trials\":9}", slow) + "|search.trials",
                search("{\"values\":{\"fast\":\"2..5\"},\"objective\":\"luck\"}", slow) + "|search.objective",
                search("{\"method\":\"guess\",\"values\":{\"fast\":\"2..5\"}}", slow) + "|search.method",
                search(
                                "{\"values\":{\"fast\":\"2..5\"},\"validation\":{\"method\":\"purged_folds\",\"parts\":1}}",
                                slow)
                        + "|search.validation.parts");
        for (String each : wrong) {
            String[] parts = each.split("\\|", -1);
            TestAnswer answer = server.post(TESTS, parts[0], ada);
            assertEquals(400, answer.status(), each + ": " + answer.text());
            assertEquals(
                    parts[1], answer.json().path("errors").path(0).path("field").asText(), answer.text());
        }
    }

    @Test
    void aResultIsAlsoAPageAndTablesThatAreSavedAsFiles() {
        String id = request(REQUEST.replace("{\"built_in\"", "{\"look_ahead_cuts\":2,\"built_in\""));
        assertEquals(404, server.get(TESTS + "/" + id + "/report", ada).status());
        run();
        TestAnswer page = server.get(TESTS + "/" + id + "/report", ada);
        assertTrue(page.text().startsWith("<!doctype html>") || page.text().startsWith("<!DOCTYPE html>"), page.text());
        assertFalse(page.text().contains("<script"));
        assertEquals(404, server.get(TESTS + "/" + id + "/report", bob).status());
        String trips = server.get(TESTS + "/" + id + "/tables/round_trips", ada).text();
        JsonNode result = result(id);
        assertEquals(1 + result.path("round_trips").size(), trips.lines().count());
        assertTrue(result.path("monte_carlo").path("quantiles").size() == 5, result::toString);
        assertFalse(result.path("warnings").toString().contains("look_ahead"), result::toString);
        assertEquals(404, server.get(TESTS + "/" + id + "/tables/no_such", ada).status());
        assertEquals(
                404, server.get(TESTS + "/" + id + "/heat-map?x=a&y=b", ada).status());
    }
}

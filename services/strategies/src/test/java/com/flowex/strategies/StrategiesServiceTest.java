package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.domain.order.Side;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.BacktestExecutor;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.TrialsTable;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: users find their strategies and back-tests as they left them, and other users do not; what is wrong is refused
 * with its field before anything waits.
 */
@Timeout(900)
class StrategiesServiceTest {

    private static final String ROOT = "/api/v1/strategies";
    private static final String TESTS = "/api/v1/backtests";
    private static final String REQUEST = """
            {"built_in":"moving-average-cross","parameters":{"fast":"3","slow":"8"},"symbols":["BTC-USDT"],"interval":"1h",
             "from":"2026-11-01T00:00:00Z","to":"2026-11-20T00:00:00Z","balances":{"USDT":"10000"}}""";

    private final TestStand stand = TestStand.freshFor("strategies");
    private final String ada = stand.token(1, "user");
    private final String bob = stand.token(2, "user");
    private final List<String> ordered = new ArrayList<>();
    private final StrategiesTables tables = new StrategiesTables(stand.edge());
    private final Checker checker = new Checker();
    private final BacktestComputations computations =
            new BacktestComputations(tables, StrategiesSettings.DEFAULTS, TestMarket.LISTED, new Waves(), checker);
    private final TestServer server = TestServer.of(
            stand,
            new StrategiesService(
                            tables,
                            StrategiesSettings.DEFAULTS,
                            TestMarket.neighbours(stand, new Waves()),
                            new StrategiesService.Owners((_, _) -> {}, Set::of),
                            checker,
                            (tenant, by) -> ordered.add(tenant + " " + by))
                    .routes());

    StrategiesServiceTest() {
        tables.start();
    }

    @AfterEach
    void close() {
        server.close();
        stand.close();
    }

    /** Prices that swing around 60,000. */
    private static final class Waves implements CandleHistory {

        @Override
        public boolean has(BarInterval interval) {
            return interval.nanos() >= Duration.ofMinutes(1).toNanos();
        }

        @Override
        public List<StoredCandle> read(
                ListedMarket market, BarInterval interval, long fromSeconds, long toSeconds, int limit) {
            List<StoredCandle> candles = new ArrayList<>();
            long step = interval.nanos() / 1_000_000_000L;
            for (long at = fromSeconds; at < toSeconds && candles.size() < limit; at += step) {
                double open = 60_000 + Math.rint(2_000 * Math.sin(at / step * 0.3));
                double close = 60_000 + Math.rint(2_000 * Math.sin((at / step + 1) * 0.3));
                candles.add(
                        new StoredCandle(at, open, Math.max(open, close) + 10, Math.min(open, close) - 10, close, 5));
            }
            return candles;
        }
    }

    /** Takes the place of the sandbox, which has its own tests: a source with "broken" has a fault in line 2. */
    private static final class Checker implements SourceSandbox {

        @Override
        public Checked check(String source) {
            return source.contains("broken")
                    ? new Checked(List.of(), List.of(new SourceFault(2, "syntax", "missing ) after argument list")))
                    : new Checked(new Buyer().parameters(), List.of());
        }

        @Override
        public Opened open(String name, String source, List<String> markets) {
            return Opened.of(new Buyer());
        }
    }

    /** Buys once. */
    private static final class Buyer implements StrategyProvider {

        @Override
        public String id() {
            return "buyer";
        }

        @Override
        public String summary() {
            return "Buys once.";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(new ParameterSpec.Decimal("quantity", "Quantity to buy", 0.001, 1, 0.1));
        }

        @Override
        public Strategy create(Parameters parameters) {
            return new Strategy() {
                private boolean hasBought;

                @Override
                public List<DataRequest> subscriptions(List<String> markets) {
                    return List.of(new DataRequest.Bars(markets.getFirst(), BarInterval.parse("1h")));
                }

                @Override
                public void onBar(TradingContext context, Bar bar) {
                    if (!hasBought) {
                        hasBought = true;
                        context.place(OrderIntent.market(bar.symbol(), Side.BUY, parameters.number("quantity")));
                    }
                }
            };
        }
    }

    private String add(String name, String source) {
        TestAnswer answer = server.post(ROOT, body(name, source, ""), ada);
        assertEquals(201, answer.status(), answer.text());
        return answer.json().path("id").asText();
    }

    private static String body(String name, String source, String more) {
        return "{\"name\":\"" + name + "\",\"source\":\"" + source + "\"" + more + "}";
    }

    private String run() {
        return computations.backtests().run(1, (_, _) -> {});
    }

    private JsonNode one(String id) {
        return server.get(TESTS + "/" + id, ada).json();
    }

    private String request(String body) {
        TestAnswer answer = server.post(TESTS, body, ada);
        assertEquals(202, answer.status(), answer.text());
        return answer.json().path("id").asText();
    }

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
    void whatCannotBeRunIsRefusedWithItsField() {
        List<String> wrong = List.of(
                REQUEST.replace("moving-average-cross", "no-such") + "|built_in",
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
        for (int attempt = 1; attempt <= BacktestsTable.ATTEMPTS_MAX; attempt++) {
            assertTrue(table.start(1, Set.of(), longAgo).isPresent());
            assertTrue(table.start(1, Set.of(), longAgo).isEmpty());
            table.recover(1, Instant.now().minus(BacktestsTable.SILENCE_MAX), Instant.now());
        }
        assertEquals("failed", one(id).path("state").asText());
        assertTrue(one(id).path("reason").asText().contains("interrupted"));
    }

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
        assertEquals(
                number,
                tables.backtests()
                        .start(1, Set.of(), Instant.now())
                        .orElseThrow()
                        .id());
        tables.trials().add(1, number, new TrialsTable.StoredTrial(0, 0, 999.0, "", new double[] {0.1, 0.2}));
        tables.backtests().release(1, number);
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

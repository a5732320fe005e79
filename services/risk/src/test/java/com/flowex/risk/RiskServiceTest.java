package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.risk.app.RiskTaskQueue;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.bar.TestDays;
import com.flowex.risk.app.daily.MarketCaps;
import com.flowex.risk.app.daily.MarketHistory;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.measure.BookStatistics;
import com.flowex.risk.app.run.HoldingsSource;
import com.flowex.risk.app.watch.AlertChannels;
import com.flowex.risk.app.watch.BrowserPushSender;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: what is computed in the background is read as it was computed, with its reasons; requests compute nothing. */
@Timeout(900)
class RiskServiceTest {

    private static final Instant NOW =
            LocalDate.ofEpochDay(TestDays.TODAY).atTime(0, 25).toInstant(ZoneOffset.UTC);

    private final TestStand stand = TestStand.freshFor("risk");
    private final String admin = stand.token(1, "admin");
    private final String user = stand.token(2, "user");
    private final List<String> ordered = new ArrayList<>();
    private final List<String> handed = new ArrayList<>();

    /** WILD moves more than CALM; NEW has ten days. */
    private static final class Days implements MarketHistory {

        @Override
        public List<DailyBar> bars(ListedMarket market, long fromDay) {
            return switch (market.base().code()) {
                case "WILD" -> TestDays.moving(400, 1.5, 1);
                case "NEW" -> TestDays.moving(10, 0.5, 3);
                default -> TestDays.moving(400, 0.2, 2);
            };
        }

        @Override
        public Optional<BookStatistics> book(ListedMarket market) {
            return Optional.of(new BookStatistics(0.001, 1e6, BookStatistics.MINUTES_FULL));
        }
    }

    private final class Orders implements RiskTaskQueue {

        @Override
        public Ordered scores(int tenant, String by) {
            ordered.add(tenant + " " + by);
            return new Ordered("7", "queued");
        }

        @Override
        public Ordered portfolios(int tenant, String by) {
            return scores(tenant, by + " portfolios");
        }
    }

    /** A single user has two of CALM and ten of USDT; all together a hundred of WILD. */
    private static final class Owned implements HoldingsSource {

        @Override
        public Map<String, BigDecimal> of(int tenant, List<Long> accounts) {
            return Map.of(
                    "CALM", BigDecimal.valueOf(2L * accounts.size()), "USDT", BigDecimal.TEN, "NEW", BigDecimal.ZERO);
        }

        @Override
        public Map<String, BigDecimal> ofAll(int tenant) {
            return Map.of("WILD", BigDecimal.valueOf(100));
        }
    }

    private RiskComputations computations(InstrumentDirectory directory, MarketHistory days) {
        MarketCaps caps = (_, asset) -> asset.equals("CALM") ? OptionalDouble.of(1e10) : OptionalDouble.of(0);
        return new RiskComputations(
                tables,
                RiskSettings.DEFAULTS,
                new PricedMarkets(directory, days, caps),
                (tenant, run, scores) -> handed.add(tenant + " " + run.day() + " " + new TreeMap<>(scores)),
                new Owned(),
                new AlertChannels(
                        (_, _, _, _) -> false,
                        (_, _, _, _) -> new BrowserPushSender.PushResult(0, Set.of(), List.of()),
                        (_, _, _) -> 204,
                        (_, _) -> true));
    }

    private final RiskTables tables = new RiskTables(stand.edge());
    private final InstrumentDirectory listed = TestListing.of("CALM", "WILD", "NEW");
    private final RiskComputations computations = computations(listed, new Days());
    private final RiskService service = new RiskService(tables, listed, new Orders());
    private final TestServer server = TestServer.of(stand, service.routes());

    @AfterEach
    void close() {
        server.close();
        stand.close();
    }

    private JsonNode items(String path) {
        return server.get(path, user).json().path("items");
    }

    @Test
    void scoresAreEmptyBeforeTheFirstComputation() {
        JsonNode list = server.get("/api/v1/risk/scores", user).json();
        assertEquals(0, list.path("items").size());
        assertTrue(list.path("day").isNull());
        assertEquals(404, server.get("/api/v1/risk/scores/CALM", user).status());
        assertEquals(401, server.get("/api/v1/risk/scores", "").status());
    }

    @Test
    void scoresAreReadAsTheyWereComputedTheRiskiestFirst() throws InterruptedException {
        List<String> messages = new ArrayList<>();
        assertEquals("2 of 4 assets have a score", computations.daily().run(1, NOW, (at, note) -> messages.add(note)));
        JsonNode list = server.get("/api/v1/risk/scores?limit=3", user).json();
        assertEquals("WILD", list.path("items").path(0).path("asset").asText());
        assertEquals("CALM", list.path("items").path(1).path("asset").asText());
        assertTrue(list.path("items").path(2).path("score").isNull());
        assertEquals(4, list.path("assets").asInt());
        assertEquals(2, list.path("scored").asInt());
        assertEquals(
                1,
                items("/api/v1/risk/scores?limit=3&cursor="
                                + list.path("next_cursor").asText())
                        .size());

        JsonNode wild = server.get("/api/v1/risk/scores/WILD", user).json();
        double sum = 0;
        for (JsonNode factor : wild.path("factors")) {
            sum += factor.path("contribution").asDouble();
        }
        assertEquals(wild.path("score").asDouble(), sum, 0.01);
        assertEquals(85, wild.path("confidence").asDouble());
        double lower = list.path("items").path(1).path("score").asDouble();
        assertEquals(
                List.of("1 " + (TestDays.TODAY - 1) + " {CALM=" + lower + ", WILD="
                        + wild.path("score").asDouble() + "}"),
                handed);
        assertEquals("market_cap_unknown", wild.path("notes").path(0).asText());
        assertEquals(
                LocalDate.ofEpochDay(TestDays.TODAY - 1).toString(),
                wild.path("day").asText());
        assertEquals(
                100,
                server.get("/api/v1/risk/scores/CALM", user)
                        .json()
                        .path("confidence")
                        .asDouble());
        assertEquals(
                "too_few_days",
                server.get("/api/v1/risk/scores/NEW", user)
                        .json()
                        .path("notes")
                        .path(0)
                        .asText());
    }

    /** Six of seven assets have days of their own: the seventh is shrunk towards them, and nothing follows from it. */
    @Test
    void newListingGetsAScoreFromItsPeersWithoutAffectingOtherReaders() throws InterruptedException {
        InstrumentDirectory more = TestListing.of("CALM", "WILD", "NEW", "ONE", "TWO", "THREE", "FOUR");
        assertEquals(
                "7 of 8 assets have a score",
                computations(more, new Days()).daily().run(1, NOW, (_, _) -> {}));

        JsonNode score = server.get("/api/v1/risk/scores/NEW", user).json();
        assertTrue(score.path("score").isNumber(), score.toString());
        assertEquals("new_listing", score.path("notes").path(0).asText());
        assertEquals(6, score.path("peers").path("assets").asInt());
        assertEquals(0.666667, score.path("peers").path("share").asDouble());
        assertTrue(server.get("/api/v1/risk/scores/CALM", user)
                .json()
                .path("peers")
                .isNull());
        assertTrue(handed.getFirst().contains("WILD") && !handed.getFirst().contains("NEW"), handed.getFirst());
    }

    @Test
    void theSameDayComputedTwiceIsTheSameAndDaysMakeAHistory() throws InterruptedException {
        computations.daily().run(1, NOW, (_, _) -> {});
        JsonNode first = server.get("/api/v1/risk/scores/WILD", user).json().path("factors");
        computations.daily().run(1, NOW, (_, _) -> {});
        assertEquals(first, server.get("/api/v1/risk/scores/WILD", user).json().path("factors"));
        assertEquals(1, items("/api/v1/risk/scores/WILD/history").size());
        computations.daily().run(1, NOW.plusSeconds(86_400), (_, _) -> {});
        JsonNode history = items("/api/v1/risk/scores/WILD/history");
        assertEquals(2, history.size());
        assertTrue(history.path(0).path("notes").toString().contains("stale"));
        computations.daily().run(1, NOW.plusSeconds(86_400L * 730), (_, _) -> {});
        assertEquals(2, items("/api/v1/risk/scores/WILD/history").size(), "what is too old goes");
    }

    @Test
    void weightsBelongToTheTenantAndInvalidOnesAreNamed() {
        assertEquals(
                35,
                server.get("/api/v1/risk/weights", user)
                        .json()
                        .path("volatility")
                        .asInt());
        String path = "/api/v1/risk/weights";
        assertEquals(403, server.put(path, "{\"volatility\":1}", user).status());
        refused("volatility", "{\"volatility\":101}");
        refused("technical", "{\"technical\":-1}");
        refused("reference", "{\"reference\":\"MOON\"}");
        refused("volatility", "{\"volatility\":0,\"liquidity\":0,\"market_cap\":0,\"technical\":0}");
        assertEquals(
                200,
                server.put(path, "{\"volatility\":0,\"market_cap\":50,\"reference\":\"CALM\"}", admin)
                        .status());
        assertEquals(30, server.get(path, user).json().path("liquidity").asInt());
        assertEquals("CALM", server.get(path, user).json().path("reference").asText());
        String other = stand.tokenOf(2, 1, "admin");
        assertTrue(List.of(403, 404).contains(server.get(path, other).status())
                || server.get(path, other).json().path("volatility").asInt() == 35);
    }

    private void refused(String field, String json) {
        var answer = server.put("/api/v1/risk/weights", json, admin);
        assertEquals(400, answer.status(), answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText());
    }

    @Test
    void computationCanBeOrderedAndTheMethodIsPublic() {
        assertEquals(202, server.post("/api/v1/risk/scores", "", admin).status());
        assertEquals(List.of("1 user 1"), ordered);
        assertEquals(403, server.post("/api/v1/risk/scores", "", user).status());
        assertTrue(server.get("/api/v1/risk/methodology", "")
                .json()
                .path("markdown")
                .asText()
                .contains("Garman-Klass"));
    }

    private JsonNode check(String path, String body, String token) {
        var answer = server.post(path, body, token);
        assertEquals(202, answer.status(), answer.text());
        assertEquals("queued", answer.json().path("state").asText());
        computations.portfolios().run(1, (_, _) -> {});
        return server.get("/api/v1/risk/portfolios/" + answer.json().path("id").asText(), token)
                .json();
    }

    @Test
    void portfolioIsAnalyzedInTheBackgroundAndReadByItsOwner() {
        String path = "/api/v1/risk/portfolios";
        JsonNode own = check(path, "{\"horizon_days\":10,\"paths\":2000}", user);
        assertEquals("done", own.path("state").asText());
        assertTrue(
                own.path("report").path("risk").path("parametric").path("var").asDouble() > 0);
        assertEquals(2, own.path("report").path("positions").size());
        assertEquals(List.of("1 user 2 portfolios"), ordered);
        assertEquals(
                404, server.get(path + "/" + own.path("id").asText(), admin).status());
        assertEquals(1, items(path).size());
        assertTrue(items(path).path(0).path("report").isNull());

        JsonNode answer = check(path + "/desk", "{\"accounts\":[1001,1002]}", admin);
        assertEquals(
                "4",
                answer.path("report").path("positions").path(0).path("quantity").asText());
        JsonNode all = check(path + "/tenant", "{}", admin);
        assertEquals(
                "WILD",
                all.path("report").path("positions").path(0).path("asset").asText());
        assertEquals(
                403, server.post(path + "/desk", "{\"accounts\":[1001]}", user).status());
        assertEquals(403, server.post(path + "/tenant", "{}", user).status());
        assertEquals(
                403,
                server.post(path + "/tenant", "{}", stand.token(8, "viewer")).status());
        assertEquals(
                202,
                server.post(path + "/tenant", "{}", stand.token(7, "analyst")).status());
        assertEquals(
                400, server.post(path + "/desk", "{\"accounts\":[]}", admin).status());
        assertEquals(
                400, server.post(path + "/desk", "{\"accounts\":[1]}", admin).status());
        assertEquals(
                400, server.post(path + "/desk", "{\"accounts\":[null]}", admin).status());
        assertEquals(400, server.post(path, "{\"horizon_days\":31}", user).status());
        assertEquals(
                400, server.post(path, "{\"confidence_per_mille\":1000}", user).status());
    }

    @Test
    void noMoreThanFiveOfOnesPortfoliosWait() {
        for (int i = 0; i < 5; i++) {
            assertEquals(202, server.post("/api/v1/risk/portfolios", "{}", user).status());
        }
        assertEquals(503, server.post("/api/v1/risk/portfolios", "{}", user).status());
    }

    private void isNotChangedUnseen(String path, String seen, String one, String other) {
        TestAnswer first = server.change("PUT", path, one, admin, seen);
        assertEquals(200, first.status(), first.text());
        TestAnswer second = server.change("PUT", path, other, admin, seen);
        assertEquals("version_changed", second.code(), second.text());
        String now = first.json().path("version").asText();
        assertTrue(second.text().contains(now), second.text());
        assertEquals(200, server.change("PUT", path, other, admin, now).status());
    }

    /** Without a version the second of two administrators replaced the first one's change, and neither noticed. */
    @Test
    void weightsAndScenariosThatWereChangedMeanwhileAreNotChangedUnseen() {
        String weights = "/api/v1/risk/weights";
        isNotChangedUnseen(
                weights,
                server.get(weights, admin).json().path("version").asText(),
                "{\"volatility\":41}",
                "{\"volatility\":42}");
        String scenario = "/api/v1/risk/scenarios/theirs";
        String made = server.put(scenario, "{\"shocks\":{\"CALM\":-0.5}}", admin)
                .json()
                .path("version")
                .asText();
        isNotChangedUnseen(scenario, made, "{\"shocks\":{\"CALM\":-0.6}}", "{\"shocks\":{\"CALM\":-0.7}}");
        TestAnswer again = server.changeNew("PUT", scenario, "{\"shocks\":{\"CALM\":-0.8}}", admin);
        assertEquals("version_changed", again.code(), again.text());
        assertEquals(
                200,
                server.changeNew("PUT", scenario + "2", "{\"shocks\":{\"CALM\":-0.8}}", admin)
                        .status());
    }

    @Test
    void scenariosOfATenantsOwnAreTriedBesideThoseThatAreBuiltIn() {
        String path = "/api/v1/risk/scenarios";
        int builtIn = items(path).size();
        String mine = path + "/mine";
        assertEquals(403, server.put(mine, "{\"shocks\":{\"CALM\":-0.5}}", user).status());
        for (String wrong : List.of(
                "{}", "{\"shocks\":{\"calm\":-0.5}}", "{\"shocks\":{\"CALM\":-1.5}}", "{\"shocks\":{\"CALM\":null}}")) {
            assertEquals(400, server.put(mine, wrong, admin).status(), wrong);
        }
        assertEquals(
                400,
                server.put(path + "/all_down_20", "{\"shocks\":{\"*\":1}}", admin)
                        .status());
        assertEquals(
                200, server.put(mine, "{\"shocks\":{\"CALM\":-0.5}}", admin).status());
        assertEquals(builtIn + 1, items(path).size());
        JsonNode stress =
                check("/api/v1/risk/portfolios", "{}", user).path("report").path("stress");
        assertEquals("mine", stress.path(builtIn).path("name").asText());
        assertTrue(stress.path(builtIn).path("change").asDouble() < -0.4);
        assertEquals(204, server.delete(mine, admin).status());
        assertEquals(404, server.delete(mine, admin).status());
    }
}

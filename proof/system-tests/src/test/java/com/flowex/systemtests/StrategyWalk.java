package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Journey of an author: a strategy in JavaScript is checked, stored, changed, tested on the recorded market and deleted. */
final class StrategyWalk {

    private static final String ROOT = "/api/v1/strategies";
    private static final String TESTS = "/api/v1/backtests";
    private static final String DATA = "/api/v1/datasets";
    private static final String RUNS = "/api/v1/runs";

    /** It writes a line for each candle. */
    private static final String SOURCE = """
            strategy({
              parameters: {
                interval: { type: 'choice', choices: ['1m', '1h'], default: '1h', meaning: 'length of a candle' },
              },
              subscriptions: (markets, parameters) => [Data.bars(markets[0], parameters.interval)],
              onBar(ctx, bar) {
                ctx.log('close ', bar.close);
              },
            });
            """;

    private StrategyWalk() {}

    /** @param user has traded on BTC-USDT today, as others have */
    static void walk(HttpApi user, HttpApi admin) {
        assertTrue(user.get(ROOT + "/built-in").expect(200).body().path("items").size() > 10);
        JsonNode check = user.post(ROOT + "/check", Map.of("source", "strategy({ onbar: 1 }"))
                .expect(200)
                .body();
        assertTrue(check.path("faults").size() > 0, check.toString());
        String id = user.post(ROOT, Map.of("name", "walk", "source", SOURCE))
                .expect(201)
                .text("id");
        String one = ROOT + "/" + id;
        Map<String, Object> changed =
                Map.of("name", "walk", "source", SOURCE.replace("close ", "closed at "), "version", 1);
        user.put(one, changed).expect(200);
        user.put(one, changed).expect(409);
        user.get(ROOT).expect(200);
        user.get(one).expect(200);
        user.get(one + "/versions").expect(200);
        user.get(one + "/versions/1").expect(200);
        user.get(one + "/diff?from=1&to=2").expect(200);
        backtests(user, id);
        datasets(user);
        runs(user, id);
        admin.get(RUNS + "/all?open=true").expect(200);
        user.get(RUNS + "/all").expect(403);
        admin.post(RUNS + "/stop-all", Map.of("reason", "a walk")).expect(200);
        user.delete(one).expect(204);
    }

    private static void backtests(HttpApi user, String strategy) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        Map<String, Object> range = Map.of(
                "symbols",
                new String[] {"BTC-USDT"},
                "interval",
                "1m",
                "from",
                today.minus(1, ChronoUnit.DAYS).toString(),
                "to",
                today.plus(1, ChronoUnit.DAYS).toString(),
                "balances",
                Map.of("USDT", "10000"));
        user.post(TESTS, range).expect(400);
        String own = requested(user, range, Map.of("strategy", strategy, "version", 2));
        String builtIn = requested(user, range, Map.of("built_in", "rsi"));
        Map<String, Object> search =
                Map.of("values", Map.of("period", "5,9", "buyBelow", "20,30"), "objective", "total_return");
        String searched = requested(user, range, Map.of("built_in", "rsi", "search", search));
        for (String id : new String[] {own, builtIn, searched}) {
            Await.until(() -> !user.get(TESTS + "/" + id)
                    .expect(200)
                    .body()
                    .path("state")
                    .asText()
                    .matches("waiting|running"));
            JsonNode ended = user.get(TESTS + "/" + id).expect(200).body();
            assertEquals("done", ended.path("state").asText(), ended.toString());
            user.get(TESTS + "/" + id + "/result").expect(200);
        }
        user.get(TESTS + "/" + searched + "/heat-map?x=period&y=buyBelow").expect(200);
        user.get(TESTS + "/" + searched + "/tables/trials").expect(200);
        user.get(TESTS + "/" + searched + "/report").expect(200);
        user.get(TESTS).expect(200);
        user.send("POST", TESTS + "/" + own + "/cancel", "").expect(409);
        user.delete(TESTS + "/" + own).expect(204);
        // The task may have run one already: then it is the turn of the next.
        Await.until(() -> {
            String canceled = requested(user, range, Map.of("built_in", "macd"));
            return user.send("POST", TESTS + "/" + canceled + "/cancel", "").status() == 200;
        });
    }

    /** A file of a day of minutes is uploaded, tested and deleted. */
    private static void datasets(HttpApi user) {
        user.post(DATA, Map.of("name", "walk", "symbol", "ETH")).expect(400);
        String id = user.post(DATA, Map.of("name", "walk", "symbol", "ETH-USD"))
                .expect(201)
                .text("id");
        String one = DATA + "/" + id;
        StringBuilder csv = new StringBuilder("time,open,high,low,close,volume\n");
        for (int i = 0; i < 200; i++) {
            csv.append(1_700_000_040 + i * 60)
                    .append(",100,101,99,")
                    .append(100 + i % 2)
                    .append(",5\n");
        }
        user.put(one + "/parts/1", Map.of("data", base64("no candles"))).expect(204);
        user.send("POST", one + "/complete", "").expect(400);
        user.put(one + "/parts/1", Map.of("data", base64(csv.toString()))).expect(204);
        user.send("POST", one + "/complete", "").expect(200);
        user.put(one + "/parts/1", Map.of("data", base64("late"))).expect(409);
        assertEquals(
                200,
                user.get(one).expect(200).body().path("manifest").path("rows").asInt());
        user.get(DATA).expect(200);
        String test = requested(
                user, Map.of("balances", Map.of("USD", "10000")), Map.of("built_in", "rsi", "datasets", new String[] {id
                }));
        Await.until(() -> user.get(TESTS + "/" + test)
                .expect(200)
                .body()
                .path("state")
                .asText()
                .equals("done"));
        user.delete(one).expect(204);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void runs(HttpApi user, String strategy) {
        Map<String, Object> paper = Map.of(
                "mode",
                "paper",
                "strategy",
                strategy,
                "version",
                2,
                "symbols",
                new String[] {"BTC-USDT"},
                "interval",
                "1m",
                "balances",
                Map.of("USDT", "10000"));
        user.post(RUNS, Map.of("mode", "live", "symbols", new String[] {"BTC-USDT"}, "interval", "1m"))
                .expect(400);
        String id = user.post(RUNS, paper).expect(202).text("id");
        String one = RUNS + "/" + id;
        Await.until(() -> runState(user, one).equals("running"));
        user.get(RUNS).expect(200);
        for (String part : new String[] {"/orders", "/fills", "/log", "/divergence"}) {
            user.get(one + part).expect(200);
        }
        user.delete(one).expect(409);
        user.send("POST", one + "/stop", "").expect(200);
        Await.until(() -> runState(user, one).equals("stopped"));
        user.send("POST", one + "/stop", "").expect(409);
        user.delete(one).expect(204);
    }

    private static String runState(HttpApi user, String one) {
        return user.get(one).expect(200).body().path("state").asText();
    }

    private static String requested(HttpApi user, Map<String, Object> range, Map<String, Object> of) {
        Map<String, Object> all = new HashMap<>(range);
        all.putAll(of);
        return user.post(TESTS, all).expect(202).text("id");
    }
}

package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: files of trades and of recorded orders are recognised, and back-tests and searches over them run whole. */
@Timeout(900)
class DatasetKindsTest extends StrategiesWorld {

    private static final String DATA = "/api/v1/datasets";

    private TestAnswer completed(String name, String date, String file) {
        String more = date.isEmpty() ? "" : ",\"date\":\"" + date + "\"";
        TestAnswer begun = server.post(DATA, "{\"name\":\"" + name + "\",\"symbol\":\"ETH-USD\"" + more + "}", ada);
        assertEquals(201, begun.status(), begun.text());
        String path = DATA + "/" + begun.json().path("id").asText();
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        for (int at = 0, number = 1; at < bytes.length; at += 40_000, number++) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 40_000));
            String body = "{\"data\":\"" + Base64.getEncoder().encodeToString(part) + "\"}";
            assertEquals(204, server.put(path + "/parts/" + number, body, ada).status());
        }
        return server.post(path + "/complete", "", ada);
    }

    private static double price(int i) {
        return 2_000 + Math.rint(90 * Math.sin(i * 0.03));
    }

    private static String over(String id, String more) {
        return "{\"built_in\":\"moving-average-cross\"," + more + "\"datasets\":[\"" + id
                + "\"],\"balances\":{\"USD\":\"100000\"}}";
    }

    private static final String BARS = "\"interval\":\"1m\",";
    private static final String FIXED = "\"parameters\":{\"fast\":\"3\",\"slow\":\"8\"},";

    private void refused(String body, String field) {
        TestAnswer answer = server.post(TESTS, body, ada);
        assertEquals(400, answer.status(), body + ": " + answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer.text());
    }

    private JsonNode done(String id) {
        JsonNode state = one(id);
        assertEquals("done", state.path("state").asText(), state::toString);
        return state;
    }

    private void searches(String id) {
        String search = request(over(
                id,
                BARS + "\"search\":{\"values\":{\"fast\":\"2,3\",\"slow\":\"8,12\"},"
                        + "\"objective\":\"total_return\",\"validation\":{\"method\":\"walk_forward\","
                        + "\"parts\":2,\"training_parts\":1,\"gap\":1}},"));
        run();
        done(search);
        JsonNode found =
                server.get(TESTS + "/" + search + "/result", ada).json().path("search");
        assertEquals(4, found.path("trials").size(), found::toString);
        found.path("trials").forEach(each -> assertTrue(each.path("score").isNumber(), each::toString));
        assertEquals(2, found.path("folds").size(), found::toString);
        refused(
                over(
                        id,
                        BARS + "\"search\":{\"values\":{\"fast\":\"2..101\",\"slow\":\"111..210:10\"},"
                                + "\"validation\":{\"method\":\"purged_folds\",\"parts\":20}},"),
                "search");
    }

    @Test
    void backtestsAndSearchesRunOverTrades() {
        StringBuilder trades = new StringBuilder("time,price,quantity,side\n");
        for (int i = 0; i < 3_000; i++) {
            trades.append(1_700_000_000L + i * 20L).append(',').append(price(i));
            trades.append(i == 5 ? ",NaN" : ",3.5").append(i % 2 == 0 ? ",buy\n" : ",sell\n");
        }
        assertTrue(
                completed("wrong", "", trades + "1699999999,1,1,buy\n").text().contains("line 3002 is earlier"));
        JsonNode whole = completed("trades", "", trades.toString()).json();
        JsonNode manifest = whole.path("manifest");
        assertEquals("trades", manifest.path("kind").asText(), whole::toString);
        assertEquals(2_999, manifest.path("rows").asInt());
        assertTrue(manifest.path("interval").isNull());
        assertEquals(7, manifest.path("left_out").path(0).path("line").asInt(), manifest::toString);
        assertEquals("2023-11-14T22:13:20Z", manifest.path("from").asText());
        String id = whole.path("id").asText();
        refused(over(id, FIXED), "interval");
        refused(over(id, FIXED + "\"interval\":\"7x\","), "interval");
        refused(over(id, FIXED + BARS + "\"model\":{\"name\":\"next_open\"},"), "model.name");
        refused(over(id, FIXED + BARS + "\"model\":{\"name\":\"order_by_order\"},"), "model.name");
        refused(
                REQUEST.replace("{\"built_in\"", "{\"model\":{\"name\":\"order_by_order\"},\"built_in\""),
                "model.name");
        String all = request(over(id, FIXED + BARS + "\"look_ahead_cuts\":2,"));
        String part =
                request(over(id, FIXED + BARS + "\"from\":\"2023-11-15T00:00:00Z\",\"to\":\"2023-11-15T04:00:00Z\","));
        run();
        JsonNode result = done(all);
        assertEquals(
                "candles", result.path("request").path("model").path("name").asText());
        assertEquals("1m", result.path("request").path("interval").asText());
        int fills = result.path("summary").path("fills").asInt();
        assertTrue(fills > 10, result::toString);
        assertTrue(result.path("summary").path("warnings").toString().contains("rows_left_out"));
        assertTrue(!result.path("summary").path("warnings").toString().contains("look_ahead"), result::toString);
        assertTrue(done(part).path("summary").path("fills").asInt() < fills);
        assertEquals(
                720,
                server.get(TESTS + "/" + part + "/result", ada)
                        .json()
                        .path("data")
                        .path(0)
                        .path("rows")
                        .asInt());
        searches(id);
    }

    /** Returns a flow of quotes around a swinging price, with an execution each second. */
    private static String flow(int seconds) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < seconds; i++) {
            long mid = Math.round(price(i / 20) * 10_000);
            String time = String.format(Locale.ROOT, "%d.%09d,", 34_200 + i, 5);
            for (int side = -1; side <= 1; side += 2) {
                long price = mid - side * 10_000L;
                long number = 2L * i + (side > 0 ? 1 : 2);
                if (i > 0) {
                    long before = Math.round(price((i - 1) / 20) * 10_000) - side * 10_000L;
                    rows.append(time)
                            .append("3,")
                            .append(number - 2)
                            .append(",49,")
                            .append(before);
                    rows.append(',').append(side).append('\n');
                }
                rows.append(time).append("1,").append(number).append(",50,").append(price);
                rows.append(',').append(side).append('\n');
            }
            rows.append(time)
                    .append("4,")
                    .append(2L * i + 1)
                    .append(",1,")
                    .append(mid - 10_000L)
                    .append(",1\n");
        }
        return rows.toString();
    }

    @Test
    void backtestsAndSearchesRunOverRecordedOrders() {
        String flow = flow(7_200);
        assertTrue(completed("no day", "", flow).text().contains("begin the data set with its date"));
        assertTrue(completed("wrong", "2012-06-21", flow + "41400.1,9,1,1,1,1\n")
                .text()
                .contains("field type"));
        TestAnswer odd = server.post(DATA, "{\"name\":\"x\",\"symbol\":\"ETH-USD\",\"date\":\"21.6.2012\"}", ada);
        assertEquals("date", odd.json().path("errors").path(0).path("field").asText(), odd.text());
        JsonNode whole = completed("orders", "2012-06-21", flow).json();
        JsonNode manifest = whole.path("manifest");
        assertEquals("orders", manifest.path("kind").asText(), whole::toString);
        assertEquals("2012-06-21", whole.path("date").asText());
        assertEquals("2012-06-21T09:30:00.000000005Z", manifest.path("from").asText());
        assertEquals(7_200 * 5 - 2, manifest.path("rows").asInt());
        assertEquals(64, manifest.path("digest").asText().length());
        String id = whole.path("id").asText();
        refused(over(id, FIXED), "interval");
        refused(over(id, FIXED + BARS + "\"model\":{\"name\":\"candles\"},"), "model.name");
        refused(over(id, FIXED + BARS + "\"model\":{\"name\":\"order_by_order\",\"levels\":2},"), "model.levels");
        String trades = completed("trades", "", "1700000000,1,1,1,1,1\n1700000060,1,1,1,1,1\n")
                .json()
                .path("id")
                .asText();
        refused(over(id + "\",\"" + trades, FIXED + BARS), "datasets");
        String all = request(over(id, FIXED + BARS));
        String part = request(over(id, FIXED + BARS + "\"from\":\"2012-06-21T10:00:00Z\","));
        run();
        JsonNode result = done(all);
        assertEquals(
                "order_by_order",
                result.path("request").path("model").path("name").asText());
        assertTrue(result.path("summary").path("fills").asInt() >= 2, result::toString);
        assertTrue(done(part).path("summary").path("fills").asInt() > 0, () -> one(part)
                .toString());
        List<String> models = List.of(
                one(all).path("summary").path("end").asText(),
                one(part).path("summary").path("end").asText());
        assertEquals(List.of("completed", "completed"), models);
        searches(id);
    }
}

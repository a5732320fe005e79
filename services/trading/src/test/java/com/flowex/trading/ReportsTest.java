package com.flowex.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows T6 and S2: what an exchange has to show, the same whenever it is asked, and sums that are kept as things happen. */
@Timeout(900)
class ReportsTest {

    private static final String REPORTS = "/api/v1/reports/";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTradeIsOneLineWithBothSidesAndEachSideIsAnExecution() {
        String sold = world.placed(world.bob, "sell", "650", "0.2");
        String bought = world.placed(world.ada, "buy", "650", "0.1");
        String bob = Long.toString(TradingWorld.account(2).number());
        String ada = Long.toString(TradingWorld.account(1).number());

        List<String> trades = lines("trades");
        List<String> executions = lines("executions");
        List<String> regulatory = lines("regulatory");

        assertEquals(
                "time,sequence,trade_id,symbol,price,quantity,total,taker_side,buyer,buy_order_id,buyer_fee,seller,"
                        + "sell_order_id,seller_fee",
                trades.getFirst());
        assertEquals(2, trades.size());
        assertTrue(
                trades.getLast()
                        .endsWith("BTC-USDT,650,0.1,65,buy," + ada + "," + bought + ",0.0001," + bob + "," + sold
                                + ",0.065"),
                trades.toString());
        assertEquals(3, executions.size());
        assertTrue(executions.get(1).endsWith(ada + ",BTC-USDT,buy,650,0.1,65,0.0001,BTC,,,taker"));
        assertTrue(executions.get(2).endsWith(bob + ",BTC-USDT,sell,650,0.1,65,0.065,USDT,,,maker"));
        assertEquals(2, regulatory.size());
        assertTrue(
                regulatory
                        .getLast()
                        .contains(",BTC-USDT,650,USDT,0.1,BTC,65," + ada + "," + bob + ",taker,maker,AOTC,"),
                regulatory.toString());
    }

    @Test
    void reportOfARangeIsStable() {
        trade(5);
        TestAnswer first = get("executions");
        String range = "executions?from_sequence=" + first.header("X-From-Sequence") + "&to_sequence="
                + first.header("X-To-Sequence");

        trade(7);

        assertEquals(first.text(), get(range).text());
        assertTrue(lines("executions").size() > first.text().lines().count());
        long half = Long.parseLong(first.header("X-To-Sequence")) / 2;
        List<String> parts = new ArrayList<>(lines("executions?to_sequence=" + half));
        parts.addAll(lines(range.replaceFirst("=1&", "=" + (half + 1) + "&")).stream()
                .skip(1)
                .toList());
        assertEquals(first.text().lines().toList(), parts);
    }

    @Test
    void aReportOfAPastPeriodNamesTheLastEventOfThen() {
        trade(5);
        List<String> executions = lines("executions");
        String last = executions.getLast().split(",", -1)[1];
        Instant then = Instant.parse(executions.getLast().split(",", -1)[0]).plusNanos(1);
        Map<String, String> before = new TreeMap<>();
        List<String> reports = List.of(
                "executions?to=" + then,
                "trades?to=" + then + "&format=json",
                "regulatory?from=2020-01-01T00:00:00Z&to=" + then);
        reports.forEach(report -> before.put(report, textAndRange(report)));
        String fees = "fees?format=json";
        assertEquals(last, get(fees).json().path("sequence").asText());
        world.placed(world.ada, "buy", "100", "0.1");
        assertEquals(last, get(fees).json().path("sequence").asText(), "an order is no trade");

        trade(7);

        reports.forEach(report -> assertEquals(before.get(report), textAndRange(report), report));
        assertEquals(last, get(reports.getFirst()).header("X-To-Sequence"));
        TestAnswer later = get("executions?from=" + then);
        assertEquals(Long.parseLong(last) + 1, Long.parseLong(later.header("X-From-Sequence")));
        List<String> both = new ArrayList<>(lines(reports.getFirst()));
        both.addAll(later.text().lines().skip(1).toList());
        assertEquals(lines("executions"), both);
        assertEquals("0", get("executions?to=1990-01-01T00:00:00Z").header("X-To-Sequence"));
        assertEquals(
                "0", get(fees + "&to_day=1990-01-01").json().path("sequence").asText());
    }

    /** Text and range of a report. */
    private String textAndRange(String report) {
        TestAnswer answer = get(report);
        return answer.header("X-From-Sequence") + " " + answer.header("X-To-Sequence") + "\n" + answer.text();
    }

    @Test
    void jsonHasTheRowsOfCsv() {
        trade(6);
        for (String report : List.of("executions", "trades", "regulatory", "fees")) {
            String mark = report.equals("fees") ? "?" : "?to_sequence=" + world.exchange.sequence() + "&";
            List<String> csv = lines(report + mark + "format=csv");
            JsonNode items = get(report + mark + "format=json").json().path("items");

            List<String> rows = new ArrayList<>();
            items.forEach(item -> {
                List<String> row = new ArrayList<>();
                item.forEach(value -> row.add(value.isNull() ? "" : value.asText()));
                rows.add(String.join(",", row));
            });
            assertEquals(csv.subList(1, csv.size()), rows, report);
            assertTrue(rows.size() > 1, report);
        }
    }

    /** The view keeps sums as trades happen; here they are added up from each of them. */
    @Test
    void feeReportEqualsTheSumOfExecutions() {
        trade(40);
        Map<String, BigDecimal> expected = new TreeMap<>();
        List<String> executions = lines("executions");
        for (String line : executions.subList(1, executions.size())) {
            String[] cell = line.split(",", -1);
            String key = cell[0].substring(0, 10) + "," + cell[4] + "," + cell[5] + "," + cell[6] + "," + cell[14];
            expected.merge(key + " quantity", new BigDecimal(cell[8]), BigDecimal::add);
            expected.merge(key + " total", new BigDecimal(cell[9]), BigDecimal::add);
            expected.merge(key + " fee", new BigDecimal(cell[10]), BigDecimal::add);
            expected.merge(key + " fills", BigDecimal.ONE, BigDecimal::add);
        }

        assertEquals(200, get("fees?by=day,day").status());
        Map<String, BigDecimal> reported = new TreeMap<>();
        for (JsonNode item : get("fees?by=day,user,market&format=json").json().path("items")) {
            String key = String.join(
                    ",",
                    item.path("day").asText(),
                    item.path("account").asText(),
                    item.path("symbol").asText(),
                    item.path("side").asText(),
                    item.path("liquidity").asText());
            for (String sum : List.of("quantity", "total", "fee", "fills")) {
                reported.put(key + " " + sum, new BigDecimal(item.path(sum).asText()));
            }
        }

        assertEquals(plain(expected), plain(reported));
    }

    private static Map<String, String> plain(Map<String, BigDecimal> sums) {
        Map<String, String> plain = new TreeMap<>();
        sums.forEach((key, sum) -> plain.put(key, sum.stripTrailingZeros().toPlainString()));
        return plain;
    }

    @Test
    void reportsAreFilteredByAccountSymbolAndTime() {
        trade(12);
        String ada = Long.toString(TradingWorld.account(1).number());

        assertTrue(
                lines("executions?account=" + ada).stream().skip(1).allMatch(line -> line.contains("," + ada + ",")));
        assertEquals(1, lines("executions?symbol=ETH-USDT").size());
        assertEquals(1, lines("executions?to=1990-01-01T00:00:00Z").size());
        assertEquals(1, lines("fees?to_day=1990-01-01").size());
        assertEquals(1, lines("fees?account=999999").size());
        assertEquals(
                lines("fees?by=user&account=" + ada).size(),
                lines("fees?by=market&account=" + ada).size());
        assertTrue(lines("fees?by=user").getFirst().startsWith("account,symbol,"));
        assertTrue(lines("fees?by=market").getFirst().startsWith("symbol,side,"));
    }

    @Test
    void reportsRequireAuditPermissionAndShowTheOwnTenantOnly() {
        trade(3);
        String analyst = world.stand.token(7, "analyst");
        for (String report : List.of("executions", "trades", "regulatory", "fees")) {
            String viewer = report.equals("fees") ? world.stand.token(8, "viewer") : analyst;
            assertEquals(403, world.server.get(REPORTS + report, viewer).status());
            assertEquals(401, world.server.get(REPORTS + report, "").status());
            TestAnswer strangers = world.server.get(REPORTS + report, world.stranger);
            assertEquals(200, strangers.status(), strangers.text());
            assertEquals(1, strangers.text().lines().count());
        }
        assertEquals(
                200, world.server.get(REPORTS + "fees?by=day,market", analyst).status());
        for (String named : List.of("fees?by=user", "fees?by=user,day", "fees?account=1001")) {
            assertEquals(403, world.server.get(REPORTS + named, analyst).status(), named);
        }
    }

    @Test
    void invalidReportParametersAreRefusedByName() {
        assertRefused("executions?to_sequence=" + (world.exchange.sequence() + 1_000), "to_sequence");
        assertRefused("executions?from_sequence=0", "from_sequence");
        assertRefused("executions?format=pdf", "format");
        assertRefused("trades?account=ada", "account");
        assertRefused("fees?by=moon", "by");
        assertRefused("fees?from_day=yesterday", "from_day");
        assertRefused("fees?from_day=2026-01-02&to_day=2026-01-01", "to_day");
        assertEquals(
                404,
                world.server.get(REPORTS + "trades?symbol=NO-SUCH", world.admin).status());
    }

    private void assertRefused(String report, String field) {
        TestAnswer answer = world.server.get(REPORTS + report, world.admin);
        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.text().contains(field), answer.text());
    }

    /** Three traders at once, by chance. */
    private void trade(int orders) {
        Random random = new Random(20261122 + orders);
        List<String> traders = List.of(world.ada, world.bob, world.cyd);
        for (int i = 0; i < 2 * orders; i++) {
            String side = i % 2 == 0 ? "sell" : "buy";
            TestAnswer placed = world.limit(
                    traders.get((i + random.nextInt(2)) % 3),
                    side,
                    "65" + random.nextInt(3),
                    "0." + (1 + random.nextInt(8)));
            assertEquals(201, placed.status(), placed.text());
        }
        world.shown();
    }

    private TestAnswer get(String report) {
        TestAnswer answer = world.server.get(REPORTS + report, world.admin);
        assertEquals(200, answer.status(), answer.text());
        return answer;
    }

    private List<String> lines(String report) {
        return get(report).text().lines().toList();
    }
}

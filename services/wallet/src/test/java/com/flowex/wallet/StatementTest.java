package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.IsoTime;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.protocol.event.EventBatch;
import com.flowex.wallet.app.lots.TaxLotMethod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements and the trial balance over HTTP, against the events themselves. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementTest {

    private static final int USERS = 5;
    private static final BigDecimal CUT_OFF = BigDecimal.ONE; // less than a cent of each part of a lot
    private static final int PERIODS = 12;
    private static final String STATEMENTS = "/api/wallet/statements";

    private final List<EventBatch> past = new ArrayList<>();
    private final Map<Integer, Asset> assets = new HashMap<>();
    private WalletWorld world;

    @BeforeAll
    void open() {
        world = OtherWorlds.ofRandomLog(20_261_121, 5_000, past::add);
        past.stream()
                .flatMap(batch -> batch.events().stream())
                .filter(AssetListed.class::isInstance)
                .map(event -> ((AssetListed) event).asset())
                .forEach(asset -> assets.put(asset.id().value(), asset));
    }

    @AfterAll
    void close() {
        world.close();
    }

    private Asset asset(int id) {
        return Objects.requireNonNull(assets.get(id));
    }

    private String token(int user) {
        return world.stand.token(user, "trader");
    }

    /** The last balances in events before a moment, without zeros. */
    private Map<String, String> published(int user, long beforeNanos) {
        Map<String, String> published = new TreeMap<>();
        past.stream()
                .filter(batch -> batch.timeNanos() < beforeNanos)
                .flatMap(batch -> batch.events().stream())
                .forEach(event -> {
                    if (event instanceof BalanceChanged changed
                            && changed.account().equals(WalletWorld.account(user))) {
                        Asset asset = asset(changed.asset().value());
                        published.put(asset.code(), Decimals.format(changed.balanceUnits(), asset.scale()));
                    }
                });
        published.values().removeIf("0"::equals);
        return published;
    }

    private static Map<String, String> standings(JsonNode all) {
        Map<String, String> standings = new TreeMap<>();
        all.forEach(one ->
                standings.put(one.get("currency").asText(), one.get("balance").asText()));
        standings.values().removeIf("0"::equals);
        return standings;
    }

    @Test
    void statementOpensAndClosesWithTheBalancesOfTheEvents() {
        Random random = new Random(1);
        int lines = 0;
        for (int i = 0; i < PERIODS; i++) {
            int user = 1 + random.nextInt(USERS);
            long from = past.get(random.nextInt(past.size())).timeNanos();
            long to = from + random.nextLong(3_000) * 1_000_000_000L + 1;
            String period = "?from=" + IsoTime.ofNanos(from) + "&to=" + IsoTime.ofNanos(to);

            JsonNode statement =
                    world.server.get(STATEMENTS + period, token(user)).json();

            assertEquals(published(user, from), standings(statement.get("opening")));
            assertEquals(published(user, to), standings(statement.get("closing")));
            lines += assertLinesAddUp(statement);
        }
        assertTrue(lines > 100, "the log moves money, lines: " + lines);
    }

    /** Within one chapter of the journal, so that the next one has not begun when the period is over. */
    @Test
    void aStatementOfAPastPeriodIsTheSameWhateverHappensLater() {
        long now = past.getLast().timeNanos();
        String period = "?to=" + IsoTime.ofNanos(now) + "&format=";
        List<String> routes = List.of(
                STATEMENTS + period + "json",
                STATEMENTS + period + "csv",
                "/api/wallet/export" + "?format=hledger&to=" + IsoTime.ofNanos(now));
        List<String> before = routes.stream()
                .map(route -> world.server.get(route, token(1)).text())
                .toList();

        world.exchange.accepted(new OpenAccount(WalletWorld.account(USERS + 20)));
        world.shown();

        assertEquals(
                before,
                routes.stream()
                        .map(route -> world.server.get(route, token(1)).text())
                        .toList());
    }

    /** The lots that a report says are held are the balance, and its CSV has the rows of its JSON. */
    @ParameterizedTest
    @EnumSource(TaxLotMethod.class)
    void theLotsOfAYearEndWithTheBalances(TaxLotMethod method) {
        int year = LogTime.instant(past.getLast().timeNanos())
                .atZone(ZoneOffset.UTC)
                .getYear();
        int rows = 0;
        for (int user = 1; user <= USERS; user++) {
            String route = "/api/wallet/tax-lots?method=" + method.code() + "&year=" + year;
            JsonNode report = world.server.get(route, token(user)).json();
            String currency = report.get("currency").asText();
            Map<String, BigDecimal> held = new TreeMap<>();
            report.get("items").forEach(item -> {
                if (item.get("type").asText().equals("holding")) {
                    held.merge(
                            item.get("asset").asText(),
                            new BigDecimal(item.get("quantity").asText()),
                            BigDecimal::add);
                }
            });
            Map<String, String> published = published(user, Long.MAX_VALUE);
            published.remove(currency);
            Map<String, String> lots = new TreeMap<>();
            held.forEach(
                    (code, units) -> lots.put(code, units.stripTrailingZeros().toPlainString()));
            assertEquals(published, lots);
            long lines = world.server
                    .get(route + "&format=csv", token(user))
                    .text()
                    .lines()
                    .count();
            assertEquals(report.get("items").size() + 1, lines);
            rows += report.get("items").size();
        }
        assertTrue(rows > 20, "the log trades, rows: " + rows);
    }

    @Test
    void reportsOverTimeRefuseByField() {
        assertRefused("/api/wallet/tax-lots?year=2026", "method");
        assertRefused("/api/wallet/tax-lots?method=fifo", "year");
        assertRefused("/api/wallet/tax-lots?method=fifo&year=2026&format=xml", "format");
        assertRefused("/api/wallet/worth?interval=5m", "interval");
        assertRefused("/api/wallet/worth?limit=367", "limit");
        assertEquals(200, world.server.get("/api/wallet/worth", token(1)).status());
    }

    /** Half a euro for a dollar: so are points and proceeds; of yens there is no rate. */
    @Test
    void fiatReportsUseTheRateOfEachDayAndMarkMissingRates() {
        JsonNode dollars = worth("USD");
        JsonNode euros = worth("EUR");
        for (int i = 0; i < dollars.size(); i++) {
            BigDecimal half = new BigDecimal(dollars.get(i).get("worth").asText())
                    .divide(BigDecimal.TWO)
                    .setScale(2, RoundingMode.DOWN);
            assertEquals(
                    0, half.compareTo(new BigDecimal(euros.get(i).get("worth").asText())));
        }
        assertTrue(worth("JPY").get(0).get("worth").isNull());
        BigDecimal proceeds = proceeds(lots("USD"));
        BigDecimal difference = proceeds.subtract(proceeds(lots("EUR")).multiply(BigDecimal.TWO));
        assertTrue(difference.abs().compareTo(CUT_OFF) < 0, difference::toString);
        assertFalse(lots("JPY").get("without_rate").isEmpty());
        assertFalse(lots("EUR").get("without_price").isEmpty(), "no market has a price");
    }

    private JsonNode worth(String currency) {
        JsonNode worth = world.server
                .get("/api/wallet/worth?currency=" + currency, token(1))
                .json();
        return worth.get("points");
    }

    private JsonNode lots(String currency) {
        String route = "/api/wallet/tax-lots?asset=BTC&method=fifo&year=2023&currency=" + currency;
        return world.server.get(route, token(1)).json();
    }

    private static BigDecimal proceeds(JsonNode lots) {
        return new BigDecimal(lots.get("totals").get(0).get("proceeds").asText());
    }

    private void assertRefused(String route, String field) {
        TestAnswer answer = world.server.get(route, token(1));
        assertEquals(400, answer.status());
        assertEquals(field, answer.json().get("errors").get(0).get("field").asText());
    }

    private static int assertLinesAddUp(JsonNode statement) {
        Map<String, BigDecimal> balances = new TreeMap<>();
        statement
                .get("opening")
                .forEach(one -> balances.put(
                        one.get("currency").asText(),
                        new BigDecimal(one.get("balance").asText())));
        for (JsonNode line : statement.get("lines")) {
            BigDecimal balance = balances.merge(
                    line.get("currency").asText(),
                    new BigDecimal(line.get("amount").asText()),
                    BigDecimal::add);
            assertEquals(0, balance.compareTo(new BigDecimal(line.get("balance").asText())), line::toString);
        }
        return statement.get("lines").size();
    }

    @Test
    void aStatementOfOneCurrencyIsThoseLinesOfTheWhole() {
        JsonNode whole = world.server.get(STATEMENTS, token(1)).json();
        for (JsonNode one : whole.get("closing")) {
            String currency = one.get("currency").asText();

            JsonNode only = world.server
                    .get(STATEMENTS + "?currency=" + currency, token(1))
                    .json();

            List<JsonNode> expected = new ArrayList<>();
            whole.get("lines").forEach(line -> {
                if (line.get("currency").asText().equals(currency)) {
                    expected.add(line);
                }
            });
            List<JsonNode> lines = new ArrayList<>();
            only.get("lines").forEach(lines::add);
            assertFalse(lines.isEmpty());
            assertEquals(expected, lines);
            assertEquals(one, only.get("closing").get(0));
            assertEquals(1, only.get("closing").size());
        }
    }

    @Test
    void theFileHasTheSameLinesAndIsTheSameTwice() {
        JsonNode statement = world.server.get(STATEMENTS, token(2)).json();

        TestAnswer file = world.server.get(STATEMENTS + "?format=csv", token(2));

        List<String> expected = new ArrayList<>();
        expected.add("time,sequence,type,id,currency,amount,fee,balance");
        statement
                .get("lines")
                .forEach(line -> expected.add(String.join(
                        ",",
                        line.get("time").asText(),
                        line.get("sequence").asText(),
                        line.get("type").asText(),
                        line.get("id").asText(),
                        line.get("currency").asText(),
                        line.get("amount").asText(),
                        line.get("fee").asText(),
                        line.get("balance").asText())));
        statement
                .get("closing")
                .forEach(one -> expected.add("," + statement.get("sequence").asText() + ",closing,,"
                        + one.get("currency").asText() + ",,,"
                        + one.get("balance").asText()));
        assertEquals(expected, file.text().lines().toList());
        assertEquals(
                file.text(),
                world.server.get(STATEMENTS + "?format=csv", token(2)).text());
        assertEquals("text/csv; charset=utf-8", file.header("Content-Type"));
    }

    @Test
    void invalidStatementParametersAreRefusedByName() {
        assertEquals(
                "invalid_field",
                world.server.get(STATEMENTS + "?format=pdf", token(1)).code());
        assertEquals(
                "invalid_field",
                world.server.get(STATEMENTS + "?from=yesterday", token(1)).code());
        assertEquals(
                "invalid_field",
                world.server
                        .get(STATEMENTS + "?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z", token(1))
                        .code());
        assertEquals(
                "unknown_asset",
                world.server.get(STATEMENTS + "?currency=NONE", token(1)).code());
        assertEquals(
                "unknown_field",
                world.server.get(STATEMENTS + "?form=csv", token(1)).code());
    }

    /** Every class of every asset at random events, against the balances up to the end of that event's command. */
    @Test
    void theTrialBalanceIsZeroAtEveryEvent() {
        String admin = world.stand.token(1, "admin");
        Random random = new Random(2);
        for (int i = 0; i < PERIODS; i++) {
            EventBatch until = past.get(random.nextInt(past.size()));
            long sequence = until.lastSequence();

            JsonNode trial = world.server
                    .get("/api/v1/ledger/trial-balance?sequence=" + sequence, admin)
                    .json();

            assertTrue(trial.get("zero_sum").asBoolean());
            assertEquals(sequence, trial.get("sequence").asLong());
            assertEquals(classes(sequence), shown(trial));
        }
        assertEquals(
                "invalid_field",
                world.server
                        .get("/api/v1/ledger/trial-balance?sequence=" + (world.exchange.sequence() + 1), admin)
                        .code());
        assertEquals(
                403, world.server.get("/api/v1/ledger/trial-balance", token(1)).status());
    }

    private Map<String, String> classes(long sequence) {
        Map<String, Long> balances = new TreeMap<>();
        past.stream()
                .filter(batch -> batch.firstSequence() <= sequence)
                .flatMap(batch -> batch.events().stream())
                .forEach(event -> {
                    if (event instanceof BalanceChanged changed
                            && changed.account().tenant() == 1) {
                        balances.put(
                                changed.asset().value() + " "
                                        + changed.account().number(),
                                changed.balanceUnits());
                    }
                });
        Map<String, Long> sums = new TreeMap<>();
        balances.forEach((key, units) -> {
            List<String> parts = List.of(key.split(" ", -1));
            long account = Long.parseLong(parts.get(1));
            String name =
                    account >= 1_000 ? "customers" : account == 1 ? "outside" : account == 2 ? "fees" : "platform";
            sums.merge(asset(Integer.parseInt(parts.get(0))).code() + " " + name, units, Long::sum);
        });
        Map<String, String> shown = new TreeMap<>();
        sums.forEach((key, units) -> shown.put(
                key,
                Decimals.format(
                        units,
                        assets.values().stream()
                                .filter(asset -> asset.tenant() == 1 && key.startsWith(asset.code() + " "))
                                .findFirst()
                                .orElseThrow()
                                .scale())));
        shown.values().removeIf("0"::equals);
        return shown;
    }

    private static Map<String, String> shown(JsonNode trial) {
        Map<String, String> shown = new TreeMap<>();
        for (JsonNode line : trial.get("items")) {
            line.get("classes")
                    .properties()
                    .forEach(one -> shown.put(
                            line.get("currency").asText() + " " + one.getKey(),
                            one.getValue().asText()));
        }
        shown.values().removeIf("0"::equals);
        return shown;
    }
}

package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.protocol.event.EventBatch;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.app.history.BalanceTime;
import com.flowex.wallet.app.worth.WorthHistory;
import com.flowex.wallet.app.worth.WorthInterval;
import com.flowex.wallet.store.journal.Holding;
import com.flowex.wallet.store.journal.JournalEpoch;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.journal.PastBalanceQueries;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads as of a former event or time, against the events themselves and against what was read then. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BalanceHistoryTest {

    private static final int USERS = 5;
    private static final int MOMENTS = 40;
    private static final String BALANCES = "/api/wallet/balances";
    private static final String TRANSACTIONS = "/api/wallet/transactions";

    private final List<EventBatch> past = new ArrayList<>();
    private final Random random = new Random(20_261_122);
    private WalletWorld world;

    @BeforeAll
    void open() {
        world = OtherWorlds.ofRandomLog(20_261_122, 6_000, past::add);
        assertTrue(past.getLast().firstSequence() > 2L * JournalEpoch.EVENTS, "more than a chapter");
    }

    @AfterAll
    void close() {
        world.close();
    }

    private String token(int user) {
        return world.stand.token(user, "trader");
    }

    private static long last(EventBatch batch) {
        return batch.lastSequence();
    }

    /** The last balances in events, without zeros. */
    private Map<AssetId, Holding> published(int user, EventBatch until) {
        Map<AssetId, Holding> published = new HashMap<>();
        for (EventBatch batch : past) {
            if (batch.firstSequence() > until.firstSequence()) {
                break;
            }
            batch.events().forEach(event -> {
                if (event instanceof BalanceChanged changed && changed.account().equals(WalletWorld.account(user))) {
                    published.put(changed.asset(), new Holding(changed.balanceUnits(), changed.heldUnits()));
                }
            });
        }
        published.values().removeIf(Holding.NONE::equals);
        return published;
    }

    private BalanceHistory past(AtomicInteger opened) {
        Platform platform = world.stand.platform();
        return new BalanceHistory(
                platform,
                new JournalQueries(platform.database()),
                (from, consumer) -> {
                    opened.incrementAndGet();
                    return world.exchange.open(from, consumer);
                },
                InstantSource.system());
    }

    private static Map<AssetId, Holding> something(Map<AssetId, Holding> had) {
        Map<AssetId, Holding> something = new HashMap<>(had);
        something.values().removeIf(Holding.NONE::equals);
        return something;
    }

    /**
     * Worth is that of the balances in events, at a price that differs by market and moment; an asset without a market
     * price is named.
     */
    @Test
    void worthOverTimeIsFormerBalancesAtThePricesOfTheirMoments() {
        List<ListedMarket> markets = world.listedMarkets.of(1);
        Asset currency = markets.getFirst().quote();
        int user = 1 + random.nextInt(USERS);
        Instant now = LogTime.instant(past.getLast().timeNanos()).plusSeconds(1);
        WorthHistory history = new WorthHistory(
                new PastBalanceQueries(world.stand.platform().database()),
                world.listedMarkets,
                world.listedMarkets::of,
                (_, ids, _, _, moments) -> ids.stream().collect(Collectors.toMap(id -> id, id -> closes(id, moments))),
                InstantSource.fixed(now));

        List<WorthHistory.WorthPoint> points =
                history.of(WalletWorld.account(user), currency, WorthInterval.HOUR, WorthHistory.POINTS_MAX);

        assertEquals(now.getEpochSecond(), points.getLast().atSeconds());
        for (WorthHistory.WorthPoint point : points) {
            BigDecimal worth = BigDecimal.ZERO;
            Set<String> leftOut = new TreeSet<>();
            for (Map.Entry<AssetId, Holding> had :
                    publishedBefore(user, point.atSeconds() * 1_000_000_000).entrySet()) {
                Asset asset = world.listedMarkets.asset(had.getKey());
                BigDecimal amount = BigDecimal.valueOf(
                        had.getValue().balanceUnits(), asset.scale().places());
                Optional<ListedMarket> market = markets.stream()
                        .filter(each ->
                                each.base().equals(asset) && each.quote().equals(currency))
                        .findFirst();
                if (asset.equals(currency)) {
                    worth = worth.add(amount);
                } else if (market.isPresent()) {
                    long units = price(market.get().instrument().id(), point.atSeconds());
                    worth = worth.add(amount.multiply(
                            BigDecimal.valueOf(units, market.get().priceScale().places())));
                } else {
                    leftOut.add(asset.code());
                }
            }
            assertEquals(List.copyOf(leftOut), point.leftOut());
            assertEquals(worth.setScale(currency.scale().places(), RoundingMode.DOWN), point.worth());
        }
    }

    private static long price(InstrumentId market, long atSeconds) {
        return 1_000 + 100L * market.value() + atSeconds % 97;
    }

    private static long[] closes(InstrumentId market, long[] moments) {
        return Arrays.stream(moments).map(moment -> price(market, moment)).toArray();
    }

    private Map<AssetId, Holding> publishedBefore(int user, long nanos) {
        return past.stream()
                .filter(batch -> batch.timeNanos() < nanos)
                .reduce((_, last) -> last)
                .map(last -> published(user, last))
                .orElse(Map.of());
    }

    @Test
    void balanceAtAnyEventEqualsTheSumOfEarlierEvents() {
        BalanceHistory read = past(new AtomicInteger());
        for (int i = 0; i < MOMENTS; i++) {
            EventBatch batch = past.get(random.nextInt(past.size()));
            long sequence = batch.firstSequence() + random.nextInt(batch.count());
            int user = 1 + random.nextInt(USERS);
            var had = read.of(WalletWorld.account(user), new BalanceTime.Event(sequence));
            assertEquals(last(batch), had.sequence(), "whole commands");
            assertEquals(published(user, batch), something(had.assets()), () -> "user " + user + " at " + sequence);
        }
    }

    @Test
    void aTimeIsTheLastEventAtOrBeforeIt() {
        BalanceHistory read = past(new AtomicInteger());
        for (int i = 0; i < MOMENTS; i++) {
            int at = random.nextInt(past.size());
            long nanos = past.get(at).timeNanos() + random.nextInt(2);
            EventBatch until = past.get(at);
            for (int next = at + 1; next < past.size() && past.get(next).timeNanos() <= nanos; next++) {
                until = past.get(next);
            }
            int user = 1 + random.nextInt(USERS);
            var had = read.of(WalletWorld.account(user), new BalanceTime.Time(nanos));
            assertEquals(last(until), had.sequence());
            assertEquals(published(user, until), something(had.assets()));
        }
        EventBatch end = past.getLast();
        var now = read.of(WalletWorld.account(1), (BalanceTime) new BalanceTime.Time(end.timeNanos() + 1));
        assertEquals(last(end), now.sequence());
        assertEquals(published(1, end), something(now.assets()));
    }

    @Test
    void transactionsAreThoseOfTheLedgerByThen() {
        for (int i = 0; i < MOMENTS / 4; i++) {
            EventBatch batch = past.get(random.nextInt(past.size()));
            int user = 1 + random.nextInt(USERS);
            List<JsonNode> then = all(TRANSACTIONS + "?limit=500&as_of=" + batch.firstSequence(), user);
            List<JsonNode> now = all(TRANSACTIONS + "?limit=500", user);
            now.removeIf(one -> one.get("sequence").asLong() > last(batch));
            assertEquals(now, then);
        }
    }

    private List<JsonNode> all(String path, int user) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            TestAnswer answer = world.server.get(path + cursor, token(user));
            assertEquals(200, answer.status(), answer::text);
            answer.json().get("items").forEach(all::add);
            JsonNode next = answer.json().path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** The very answer that was given then, and by its time too. */
    @Test
    void anAnswerAsOfThenIsTheAnswerThatWasGivenThen() {
        try (WalletWorld fresh = new WalletWorld()) {
            Map<String, JsonNode> given = new LinkedHashMap<>();
            for (int i = 1; i <= 12; i++) {
                fresh.conjure(1 + i % 2, i % 3 == 0 ? "USDT" : "BTC", i);
                if (i > 4) {
                    fresh.spend(1 + i % 2, 2 - i % 2, "BTC", 1);
                }
                JsonNode live = fresh.server.get(BALANCES, fresh.ada).json();
                given.put(live.get("sequence").asText(), live);
                given.put(lastTime(fresh), live);
            }
            given.forEach((moment, live) -> {
                assertEquals(
                        live,
                        fresh.server
                                .get(BALANCES + "?as_of=" + moment, fresh.ada)
                                .json(),
                        moment);
                JsonNode one = fresh.server
                        .get("/api/wallet/balance/BTC?as_of=" + moment, fresh.ada)
                        .json();
                assertEquals(live.get("items").get(0), one);
            });
        }
    }

    private static String lastTime(WalletWorld of) {
        long nanos = of.stand
                .platform()
                .database()
                .query(
                        1,
                        connection -> Sql.one(
                                connection, row -> row.getLong(1), "SELECT max(created_nanos) FROM wallet.journal"))
                .orElseThrow();
        return LogTime.instant(nanos).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.5",
                "now",
                "99999999999",
                "99999999999999999999999",
                "2026-13-01T00:00:00Z",
                "2026-11-20",
                "2999-01-01T00:00:00Z",
                "2001-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void invalidPastMomentIsRefusedByName(String moment) {
        for (String path : List.of(BALANCES, "/api/wallet/balance/BTC", TRANSACTIONS)) {
            TestAnswer answer = world.server.get(path + "?as_of=" + moment.replace("+", "%2B"), token(1));
            assertEquals(400, answer.status(), answer::text);
            assertEquals("invalid_field", answer.code());
            assertEquals(
                    "as_of", answer.json().get("errors").get(0).get("field").asText());
        }
    }

    @Test
    void settledBalanceIsReadFromTheLogOncePerAccount() {
        AtomicInteger opened = new AtomicInteger();
        BalanceHistory read = past(opened);
        BalanceTime event = new BalanceTime.Event(past.get(past.size() / 2).firstSequence());
        assertEquals(read.of(WalletWorld.account(1), event), read.of(WalletWorld.account(1), event));
        assertEquals(1, opened.get());
        read.of(WalletWorld.account(2), event);
        assertEquals(2, opened.get());
        BalanceTime time = new BalanceTime.Time(past.get(past.size() / 3).timeNanos());
        read.of(WalletWorld.account(1), time);
        read.of(WalletWorld.account(1), time);
        assertEquals(3, opened.get());
        // More may come before it.
        BalanceTime end = new BalanceTime.Time(nanos(Instant.now()));
        read.of(WalletWorld.account(1), end);
        read.of(WalletWorld.account(1), end);
        assertEquals(5, opened.get());
    }

    /** For any moment, at most one chapter and the events of one flush of the view are read. */
    @Test
    void readStartsAtTheLastMarkBeforeItsEpoch() {
        Platform platform = world.stand.platform();
        List<Long> marks = numbers(platform, "SELECT sequence FROM wallet.marks ORDER BY 1");
        List<Long> epochs = numbers(platform, "SELECT first_sequence FROM wallet.chapters ORDER BY 1");
        assertTrue(marks.getFirst() >= JournalEpoch.EVENTS, marks::toString);
        List<Checkpoint> checkpoints = new ArrayList<>();
        BalanceHistory read = new BalanceHistory(
                platform,
                new JournalQueries(platform.database()),
                (from, consumer) -> {
                    checkpoints.add(from);
                    return world.exchange.open(from, consumer);
                },
                InstantSource.system());
        for (EventBatch batch : List.of(past.getFirst(), past.get(past.size() / 2), past.getLast())) {
            long sequence = batch.firstSequence();
            read.of(WalletWorld.account(1), new BalanceTime.Event(sequence));
            long epoch = last(epochs, sequence);
            assertEquals(last(marks, epoch - 1), checkpoints.getLast().sequence());
        }
    }

    private static long last(List<Long> of, long most) {
        return of.stream().filter(one -> one <= most).reduce(0L, Math::max);
    }

    private static List<Long> numbers(Platform platform, String sql) {
        return platform.database().query(connection -> Sql.all(connection, row -> row.getLong(1), sql));
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L;
    }
}

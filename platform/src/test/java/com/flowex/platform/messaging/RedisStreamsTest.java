package com.flowex.platform.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.redis.Redis;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.platform.testing.TestRedis;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class RedisStreamsTest {

    private static final String THINGS = "flowex:1:things";
    private static final String TRANSFERS = "flowex:1:transfers";

    private TestRedis server;
    private DatabaseChoice.Server place;
    private Platform platform;
    private final FakeTails log = new FakeTails();

    @BeforeEach
    void open() {
        server = TestRedis.start();
        place = TestPostgres.freshDatabase();
        platform = platform();
    }

    private Platform platform() {
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("FLOWEX_FEATURE_CIRCUIT_BREAKER", "off");
        return TestPlatform.on(place, environment);
    }

    @AfterEach
    void close() {
        platform.close();
        server.close();
    }

    private void add(String key) {
        platform.database().transaction(1, connection -> {
            Outbox.add(connection, 1, "things", key, "{\"is\":\"published\"}");
            return true;
        });
    }

    private void transfer(long id) {
        Amount amount = new Amount(new AssetId(1), id);
        log.emit(
                new RulesAdopted(1),
                new TransferPosted(new Transfer(
                        new TransferId(1, id),
                        AccountId.outsideOf(1),
                        new AccountId(1, 1_000),
                        amount,
                        TransferKind.DEPOSIT)));
    }

    private ChangeDelivery started(long recovered) {
        ChangeDelivery announcements = new ChangeDelivery(platform, List.of(), (_, _) -> {});
        announcements.start(log, recovered);
        return announcements;
    }

    private List<StreamMessage<String, String>> entries(String stream) {
        return platform.redis()
                .orElseThrow()
                .execute(commands -> commands.xrange(stream, Range.unbounded()))
                .orElse(List.of());
    }

    private List<String> numbers(String stream) {
        return entries(stream).stream()
                .map(entry -> entry.getId().replace("-0", ""))
                .toList();
    }

    private Health.State health() {
        return platform.health().states().get("event-streams");
    }

    private static List<String> upTo(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(Long::toString).toList();
    }

    @Test
    void unpublishedCommitsArePublishedAtTheNextStart() {
        add("a");
        transfer(1);
        try (ChangeDelivery _ = started(2)) {
            Await.until(() -> numbers(THINGS).equals(upTo(1)));
            Await.until(() -> numbers(TRANSFERS).equals(List.of("2")));
            assertEquals("a", entries(THINGS).getFirst().getBody().get("key"));
            assertEquals(
                    "{\"is\": \"published\"}",
                    entries(THINGS).getFirst().getBody().get("payload"));
            String payload = entries(TRANSFERS).getFirst().getBody().getOrDefault("payload", "");
            assertTrue(
                    payload.startsWith("{\"event\":\"posted\",\"id\":\"00000000000000010000000000000001\""), payload);
        }
        add("b");
        transfer(2);
        try (ChangeDelivery _ = started(4)) {
            Await.until(() -> numbers(THINGS).equals(upTo(2)));
            Await.until(() -> numbers(TRANSFERS).equals(List.of("2", "4")));
        }
    }

    @Test
    void eachTenantHasItsOwnStreams() {
        for (int tenant : new int[] {1, 2}) {
            platform.database().transaction(tenant, connection -> {
                Outbox.add(connection, tenant, "things", "of " + tenant, "{}");
                return true;
            });
            log.emit(new AssetListed(new Asset(tenant, new AssetId(tenant), "OF" + tenant, new Scale(2), 1)));
        }
        try (ChangeDelivery _ = started(2)) {
            for (int tenant : new int[] {1, 2}) {
                String stream = "flowex:" + tenant + ":things";
                Await.until(() -> numbers(stream).equals(upTo(1)));
                assertEquals(
                        "of " + tenant, entries(stream).getFirst().getBody().get("key"));
                Await.until(() -> numbers("flowex:" + tenant + ":listings").equals(List.of("" + tenant)));
            }
        }
    }

    @Test
    void twoConcurrentPublishersPublishEachMessageOnce() {
        try (Platform another = platform();
                ChangeDelivery _ = started(0);
                ChangeDelivery second = new ChangeDelivery(another, List.of(), (_, _) -> {})) {
            second.start(log, 0);
            for (int i = 1; i <= 60; i++) {
                add("key");
                transfer(i);
            }
            Await.until(() -> numbers(THINGS).size() >= 60 && numbers(TRANSFERS).size() >= 60);
            assertEquals(upTo(60), numbers(THINGS));
            assertEquals(
                    LongStream.rangeClosed(1, 60)
                            .mapToObj(i -> Long.toString(2 * i))
                            .toList(),
                    numbers(TRANSFERS));
        }
    }

    @Test
    void emptiedRedisReceivesAllMessagesAgain() {
        add("a");
        transfer(1);
        try (ChangeDelivery _ = started(2)) {
            Await.until(() -> numbers(THINGS).size() == 1 && numbers(TRANSFERS).size() == 1);
            server.kill();
            add("b");
            transfer(2);
            Await.until(() -> !health().equals(Health.UP));
            server.startAgain();
            Await.until(() -> numbers(THINGS).equals(upTo(2)));
            Await.until(() -> numbers(TRANSFERS).equals(List.of("2", "4")));
            Await.until(() -> health().equals(Health.UP));
            platform.redis().orElseThrow().execute(commands -> commands.flushall());
            Await.until(() -> numbers(THINGS).equals(upTo(2)));
            Await.until(() -> numbers(TRANSFERS).equals(List.of("2", "4")));
        }
    }

    @Test
    void restoredRedisReceivesOnlyTheMessagesItLacks() {
        add("a");
        try (ChangeDelivery _ = started(0)) {
            Await.until(() -> numbers(THINGS).size() == 1);
            Redis redis = platform.redis().orElseThrow();
            byte[] copy = redis.execute(commands -> commands.dump(THINGS)).orElseThrow();
            add("b");
            Await.until(() -> numbers(THINGS).size() == 2);
            redis.execute(commands -> {
                commands.del(THINGS);
                commands.restore(THINGS, 0, copy);
                return commands.hset(RedisStreams.POSITIONS, "1:things", "1");
            });
            Await.until(() -> numbers(THINGS).equals(upTo(2)));
        }
    }

    @Test
    void topicIsReplayedFromAnyNumberWithoutOtherTopics() {
        for (int i = 1; i <= 3; i++) {
            add("key");
            transfer(i);
        }
        try (ChangeDelivery announcements = started(6)) {
            Await.until(() -> numbers(THINGS).size() == 3 && numbers(TRANSFERS).size() == 3);
            assertTrue(announcements.replays().again(1, "things", 2, ""));
            assertTrue(announcements.replays().again(1, "transfers", 4, ""));
            Await.until(() -> numbers(THINGS).equals(List.of("2", "3")));
            Await.until(() -> numbers(TRANSFERS).equals(List.of("4", "6")));
            assertFalse(announcements.replays().again(1, "nothing", 1, ""));
        }
    }

    @Test
    void streamsOfALogWhoseEndIsGoneBeginAnew() {
        transfer(1);
        transfer(2);
        try (ChangeDelivery _ = started(4)) {
            Await.until(() -> numbers(TRANSFERS).equals(List.of("2", "4")));
        }
        FakeTails shorter = new FakeTails();
        shorter.emit(new RulesAdopted(1));
        try (ChangeDelivery announcements = new ChangeDelivery(platform, List.of(), (_, _) -> {})) {
            announcements.start(shorter, 1);
            Await.until(() -> numbers(TRANSFERS).isEmpty());
        }
    }
}

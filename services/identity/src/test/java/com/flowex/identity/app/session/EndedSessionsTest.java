package com.flowex.identity.app.session;

import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.session.RedisSessions;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.session.SessionsTable;
import com.flowex.identity.store.user.Device;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Follower;
import com.flowex.platform.redis.Redis;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Closes finding F15: a process that follows the sessions that end in others missed some: a number was given before its
 * transaction ended, or the counter began again below what was followed.
 */
@Timeout(900)
class EndedSessionsTest {

    private static final Device DEVICE = new Device("127.0.0.1", "test");
    private static final String WAITING = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND wait_event_type = 'Lock'""";

    @Test
    void aSessionWhoseEndTakesLongerThanTheNextOnesIsNotMissed() throws Exception {
        try (IdentityWorld world = new IdentityWorld()) {
            Database database = world.stand.database();
            SessionsTable store = new SessionsTable(database, Duration.ofDays(1));
            long one = user(world);
            long other = user(world);
            UUID slow = begin(database, store, one);
            UUID quick = begin(database, store, other);
            CountDownLatch ended = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            CompletableFuture<Void> first = CompletableFuture.runAsync(
                    () -> endSlowly(database, store, one, ended, commit),
                    task -> Thread.ofVirtual().start(task));
            ended.await();
            CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(
                    () -> store.end(1, other, quick), task -> Thread.ofVirtual().start(task));
            Await.until(() -> second.isDone() || waiting(database) > 0);

            List<UUID> followed = new ArrayList<>();
            Follower.FollowPosition mark = follow(store, Follower.FollowPosition.START, followed);
            commit.countDown();
            first.get();
            assertTrue(second.get());
            follow(store, mark, followed);

            assertTrue(followed.contains(slow), "its number was given first, and seen last");
            assertTrue(followed.contains(quick));
        }
    }

    private static void endSlowly(
            Database database, SessionsTable store, long user, CountDownLatch ended, CountDownLatch commit) {
        database.transaction(1, transaction -> {
            store.endAll(transaction, 1, user, Optional.empty());
            ended.countDown();
            try {
                commit.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
    }

    private static long waiting(Database database) {
        return database.query((Transaction transaction) -> Sql.one(transaction, row -> row.getLong(1), WAITING))
                .orElse(0L);
    }

    private static Follower.FollowPosition follow(
            SessionStore store, Follower.FollowPosition from, List<UUID> followed) {
        Follower.NewItems<UUID> ended = store.endedAfter(from);
        followed.addAll(ended.items());
        return ended.mark();
    }

    private static long user(IdentityWorld world) {
        return world.me(world.newUser(freshEmail())).json().path("id").asLong();
    }

    private static UUID begin(Database database, SessionsTable store, long user) {
        return database.transaction(1, transaction -> store.begin(transaction, 1, user, DEVICE))
                .session();
    }

    @Test
    void aDatabaseThatWasPutBackIsFollowedFromItsBeginning() {
        try (IdentityWorld world = new IdentityWorld()) {
            SessionsTable store = new SessionsTable(world.stand.database(), Duration.ofDays(1));
            long user = user(world);
            UUID session = begin(world.stand.database(), store, user);
            store.end(1, user, session);
            List<UUID> followed = new ArrayList<>();

            Follower.FollowPosition mark = follow(store, new Follower.FollowPosition("", 1_000_000), followed);

            assertEquals(List.of(session), followed, "the numbers went back");
            assertTrue(mark.number() < 1_000_000);
            followed.clear();
            follow(store, mark, followed);
            assertEquals(List.of(), followed);
        }
    }

    @Test
    void emptiedRedisIsFollowedFromItsStartAndEndsAllSessions() {
        try (TestRedis redis = TestRedis.start();
                Redis client = Redis.open(redis.settings(), true).orElseThrow();
                IdentityWorld world = new IdentityWorld(redis.environment())) {
            RedisSessions store = new RedisSessions(client, Duration.ofDays(1));
            for (long user = 1; user <= 5; user++) {
                store.end(1, user, store.begin(1, user, DEVICE).session());
            }
            TestAnswer tokens = world.newUser(freshEmail());
            Follower.FollowPosition mark = follow(store, Follower.FollowPosition.START, new ArrayList<>());
            assertEquals(200, world.me(tokens).status());

            client.execute(commands -> commands.flushall());
            UUID after = store.begin(1, 9, DEVICE).session();
            store.end(1, 9, after);

            Follower.NewItems<UUID> ended = store.endedAfter(mark);
            assertTrue(ended.isAnew());
            assertTrue(ended.items().contains(after), "its number is below those of before");
            assertFalse(store.endedAfter(ended.mark()).isAnew());
            Await.until(() -> world.me(tokens).status() == 401);
            assertEquals(401, world.useRefresh(IdentityWorld.refresh(tokens)).status());
        }
    }
}

package com.flowex.identity;

import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lets requests about one user meet at the same point: a transaction of the test holds the user's row until each request has
 * looked and waits to act, in the order in which they came, or has its answer.
 */
public final class HeldUser {

    private static final String WAITING = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND wait_event_type = 'Lock'""";

    private HeldUser() {}

    public static List<TestAnswer> meanwhile(IdentityWorld world, long userId, List<Callable<TestAnswer>> requests)
            throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> holder = threads.submit(() -> hold(world, userId, held, release));
            held.await();
            List<Future<TestAnswer>> answers = new ArrayList<>();
            try {
                for (Callable<TestAnswer> request : requests) {
                    answers.add(threads.submit(request));
                    Await.until(() -> waiting(world)
                                    + answers.stream().filter(Future::isDone).count()
                            >= answers.size());
                }
            } finally {
                release.countDown();
            }
            holder.get();
            List<TestAnswer> all = new ArrayList<>();
            for (Future<TestAnswer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static int hold(IdentityWorld world, long userId, CountDownLatch held, CountDownLatch release) {
        return world.stand.database().transaction(1, transaction -> {
            Sql.all(
                    transaction,
                    row -> row.getLong(1),
                    "SELECT id FROM identity.users WHERE id = ? FOR NO KEY UPDATE",
                    userId);
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
    }

    private static long waiting(IdentityWorld world) {
        return world.stand
                .database()
                .query(transaction -> Sql.one(transaction, row -> row.getLong(1), WAITING))
                .orElse(0L);
    }
}

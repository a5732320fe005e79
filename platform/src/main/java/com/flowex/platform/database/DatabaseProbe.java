package com.flowex.platform.database;

import com.flowex.platform.health.Health;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Asks the database every two seconds whether it is there, so that the health page need not wait for it. */
final class DatabaseProbe implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final DataSource source;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Health.State state = Health.UP;

    DatabaseProbe(DataSource source) {
        this.source = source;
        Thread.ofVirtual().name("database-probe").start(this::run);
    }

    Health.State state() {
        return state;
    }

    private void run() {
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                state = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Health.State look() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(1) ? Health.UP : new Health.State.Down("the database does not answer");
        } catch (SQLException e) {
            return new Health.State.Down("the database does not answer: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

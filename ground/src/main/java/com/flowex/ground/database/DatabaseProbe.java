package com.flowex.ground.database;

import com.flowex.ground.health.Health;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Asks the database every two seconds whether it is there, so that the health page need not wait for it. */
final class DatabaseProbe implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final DataSource source;
    private final Worker worker;
    private volatile Health.State state = Health.UP;

    DatabaseProbe(DataSource source, Workers workers) {
        this.source = source;
        this.worker =
                workers.every("database-probe", PAUSE, () -> state = look()).start();
    }

    Health.State state() {
        return state;
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
        worker.close(PAUSE);
    }
}

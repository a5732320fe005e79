package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class TransactionRetryTest {

    private static final String READ = "SELECT value, version FROM contended WHERE id = ?";
    private static final String ADD = "UPDATE contended SET value = value + ? WHERE id = ?";
    private static final String SET =
            "UPDATE contended SET value = ?, version = version + 1 WHERE id = ? AND version = ?";

    private final Platform platform = TestPlatform.fresh();
    private final Database database = platform.database();

    @BeforeEach
    void makeRows() {
        database.asOwner(owner -> {
            Sql.execute(owner, "CREATE TABLE contended (id integer PRIMARY KEY, value bigint, version bigint)");
            Sql.execute(owner, "INSERT INTO contended VALUES (1, 0, 0), (2, 0, 0)");
            return Sql.execute(owner, "GRANT SELECT, UPDATE ON contended TO flowex_app");
        });
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private long value(int id) {
        return database.query(connection -> Sql.one(connection, row -> row.getLong(1), READ, id))
                .orElseThrow();
    }

    private int add(Transaction connection, int first, int second) {
        Sql.execute(connection, ADD, 1, first);
        return Sql.execute(connection, ADD, -1, second);
    }

    /** A writer that has read a version writes that version or begins again. */
    private int addOptimistically(Transaction connection) {
        long[] read = Sql.one(connection, row -> new long[] {row.getLong(1), row.getLong(2)}, READ, 1)
                .orElseThrow();
        if (Sql.execute(connection, SET, read[0] + 1, 1, read[1]) == 0) {
            throw new TransactionRetry.Overtaken();
        }
        return 1;
    }

    private void atOnce(List<Runnable> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            work.forEach(each -> all.add(CompletableFuture.runAsync(each, threads)));
            all.forEach(CompletableFuture::join);
        }
    }

    @Test
    void transactionsThatDeadlockAreRetriedAndLoseNoUpdate() {
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            work.add(() -> TransactionRetry.change(database, 1, connection -> add(connection, 1, 2)));
            work.add(() -> TransactionRetry.change(database, 1, connection -> add(connection, 2, 1)));
            work.add(() -> TransactionRetry.change(database, 1, connection -> add(connection, 1, 2)));
        }
        atOnce(work);
        assertEquals(30, value(1));
        assertEquals(-30, value(2));
    }

    @Test
    void optimisticUpdatesAreNeverOverwritten() {
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            work.add(() -> TransactionRetry.change(database, 1, this::addOptimistically));
        }
        atOnce(work);
        assertEquals(60, value(1));
    }

    @Test
    void aRowThatDoesNotComeFreeIsGivenUpAndNothingIsDone() {
        database.transaction(1, holder -> {
            Sql.execute(holder, ADD, 1, 1);
            assertThrows(
                    DatabaseUnavailableException.class,
                    () -> TransactionRetry.change(database, 1, connection -> add(connection, 2, 1)));
            return 1;
        });
        assertEquals(1, value(1));
        assertEquals(0, value(2));
    }

    @Test
    void failedStatementIsNotRetried() {
        int[] times = new int[1];
        assertThrows(
                SqlException.class,
                () -> TransactionRetry.change(database, 1, connection -> {
                    times[0]++;
                    return Sql.execute(connection, "SELECT 1 FROM nothing_of_this_name");
                }));
        assertEquals(1, times[0]);
    }
}

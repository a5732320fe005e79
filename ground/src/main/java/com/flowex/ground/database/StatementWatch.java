package com.flowex.ground.database;

import java.sql.SQLException;
import java.util.function.ObjLongConsumer;

/** Sees how long each statement takes that {@link Sql} runs for a request, on the request's own thread. */
final class StatementWatch {

    private static final ScopedValue<StatementWatch> CURRENT = ScopedValue.newInstance();

    private final long slowNanos;
    private final ObjLongConsumer<String> onSlow;

    /** @param onSlow is told the statement's text, without values, and its nanoseconds; must not wait */
    StatementWatch(long slowNanos, ObjLongConsumer<String> onSlow) {
        this.slowNanos = slowNanos;
        this.onSlow = onSlow;
    }

    /** Work with statements. */
    interface Work<T> extends ScopedValue.CallableOp<T, SQLException> {}

    /** Does it and looks on. */
    <T> T over(Work<T> work) throws SQLException {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** A statement has ended, whichever way. */
    static void ended(String sql, long begunNanos) {
        if (CURRENT.isBound()) {
            CURRENT.get().saw(sql, System.nanoTime() - begunNanos);
        }
    }

    private void saw(String sql, long nanos) {
        if (nanos >= slowNanos) {
            onSlow.accept(sql, nanos);
        }
    }
}

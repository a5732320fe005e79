package com.flowex.platform.database.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.regex.Pattern;

/**
 * Watch over the statements that {@link Sql} runs for one piece of work, on its thread: their durations, and if any may
 * change rows.
 */
public final class StatementWatch {

    private static final ScopedValue<StatementWatch> CURRENT = ScopedValue.newInstance();
    private static final Pattern CHANGE = Pattern.compile("\\b(INSERT|UPDATE|DELETE|MERGE|setval|nextval)\\b");

    private final long slowNanos;
    private final ObjLongConsumer<String> onSlow;
    private final List<String> begun = new ArrayList<>(2);

    /**
     * @param onSlow receives the statement's text, without values, and its duration in nanoseconds; it must not block
     */
    public StatementWatch(long slowNanos, ObjLongConsumer<String> onSlow) {
        this.slowNanos = slowNanos;
        this.onSlow = onSlow;
    }

    /** Work with statements. */
    public interface Work<T> extends ScopedValue.CallableOp<T, SQLException> {}

    /** Runs the work under this watch. */
    public <T> T over(Work<T> work) throws SQLException {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Records that a statement is about to be sent. */
    static void begins(String sql) {
        if (CURRENT.isBound()) {
            CURRENT.get().begun.add(sql);
        }
    }

    /**
     * Returns true if the work has sent statements and none of them may change rows; a SELECT that locks rows counts as
     * a change.
     */
    public boolean hasOnlyRead() {
        return !begun.isEmpty()
                && begun.stream().noneMatch(sql -> CHANGE.matcher(sql).find());
    }

    /** Records that a statement has ended, successfully or not. */
    static void ended(String sql, long startNanos) {
        if (CURRENT.isBound()) {
            CURRENT.get().saw(sql, System.nanoTime() - startNanos);
        }
    }

    private void saw(String sql, long nanos) {
        if (nanos >= slowNanos) {
            onSlow.accept(sql, nanos);
        }
    }
}

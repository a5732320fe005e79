package com.flowex.strategies.app.run.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategies.store.RunRecordsTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a kind that a run has stored, in their order. A run that is computed again must give the same ones. If it does
 * not, its strategy, its market or the exchange has changed, and the run cannot go on from what it has done.
 */
public final class StoredRows {

    private static final int READ_AT_ONCE = 500;

    /** A run that is computed again gives another row than before. */
    public static final class ChangedRunException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ChangedRunException(String difference) {
            super("it cannot go on from what it has done, because its strategy, its market or the exchange has changed:"
                    + " computed again, " + difference);
        }
    }

    private final RunRecordsTable records;
    private final int tenant;
    private final long run;
    private final RunRecord.Kind kind;
    private final List<String> fields;
    private final Deque<RunRecord> page = new ArrayDeque<>();
    private long last;
    private boolean isEnded;

    /** @param fields fields of the content that never change */
    public StoredRows(RunRecordsTable records, int tenant, long run, RunRecord.Kind kind, List<String> fields) {
        this.records = records;
        this.tenant = tenant;
        this.run = run;
        this.kind = kind;
        this.fields = List.copyOf(fields);
    }

    /**
     * Compares the next row.
     *
     * @throws ChangedRunException if it differs from the stored one
     */
    public void match(RunRecord computed) {
        RunRecord stored = next();
        String subject = kind.word() + " " + computed.number();
        if (stored == null || stored.number() != computed.number()) {
            throw new ChangedRunException(subject + " is one more");
        }
        JsonNode before = content(stored);
        JsonNode now = content(computed);
        for (String field : fields) {
            if (!before.path(field).equals(now.path(field))) {
                throw new ChangedRunException(subject + " has the " + field + " "
                        + now.path(field).asText() + " instead of "
                        + before.path(field).asText());
            }
        }
    }

    /**
     * Ends the comparison; nothing is read afterwards.
     *
     * @throws ChangedRunException if another row is stored
     */
    public void end() {
        if (!isEnded) {
            RunRecord stored = next();
            if (stored != null) {
                throw new ChangedRunException(kind.word() + " " + stored.number() + " is missing");
            }
            isEnded = true;
        }
    }

    private @Nullable RunRecord next() {
        if (page.isEmpty()) {
            page.addAll(records.after(tenant, run, kind, last, READ_AT_ONCE));
        }
        RunRecord next = page.poll();
        last = next == null ? last : next.number();
        return next;
    }

    private static JsonNode content(RunRecord row) {
        return Json.read(row.content().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}

package com.flowex.risk.store.suspicion;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of cases that belong to no market: their evidence grows while they are open. */
public final class CaseIncidents {

    private static final String OPEN_OF = """
            SELECT id, events FROM risk.surveillance_cases
            WHERE tenant_id = ? AND pattern = ? AND market = ? AND accounts = ?::bigint[] AND closed_at IS NULL
            ORDER BY id LIMIT 1 FOR UPDATE""";
    private static final String OPEN_WITHOUT_MARKET = """
            SELECT count(*) FROM (SELECT id FROM risk.surveillance_cases
                WHERE tenant_id = ? AND closed_at IS NULL AND market = 0 LIMIT ?) AS some_open""";
    private static final String ADD = """
            UPDATE risk.surveillance_cases SET evidence = evidence || ?::jsonb, events = events + ?,
                last_event = greatest(last_event, ?), ended_at = greatest(ended_at, ?),
                reasons = CASE WHEN ? > score THEN ?::jsonb ELSE reasons END, score = greatest(score, ?)
            WHERE tenant_id = ? AND id = ?""";
    private static final String RETRACT = """
            UPDATE risk.surveillance_cases SET evidence = evidence || ?::jsonb, events = events + 1,
                ended_at = greatest(ended_at, ?)
            WHERE tenant_id = ? AND id = ?""";
    private static final String CLOSED = """
            SELECT id, state, restriction ->> 'kind' FROM risk.surveillance_cases
            WHERE tenant_id = ? AND id = ANY(?) AND closed_at IS NOT NULL ORDER BY id""";

    private CaseIncidents() {}

    /** Open case, with the number of its events. */
    public record OpenCase(long id, int events) {}

    /**
     * Case that people have closed.
     *
     * @param restriction kind of the restriction that was decided; null for none
     */
    public record ClosedCase(
            long id, CaseState state, @Nullable String restriction) {}

    /** Serializes the opening of a tenant's cases of one pattern. */
    public static void lock(Transaction transaction, int tenant, String pattern) {
        Sql.alone(transaction, "cases " + tenant + " of " + pattern);
    }

    /** Returns the open case of the same pattern and accounts, and locks it. */
    public static Optional<OpenCase> openOf(Transaction transaction, int tenant, SuspectedAbuse abuse) {
        return Sql.one(
                transaction,
                row -> new OpenCase(row.getLong(1), row.getInt(2)),
                OPEN_OF,
                tenant,
                abuse.pattern(),
                abuse.market(),
                SurveillanceCasesTable.numbers(abuse.accounts()));
    }

    /** Returns the number of open cases without a market, at most the given maximum. */
    public static long openWithoutMarket(Transaction transaction, int tenant, int most) {
        return Sql.one(transaction, row -> row.getLong(1), OPEN_WITHOUT_MARKET, tenant, most)
                .orElse(0L);
    }

    /** Adds evidence to an open case. */
    public static void add(Transaction transaction, int tenant, long id, SuspectedAbuse abuse) {
        Sql.execute(
                transaction,
                ADD,
                SurveillanceCasesTable.json(abuse.evidence()),
                abuse.events(),
                abuse.lastEvent(),
                abuse.endedAt(),
                abuse.score(),
                SurveillanceCasesTable.json(abuse.reasons()),
                abuse.score(),
                tenant,
                id);
    }

    /** Adds the piece of evidence that takes an earlier one back. */
    public static void retract(Transaction transaction, int tenant, long id, SuspectedAbuse.Shown piece, Instant now) {
        Sql.execute(transaction, RETRACT, SurveillanceCasesTable.json(List.of(piece)), now, tenant, id);
    }

    /** Returns those of the cases that are closed. */
    public static List<ClosedCase> closed(Transaction transaction, int tenant, Collection<Long> cases) {
        long[] numbers = cases.stream().mapToLong(Long::longValue).toArray();
        return Sql.all(
                transaction,
                row -> new ClosedCase(row.getLong(1), CaseState.of(row.getString(2)), row.getString(3)),
                CLOSED,
                tenant,
                numbers);
    }
}

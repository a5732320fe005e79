package com.flowex.risk.store.suspicion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table of surveillance cases. */
public final class SurveillanceCasesTable {

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final TypeReference<List<SuspectedAbuse.Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<SuspectedAbuse.Shown>> SHOWN = new TypeReference<>() {};

    private static final String FOUND = "id, pattern, market, accounts, score, reasons::text, ";
    private static final String BEHIND = """
            , events, first_event, last_event, replay_from, replay_to, began_at, ended_at, opened_at, state, assignee, proposed,
            proposed_by, proposed_at, proposal_reason, restriction::text, decided_by, closed_at, restraint, restraint_tries,
            restraint_note, proposal_events""";
    private static final String COLUMNS = FOUND + "evidence::text" + BEHIND;
    private static final String WITHOUT_EVIDENCE = FOUND + "'[]'" + BEHIND;
    private static final String ADD = """
            INSERT INTO risk.surveillance_cases (tenant_id, pattern, market, accounts, score, reasons, evidence, events,
                first_event, last_event, replay_from, replay_to, began_at, ended_at, opened_at, state)
            VALUES (?, ?, ?, ?::bigint[], ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, 'open')""";
    /** Finds a case of the same accounts, pattern and market at an overlapping time. */
    private static final String KNOWN = """
            SELECT 1 FROM risk.surveillance_cases
            WHERE tenant_id = ? AND pattern = ? AND market = ? AND accounts = ?::bigint[] AND last_event >= ? AND first_event <= ?
            LIMIT 1""";

    private static final String OPEN = """
            SELECT count(*) FROM (
                SELECT id FROM risk.surveillance_cases WHERE tenant_id = ? AND closed_at IS NULL LIMIT ?) AS some_open""";
    private static final String PAGE = "SELECT " + WITHOUT_EVIDENCE + "\n" + """
             FROM risk.surveillance_cases
            WHERE tenant_id = ? AND id < ? AND NOT accounts @> ARRAY[?::bigint] AND (?::text IS NULL OR state = ?)
                AND (?::text IS NULL OR pattern = ?) AND (?::bigint IS NULL OR assignee = ?)
                AND (?::bigint IS NULL OR accounts @> ARRAY[?::bigint])
            ORDER BY id DESC LIMIT ?""";
    private static final String ONE =
            "SELECT " + COLUMNS + " FROM risk.surveillance_cases WHERE tenant_id = ? AND id = ? LIMIT 1";
    private static final String HELD =
            "SELECT " + COLUMNS + " FROM risk.surveillance_cases WHERE tenant_id = ? AND id = ? FOR UPDATE";
    private static final String CHANGE = """
            UPDATE risk.surveillance_cases SET state = ?, assignee = ?, proposed = ?, proposed_by = ?, proposed_at = ?,
                proposal_reason = ?, proposal_events = ?, restriction = ?::jsonb, decided_by = ?, closed_at = ?, restraint = ?, restraint_due = ?
            WHERE tenant_id = ? AND id = ?""";
    private static final String DUE = "SELECT " + WITHOUT_EVIDENCE + "\n" + """
             FROM risk.surveillance_cases WHERE tenant_id = ? AND restraint = 'pending' AND restraint_due <= ?
            ORDER BY id LIMIT ?""";
    private static final String RESTRAINED = """
            UPDATE risk.surveillance_cases SET restraint = ?, restraint_note = ?
            WHERE tenant_id = ? AND id = ? AND restraint = 'pending'""";
    private static final String LATER = """
            UPDATE risk.surveillance_cases SET restraint_tries = restraint_tries + 1, restraint_due = ?, restraint_note = ?
            WHERE tenant_id = ? AND id = ? AND restraint = 'pending'""";
    private static final String FORGET = """
            DELETE FROM risk.surveillance_cases WHERE tenant_id = ? AND closed_at < ? AND restraint <> 'pending'""";

    private final Database database;

    public SurveillanceCasesTable(Database database) {
        this.database = database;
    }

    /**
     * Filter of a page of cases; a null field matches every case.
     *
     * @param reader account of the caller: a suspected user does not see the case
     */
    public record Filter(
            long reader,
            @Nullable String state,
            @Nullable String pattern,
            @Nullable Long assignee,
            @Nullable Long account) {}

    /** True if a case exists for this suspicion. */
    public static boolean isKnown(Transaction transaction, int tenant, SuspectedAbuse abuse) {
        return Sql.one(
                        transaction,
                        row -> true,
                        KNOWN,
                        tenant,
                        abuse.pattern(),
                        abuse.market(),
                        numbers(abuse.accounts()),
                        abuse.firstEvent(),
                        abuse.lastEvent())
                .isPresent();
    }

    /** Adds an open case. */
    public static void add(Transaction transaction, int tenant, SuspectedAbuse abuse, Instant now) {
        Sql.execute(
                transaction,
                ADD,
                tenant,
                abuse.pattern(),
                abuse.market(),
                numbers(abuse.accounts()),
                abuse.score(),
                json(abuse.reasons()),
                json(abuse.evidence()),
                abuse.events(),
                abuse.firstEvent(),
                abuse.lastEvent(),
                abuse.replayFrom(),
                abuse.replayTo(),
                abuse.beganAt(),
                abuse.endedAt(),
                now);
    }

    /** Returns the number of open cases, at most the given maximum. */
    public static long open(Transaction transaction, int tenant, int most) {
        return Sql.one(transaction, row -> row.getLong(1), OPEN, tenant, most).orElse(0L);
    }

    /** Returns cases, newest first, without their evidence. */
    public List<SuspicionCase> page(int tenant, Filter filter, long before, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        SurveillanceCasesTable::row,
                        PAGE,
                        tenant,
                        before,
                        filter.reader(),
                        filter.state(),
                        filter.state(),
                        filter.pattern(),
                        filter.pattern(),
                        filter.assignee(),
                        filter.assignee(),
                        filter.account(),
                        filter.account(),
                        limit));
    }

    public Optional<SuspicionCase> byId(int tenant, long id) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, SurveillanceCasesTable::row, ONE, tenant, id));
    }

    /** Locks the case: no other transaction changes it until this one ends. */
    public static Optional<SuspicionCase> hold(Transaction transaction, int tenant, long id) {
        return Sql.one(transaction, SurveillanceCasesTable::row, HELD, tenant, id);
    }

    /** @param due time of the first attempt to apply its restriction, if one is pending */
    public static void change(Transaction holding, int tenant, SuspicionCase now, Instant due) {
        CaseProposal how = now.proposal();
        CaseRestriction restriction = how == null ? null : how.restriction();
        Sql.execute(
                holding,
                CHANGE,
                now.state().word(),
                now.assignee(),
                how == null ? null : how.decision().word(),
                how == null ? null : how.by(),
                how == null ? null : how.at(),
                how == null ? null : how.reason(),
                how == null ? null : how.events(),
                restriction == null ? null : json(restriction),
                now.decidedBy(),
                now.closedAt(),
                now.restrictionState().word(),
                now.restrictionState() == RestrictionState.PENDING ? due : null,
                tenant,
                now.id());
    }

    /** Returns the cases whose approved restriction is due. */
    public List<SuspicionCase> due(int tenant, Instant now, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, SurveillanceCasesTable::row, DUE, tenant, now, limit));
    }

    /** Ends the restriction; returns true if it was pending. */
    public static boolean restrained(
            Transaction transaction, int tenant, long id, RestrictionState state, String note) {
        return Sql.execute(transaction, RESTRAINED, state.word(), note, tenant, id) > 0;
    }

    /** Postpones the restriction to another attempt. */
    public void later(int tenant, long id, Instant due, String note) {
        database.query(tenant, transaction -> Sql.execute(transaction, LATER, due, note, tenant, id));
    }

    /** Deletes cases closed before the given time, with their notes; returns their number. */
    public int forget(int tenant, Instant before) {
        return database.query(tenant, transaction -> Sql.execute(transaction, FORGET, tenant, before));
    }

    private static SuspicionCase row(ResultSet row) throws SQLException {
        return new SuspicionCase(
                row.getLong(1),
                abuse(row),
                row.getTimestamp(15).toInstant(),
                CaseState.of(row.getString(16)),
                number(row, 17),
                proposal(row),
                number(row, 23),
                instant(row, 24),
                RestrictionState.of(row.getString(25)),
                row.getInt(26),
                row.getString(27));
    }

    private static SuspectedAbuse abuse(ResultSet row) throws SQLException {
        return new SuspectedAbuse(
                row.getString(2),
                row.getInt(3),
                List.of((Long[]) row.getArray(4).getArray()),
                row.getInt(5),
                read(row.getString(6), PARTS),
                read(row.getString(7), SHOWN),
                row.getInt(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getTimestamp(13).toInstant(),
                row.getTimestamp(14).toInstant());
    }

    private static @Nullable CaseProposal proposal(ResultSet row) throws SQLException {
        String decision = row.getString(18);
        if (decision == null) {
            return null;
        }
        String restriction = row.getString(22);
        return new CaseProposal(
                CaseDecision.of(decision),
                row.getLong(19),
                row.getTimestamp(20).toInstant(),
                row.getString(21),
                row.getInt(28),
                restriction == null ? null : read(restriction, new TypeReference<CaseRestriction>() {}));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static long[] numbers(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a case is not what was written", e);
        }
    }

    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a case can be written", e);
        }
    }
}

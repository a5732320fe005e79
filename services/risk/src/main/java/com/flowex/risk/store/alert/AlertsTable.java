package com.flowex.risk.store.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.outbound.WebhookSecrets;
import com.flowex.risk.app.alert.AlertRule;
import com.flowex.risk.app.alert.AlertSide;
import com.flowex.risk.app.alert.AlertState;
import com.flowex.risk.app.alert.AlertSubject;
import com.flowex.risk.app.alert.AlertVerdict;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Table of alerts. */
public final class AlertsTable {

    /** Maximum number of a user's alerts. */
    public static final int OWN_MAX = 50;

    /** Maximum number of a tenant's desk alerts. */
    public static final int DESK_MAX = 200;

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final TypeReference<List<Long>> NUMBERS = new TypeReference<>() {};

    /** Columns that {@link #alert} reads. */
    static final String COLUMNS = """
            id, owner, reader, subject, asset, accounts::text, side, threshold, hysteresis, cool_down, mail, enabled, revision,
            armed, generation, fired_at, seen_at, value, note, made_at, webhook, secret, push""";

    private static final String COUNT = "SELECT count(*) FROM risk.alerts WHERE tenant_id = ? AND owner = ?";
    private static final String COLUMNS_SET = """
            reader, subject, asset, accounts, side, threshold, hysteresis, cool_down, mail, push, enabled, webhook""";
    private static final String VALUES_SET = "?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?";
    private static final String ADD =
            "INSERT INTO risk.alerts (" + COLUMNS_SET + ", tenant_id, owner, secret, made_at) VALUES (" + VALUES_SET
                    + ", ?, ?, ?::bytea, ?) RETURNING " + COLUMNS;
    private static final String CHANGE =
            "UPDATE risk.alerts SET (" + COLUMNS_SET + ") = (" + VALUES_SET + "),\n" + """
                secret = CASE WHEN webhook = ? THEN secret ELSE ?::bytea END, revision = revision + 1, armed = true, seen_at = NULL,
                value = NULL, note = 'none'
            WHERE tenant_id = ? AND owner = ? AND id = ? RETURNING\s""" + COLUMNS;
    private static final String HOLD =
            "SELECT " + COLUMNS + " FROM risk.alerts WHERE tenant_id = ? AND owner = ? AND id = ? FOR UPDATE";
    private static final String REMOVE = "DELETE FROM risk.alerts WHERE tenant_id = ? AND owner = ? AND id = ?";
    private static final String PAGE = "SELECT " + COLUMNS
            + " FROM risk.alerts WHERE tenant_id = ? AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String NEXT = "SELECT " + COLUMNS + "\n" + """
            FROM risk.alerts WHERE tenant_id = ? AND enabled AND (owner, id) > (?, ?)
            AND (subject NOT IN ('portfolio_var', 'portfolio_drawdown') OR seen_at IS NULL OR seen_at NOT BETWEEN ? AND ?)
            ORDER BY owner, id LIMIT ?""";
    private static final String SEEN = """
            UPDATE risk.alerts SET armed = ?, generation = ?, fired_at = ?, seen_at = ?, value = ?, note = ?
            WHERE tenant_id = ? AND id = ? AND revision = ? AND generation = ? AND armed = ?""";

    private static final int SECRET = 22;

    private final Database database;
    private final WebhookSecrets secrets;

    public AlertsTable(Database database, WebhookSecrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /**
     * An alert after a change.
     *
     * @param secret new secret of its webhook; empty if the secret is unchanged or absent
     */
    public record Added(Alert alert, Optional<String> secret) {}

    private Optional<String> fresh(Alert.AlertSettings settings) {
        return settings.webhook().isEmpty() ? Optional.empty() : Optional.of(secrets.fresh());
    }

    private byte @Nullable [] sealed(int tenant, long owner, Optional<String> secret) {
        return secret.isEmpty() ? null : secrets.seal(tenant, owner, secret.get());
    }

    /** @throws Refusal 400 if the owner has the maximum number of alerts */
    public Added add(int tenant, long owner, Alert.AlertSettings settings, Instant at) {
        Optional<String> secret = fresh(settings);
        return database.transaction(tenant, transaction -> {
            int most = owner == Alert.DESK ? DESK_MAX : OWN_MAX;
            long there = Sql.one(transaction, row -> row.getLong(1), COUNT, tenant, owner)
                    .orElse(0L);
            if (there >= most) {
                throw Refusal.invalid("subject", "of an alert that is there: there are " + most + " already");
            }
            @Nullable Object[] values = values(settings, tenant, owner, sealed(tenant, owner, secret), at);
            return Sql.one(transaction, AlertsTable::alert, ADD, values)
                    .map(alert -> new Added(alert, secret))
                    .orElseThrow();
        });
    }

    /**
     * Replaces an alert's settings and arms it again; the number of times it fired and the cool-down stay.
     *
     * @param judge checks the present alert, under a lock
     * @return empty if the owner has none of this number
     */
    public Optional<Added> change(
            int tenant, long owner, long id, Alert.AlertSettings settings, Consumer<Alert> judge) {
        Optional<String> secret = fresh(settings);
        byte[] sealed = sealed(tenant, owner, secret);
        return database.transaction(tenant, transaction -> {
            Sql.one(transaction, AlertsTable::alert, HOLD, tenant, owner, id).ifPresent(judge);
            return Sql.one(
                    transaction,
                    row -> new Added(
                            alert(row), Arrays.equals(sealed, row.getBytes(SECRET)) ? secret : Optional.empty()),
                    CHANGE,
                    values(settings, settings.webhook(), sealed, tenant, owner, id));
        });
    }

    /** Returns the values of a wish, in the order of its columns, and behind them those of the rest of a statement. */
    private static @Nullable Object[] values(Alert.AlertSettings settings, @Nullable Object... rest) {
        AlertRule rule = settings.rule();
        Stream<@Nullable Object> wished = Stream.of(
                settings.reader(),
                rule.subject().label(),
                rule.asset(),
                json(settings.accounts()),
                rule.side().label(),
                rule.threshold(),
                rule.hysteresis(),
                rule.coolDown().toSeconds(),
                settings.mail(),
                settings.push(),
                settings.enabled(),
                settings.webhook());
        return Stream.concat(wished, Arrays.stream(rest)).toArray();
    }

    /** Removes an alert; returns true if there was one. */
    public boolean remove(int tenant, long owner, long id) {
        return database.transaction(tenant, transaction -> Sql.execute(transaction, REMOVE, tenant, owner, id) > 0);
    }

    /** Returns alerts, newest first. */
    public List<Alert> page(int tenant, long owner, long before, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, AlertsTable::alert, PAGE, tenant, owner, before, limit));
    }

    /** Position of a reader of all alerts of a tenant. */
    public record Place(long owner, long id) {
        public static final Place FIRST = new Place(-1, 0);
    }

    /**
     * Returns the alerts to evaluate after the given position, by owner.
     *
     * @param rested a portfolio's alert is skipped if it was evaluated between this time and {@code now}
     */
    public List<Alert> next(int tenant, Place behind, Instant rested, Instant now, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        AlertsTable::alert,
                        NEXT,
                        tenant,
                        behind.owner(),
                        behind.id(),
                        rested,
                        now,
                        limit));
    }

    /** Stores an evaluation; returns false, and writes nothing, if the alert has changed since. */
    public static boolean seen(
            Transaction transaction,
            int tenant,
            Alert judged,
            AlertVerdict verdict,
            @Nullable BigDecimal value,
            Instant now) {
        AlertState next = verdict.next();
        return Sql.execute(
                        transaction,
                        SEEN,
                        next.armed(),
                        next.generation(),
                        next.generation() == 0 ? null : next.firedAt(),
                        now,
                        value,
                        verdict.note().label(),
                        tenant,
                        judged.id(),
                        judged.revision(),
                        judged.state().generation(),
                        judged.state().armed())
                > 0;
    }

    static Alert alert(ResultSet row) throws SQLException {
        AlertRule rule = new AlertRule(
                AlertSubject.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getString(5),
                AlertSide.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getBigDecimal(8),
                row.getBigDecimal(9),
                Duration.ofSeconds(row.getLong(10)));
        Timestamp seen = row.getTimestamp(17);
        return new Alert(
                row.getLong(1),
                row.getLong(2),
                new Alert.AlertSettings(
                        rule,
                        row.getLong(3),
                        numbers(row.getString(6)),
                        row.getBoolean(11),
                        row.getBoolean(23),
                        row.getString(21),
                        row.getBoolean(12)),
                row.getLong(13),
                new AlertState(row.getBoolean(14), row.getLong(15), Sql.instant(row, 16, Instant.EPOCH)),
                seen == null ? null : seen.toInstant(),
                row.getBigDecimal(18),
                row.getString(19),
                row.getTimestamp(20).toInstant());
    }

    private static List<Long> numbers(String json) {
        try {
            return MAPPER.readValue(json, NUMBERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("accounts are not what was written", e);
        }
    }

    private static String json(List<Long> numbers) {
        try {
            return MAPPER.writeValueAsString(numbers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can be written", e);
        }
    }
}

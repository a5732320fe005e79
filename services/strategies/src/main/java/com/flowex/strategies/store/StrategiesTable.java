package com.flowex.strategies.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Table of strategies and their versions; each belongs to the user who wrote it. */
public final class StrategiesTable {

    /** Maximum number of a user's strategies. */
    public static final int STRATEGIES_MAX = 50;

    /** Maximum number of a strategy's stored versions; the newest are kept. */
    public static final int VERSIONS_MAX = 100;

    private static final String COLUMNS =
            "SELECT id, name, version, created_at, changed_at FROM strategies.strategies ";
    private static final String COUNT = "SELECT count(*) FROM strategies.strategies WHERE tenant_id = ? AND owner = ?";
    private static final String NAMED =
            "SELECT id FROM strategies.strategies WHERE tenant_id = ? AND owner = ? AND name = ?";
    private static final String ADD = """
            INSERT INTO strategies.strategies (tenant_id, owner, name, version, created_at, changed_at)
            VALUES (?, ?, ?, 1, ?, ?) RETURNING id, name, version, created_at, changed_at""";
    private static final String ADD_VERSION = """
            INSERT INTO strategies.strategy_versions (tenant_id, strategy_id, version, source, parameters, created_at)
            VALUES (?, ?, ?, ?, ?::jsonb, ?)""";
    private static final String CHANGE = """
            UPDATE strategies.strategies SET name = ?, version = ?, changed_at = ? WHERE tenant_id = ? AND id = ?
            RETURNING id, name, version, created_at, changed_at""";
    private static final String DROP_OLD =
            "DELETE FROM strategies.strategy_versions WHERE tenant_id = ? AND strategy_id = ? AND version <= ?";
    private static final String ONE = COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id = ?";
    private static final String PAGE =
            COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String VERSIONS = """
            SELECT v.version, '', v.parameters::text, v.created_at FROM strategies.strategy_versions v
            JOIN strategies.strategies s ON s.tenant_id = v.tenant_id AND s.id = v.strategy_id
            WHERE s.tenant_id = ? AND s.owner = ? AND s.id = ? ORDER BY v.version DESC""";
    private static final String VERSION = """
            SELECT v.version, v.source, v.parameters::text, v.created_at FROM strategies.strategy_versions v
            JOIN strategies.strategies s ON s.tenant_id = v.tenant_id AND s.id = v.strategy_id
            WHERE s.tenant_id = ? AND s.owner = ? AND s.id = ? AND v.version = ?""";
    private static final String REMOVE =
            "DELETE FROM strategies.strategies WHERE tenant_id = ? AND owner = ? AND id = ?";

    private final Database database;

    public StrategiesTable(Database database) {
        this.database = database;
    }

    /**
     * Adds a strategy with its first version.
     *
     * @param parameters declared parameters, as JSON
     * @throws Refusal if the user has another strategy of that name, or too many
     */
    public StoredStrategy add(int tenant, long owner, String name, String source, String parameters, Instant at) {
        return database.transaction(tenant, connection -> {
            lock(connection, tenant, owner);
            requireFreeName(connection, tenant, owner, name, 0);
            long count = Sql.one(connection, row -> row.getLong(1), COUNT, tenant, owner)
                    .orElse(0L);
            if (count >= STRATEGIES_MAX) {
                throw new Refusal(
                        RefusalCode.TOO_MANY_STRATEGIES,
                        "you have " + STRATEGIES_MAX + " strategies, which is the limit: delete one first");
            }
            StoredStrategy added = Sql.one(connection, StrategiesTable::strategy, ADD, tenant, owner, name, at, at)
                    .orElseThrow();
            Sql.execute(connection, ADD_VERSION, tenant, added.id(), 1, source, parameters, at);
            return added;
        });
    }

    /**
     * Adds a version, unless the newest has the same source, and renames the strategy.
     *
     * @param check receives the present state under the lock, and throws if it is another than the caller has read
     */
    public Optional<StoredStrategy> change(
            int tenant, long owner, long id, Change change, Consumer<StoredStrategy> check) {
        return database.transaction(tenant, connection -> {
            lock(connection, tenant, owner);
            Optional<StoredStrategy> found = Sql.one(connection, StrategiesTable::strategy, ONE, tenant, owner, id);
            if (found.isEmpty()) {
                return found;
            }
            StoredStrategy before = found.get();
            check.accept(before);
            requireFreeName(connection, tenant, owner, change.name(), id);
            boolean isSame = Sql.one(connection, StrategiesTable::version, VERSION, tenant, owner, id, before.version())
                    .filter(newest -> newest.source().equals(change.source()))
                    .isPresent();
            int version = isSame ? before.version() : before.version() + 1;
            if (!isSame) {
                Sql.execute(
                        connection,
                        ADD_VERSION,
                        tenant,
                        id,
                        version,
                        change.source(),
                        change.parameters(),
                        change.at());
                Sql.execute(connection, DROP_OLD, tenant, id, version - VERSIONS_MAX);
            }
            return Sql.one(
                    connection, StrategiesTable::strategy, CHANGE, change.name(), version, change.at(), tenant, id);
        });
    }

    /** New content of a strategy. */
    public record Change(String name, String source, String parameters, Instant at) {}

    private static void lock(Transaction connection, int tenant, long owner) {
        Sql.alone(connection, "strategies of " + tenant + "/" + owner);
    }

    private static void requireFreeName(Transaction connection, int tenant, long owner, String name, long own) {
        Optional<Long> other = Sql.one(connection, row -> row.getLong(1), NAMED, tenant, owner, name);
        if (other.isPresent() && other.get() != own) {
            throw new Refusal(RefusalCode.STRATEGY_EXISTS, "you have another strategy named " + name);
        }
    }

    public Optional<StoredStrategy> one(int tenant, long owner, long id) {
        return database.query(
                tenant, connection -> Sql.one(connection, StrategiesTable::strategy, ONE, tenant, owner, id));
    }

    /** Returns strategies of a user, newest first. */
    public List<StoredStrategy> page(int tenant, long owner, long before, int limit) {
        return database.query(
                tenant,
                connection -> Sql.all(connection, StrategiesTable::strategy, PAGE, tenant, owner, before, limit));
    }

    /** Returns the versions of a strategy, newest first, without their sources. */
    public List<StrategyVersion> versions(int tenant, long owner, long id) {
        return database.query(
                tenant, connection -> Sql.all(connection, StrategiesTable::version, VERSIONS, tenant, owner, id));
    }

    public Optional<StrategyVersion> version(int tenant, long owner, long id, int version) {
        return database.query(
                tenant,
                connection -> Sql.one(connection, StrategiesTable::version, VERSION, tenant, owner, id, version));
    }

    /** Deletes a strategy with its versions; returns false if the user has none with this id. */
    public boolean remove(int tenant, long owner, long id) {
        return database.transaction(tenant, connection -> Sql.execute(connection, REMOVE, tenant, owner, id) == 1);
    }

    private static StoredStrategy strategy(ResultSet row) throws SQLException {
        return new StoredStrategy(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getTimestamp(4).toInstant(),
                row.getTimestamp(5).toInstant());
    }

    private static StrategyVersion version(ResultSet row) throws SQLException {
        return new StrategyVersion(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant());
    }
}

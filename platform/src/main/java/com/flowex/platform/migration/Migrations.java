package com.flowex.platform.migration;

import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.ViewSchema;
import com.flowex.platform.settings.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** Migration scripts of every part of one database, regardless of a running FlowEx. */
public final class Migrations {

    /** All parts, in order of dependency. */
    public static final List<String> PARTS = List.of(
            "platform",
            "outbox",
            "sagas",
            "identity",
            "accounts",
            "tenants",
            "trading",
            "marketdata",
            "wallet",
            "custody",
            "convert",
            "margin",
            "solvency",
            "operations",
            "risk",
            "listings",
            "strategies",
            "p2p",
            "simchain");

    /** Part that exists only where a chain is simulated. */
    private static final String OF_THE_SIMULATION = "simchain";

    private final DatabaseAccess database;

    public Migrations(DatabaseAccess database) {
        this.database = database;
    }

    /**
     * Returns the scripts of all parts, in the order in which they run.
     *
     * @throws StartupException if the database cannot be asked, or a script has no declared way back
     */
    public List<Migration> all() {
        return PARTS.stream().flatMap(part -> of(part).stream()).toList();
    }

    /** Returns the scripts that ran, oldest first. */
    public List<Migration> history() {
        return all().stream()
                .filter(each -> each.ranAt().isPresent())
                .sorted(Comparator.comparing(each -> each.ranAt().orElseThrow()))
                .toList();
    }

    /** Returns the scripts of one part. */
    public List<Migration> of(String part) {
        RollbackDeclarations declarations = RollbackDeclarations.of(part);
        try {
            return Stream.of(database.scripts(part).info().all())
                    .filter(each -> each.getType() != CoreMigrationType.SCHEMA)
                    .map(each -> migration(part, each, declarations))
                    .toList();
        } catch (FlywayException e) {
            throw new StartupException("the history of " + part + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Migration migration(String part, MigrationInfo info, RollbackDeclarations declarations) {
        MigrationVersion version = info.getVersion();
        int number = version == null ? 0 : version.getMajor().intValueExact();
        Migration.State state = state(info);
        @Nullable
        Integer checksum = info.getResolvedChecksum() == null ? info.getAppliedChecksum() : info.getResolvedChecksum();
        return new Migration(
                part,
                number,
                info.getDescription(),
                checksum == null ? 0 : checksum,
                Optional.ofNullable(info.getInstalledOn()).map(Date::toInstant),
                state,
                state == Migration.State.NEWER ? new RollbackMethod.Unknown() : declarations.of(number));
    }

    private static Migration.State state(MigrationInfo info) {
        if (info.getState().isFailed()) {
            return Migration.State.FAILED;
        }
        if (!info.getState().isResolved()) {
            return Migration.State.NEWER;
        }
        if (!info.getState().isApplied()) {
            return Migration.State.WAITS;
        }
        return info.isChecksumMatching() ? Migration.State.RAN : Migration.State.CHANGED;
    }

    /**
     * Runs all pending scripts without starting FlowEx. The part of the simulated chain is included only where it is in
     * use.
     *
     * @return scripts that ran now
     * @throws StartupException if a script fails; those before it stay, and the same call continues
     */
    public List<Migration> up() {
        List<Migration> before = all();
        List<String> parts = PARTS.stream()
                .filter(part -> !part.equals(OF_THE_SIMULATION) || isThere(before, part))
                .toList();
        database.migrate(parts);
        return history().stream().filter(each -> !ran(before, each)).toList();
    }

    private static boolean isThere(List<Migration> all, String part) {
        return all.stream()
                .anyMatch(each -> each.part().equals(part) && each.ranAt().isPresent());
    }

    private static boolean ran(List<Migration> before, Migration each) {
        return before.stream()
                .anyMatch(old -> old.name().equals(each.name()) && old.ranAt().isPresent());
    }

    /**
     * Reverts the newest migration of a part; for a view it drops the whole part, which the next start rebuilds.
     *
     * @return the reverted migration
     * @throws StartupException if it is forward-only, changed, of a newer version, or FlowEx runs on the database
     */
    public Migration down(String part) {
        try (Connection owner = database.owner()) {
            owner.setAutoCommit(false);
            Sql.all(owner, _ -> 0, "SELECT pg_advisory_xact_lock(hashtext('flowex schemas'))");
            requireNoConnections(owner);
            Migration newest = newest(part);
            undo(owner, newest);
            owner.commit();
            return newest;
        } catch (SQLException e) {
            throw new StartupException(part + " was not rolled back, nothing was changed: " + e.getMessage(), e);
        }
    }

    private Migration newest(String part) {
        if (!PARTS.contains(part)) {
            throw new StartupException("there is no part " + part + ": " + String.join(", ", PARTS));
        }
        Migration newest = of(part).stream()
                .filter(each -> each.ranAt().isPresent())
                .max(Comparator.comparingInt(Migration::version))
                .orElseThrow(() -> new StartupException(part + " has no migration to roll back"));
        if (newest.state() != Migration.State.RAN && !(newest.way() instanceof RollbackMethod.Rebuilt)) {
            throw new StartupException(newest.name() + " is not what this version has (" + newest.state()
                    + "): roll it back with the version that ran it");
        }
        return newest;
    }

    private static void undo(Connection owner, Migration newest) throws SQLException {
        switch (newest.way()) {
            case RollbackMethod.Script(String sql) -> {
                try (Statement statement = owner.createStatement()) {
                    statement.execute("SET LOCAL search_path TO " + newest.part());
                    statement.execute(sql);
                }
                forget(owner, newest);
            }
            case RollbackMethod.Rebuilt() -> ViewSchema.drop(owner, newest.part());
            case RollbackMethod.ForwardOnly(String why) ->
                throw new StartupException(
                        newest.name() + " is forward-only: " + why + ". Its restore point is a moment before "
                                + newest.ranAt().orElseThrow() + ", when it ran: docs/operations/migrations.md");
            case RollbackMethod.Unknown() ->
                throw new StartupException(newest.name() + " was run by a newer version: roll it back with that one");
        }
    }

    private static void forget(Connection owner, Migration newest) throws SQLException {
        int rows = Sql.execute(
                owner,
                "DELETE FROM " + newest.part() + ".flyway_schema_history WHERE version = ?",
                Integer.toString(newest.version()));
        if (rows != 1) {
            throw new StartupException(newest.name() + " has " + rows + " rows in its history: nothing was changed");
        }
    }

    private static void requireNoConnections(Connection owner) throws SQLException {
        int connections = DatabaseAccess.connectionsOfFlowEx(owner);
        if (connections > 0) {
            throw new StartupException(
                    "FlowEx runs on this database (" + connections + " connections): stop it, then roll back");
        }
    }
}

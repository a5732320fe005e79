package com.flowex.strategies.store;

import com.flowex.platform.database.export.PersonExport;
import java.util.List;

/** Exports of the tables of strategies about one person, and the deletions that erase a person from them. */
public final class StrategiesExports {

    private StrategiesExports() {}

    /** Returns the exports of a person. */
    public static List<PersonExport> all() {
        return List.of(of("strategies", """
                SELECT s.id, s.name, s.created_at, v.version, v.source, v.created_at AS version_created_at
                FROM strategies.strategies s
                JOIN strategies.strategy_versions v ON v.tenant_id = s.tenant_id AND v.strategy_id = s.id
                WHERE s.tenant_id = ? AND s.owner = ? ORDER BY s.id, v.version"""), of("backtests", """
                SELECT id, state, request::text AS request, requested_at, ended_at, summary::text AS summary
                FROM strategies.backtests WHERE tenant_id = ? AND owner = ? ORDER BY id"""), of("runs", """
                SELECT id, mode, state, reason, detail, request::text AS request, created_at, ended_at,
                    figures::text AS figures
                FROM strategies.runs WHERE tenant_id = ? AND owner = ? ORDER BY id"""), of("datasets", """
                SELECT id, name, symbol, day, created_at, completed_at, manifest::text AS manifest
                FROM strategies.datasets WHERE tenant_id = ? AND owner = ? ORDER BY id"""));
    }

    /** Returns the deletions that erase a person. */
    public static List<PersonExport> removals() {
        return List.of(
                of("strategies", "DELETE FROM strategies.strategies WHERE tenant_id = ? AND owner = ?::bigint"),
                of("backtests", "DELETE FROM strategies.backtests WHERE tenant_id = ? AND owner = ?::bigint"),
                of("runs", "DELETE FROM strategies.runs WHERE tenant_id = ? AND owner = ?::bigint"),
                of("datasets", "DELETE FROM strategies.datasets WHERE tenant_id = ? AND owner = ?::bigint"));
    }

    private static PersonExport of(String name, String sql) {
        return new PersonExport(name, PersonExport.PersonKey.ACCOUNT, sql);
    }
}

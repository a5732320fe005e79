package com.flowex.risk.store.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.app.portfolio.StressScenario;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Table of the tenants' own scenarios. */
public final class ScenariosTable {

    /** Maximum number of scenarios of a tenant. */
    public static final int MAX = 50;

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final TypeReference<Map<String, Double>> SHOCKS = new TypeReference<>() {};
    private static final String ALL =
            "SELECT name, shocks::text FROM risk.scenarios WHERE tenant_id = ? ORDER BY name LIMIT 50";
    private static final String COUNT = "SELECT count(*) FROM risk.scenarios WHERE tenant_id = ? AND name <> ?";
    private static final String WRITE = """
            INSERT INTO risk.scenarios (tenant_id, name, shocks, changed_by, changed_at) VALUES (?, ?, ?::jsonb, ?, ?)
            ON CONFLICT (tenant_id, name) DO UPDATE
            SET shocks = excluded.shocks, changed_by = excluded.changed_by, changed_at = excluded.changed_at""";
    private static final String REMOVE = "DELETE FROM risk.scenarios WHERE tenant_id = ? AND name = ?";

    private final Database database;

    public ScenariosTable(Database database) {
        this.database = database;
    }

    /** Returns the tenant's own scenarios, by name. */
    public List<StressScenario> own(int tenant) {
        return database.query(tenant, transaction -> Sql.all(transaction, ScenariosTable::scenario, ALL, tenant));
    }

    /** Returns the built-in scenarios, then the tenant's. */
    public List<StressScenario> all(int tenant) {
        List<StressScenario> all = new ArrayList<>(StressScenario.BUILT_IN);
        all.addAll(own(tenant));
        return all;
    }

    /**
     * Inserts a scenario or replaces it.
     *
     * @param judge checks the present scenario of that name, under a lock
     * @throws Refusal 400 if there are too many
     */
    public void write(
            int tenant, StressScenario scenario, Consumer<Optional<StressScenario>> judge, String by, Instant at) {
        database.transaction(tenant, transaction -> {
            Sql.alone(transaction, "risk scenarios of " + tenant);
            judge.accept(Sql.all(transaction, ScenariosTable::scenario, ALL, tenant).stream()
                    .filter(each -> each.name().equals(scenario.name()))
                    .findFirst());
            long others = Sql.one(transaction, row -> row.getLong(1), COUNT, tenant, scenario.name())
                    .orElse(0L);
            if (others >= MAX) {
                throw Refusal.invalid("name", "of a scenario that is there: there are " + MAX + " already");
            }
            return Sql.execute(transaction, WRITE, tenant, scenario.name(), json(scenario.shocks()), by, at);
        });
    }

    /** Removes a scenario; returns true if there was one. */
    public boolean remove(int tenant, String name) {
        return database.transaction(tenant, transaction -> Sql.execute(transaction, REMOVE, tenant, name) > 0);
    }

    private static StressScenario scenario(ResultSet row) throws SQLException {
        try {
            return new StressScenario(row.getString(1), MAPPER.readValue(row.getString(2), SHOCKS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a scenario is not what was written", e);
        }
    }

    private static String json(Map<String, Double> shocks) {
        try {
            return MAPPER.writeValueAsString(shocks);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can be written", e);
        }
    }
}

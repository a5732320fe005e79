package com.flowex.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.systemtests.SqlWitness.Execution;
import com.flowex.systemtests.SqlWitness.SetParameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Asks PostgreSQL of every statement how it would find its rows if reading a whole table were out of the question. A
 * statement that still reads one whole, or walks an index without looking anything up in it, has no index that fits: it
 * takes the longer the older an exchange is.
 */
final class SqlPlans implements SqlWitness.Observer {

    private static final Pattern EXPLAINED = Pattern.compile("(?is)^\\s*(SELECT|WITH|UPDATE|DELETE|INSERT)\\b.*");
    private static final Pattern MUTANT = Pattern.compile("\\([\\w.]+ = [\\w.?]+\\) IS NOT NULL");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Partial indexes: each has few rows, so that walking one is looking something up. */
    private static final String PARTIAL = """
            SELECT n.nspname || '.' || c.relname FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE i.indpred IS NOT NULL""";

    private final Set<String> partial = new TreeSet<>();
    private final Set<String> small;
    private final Set<String> texts = new HashSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final Map<String, String> whole = new TreeMap<>();
    private final ReentrantLock asking = new ReentrantLock();

    /** @param small tables that may be read whole: they grow neither with age nor with users */
    SqlPlans(Connection owner, Set<String> small) throws SQLException {
        this.small = small;
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(PARTIAL)) {
            while (row.next()) {
                partial.add(row.getString(1));
            }
        }
    }

    /** How many statements were asked for their plans. */
    int requested() {
        return seen.size();
    }

    /** Statements that read a whole table, by their text, with the tables. */
    Map<String, String> whole() {
        return whole;
    }

    @Override
    public void before(Execution execution) throws SQLException {
        asking.lock();
        try {
            if (!texts.add(execution.sql())) {
                return;
            }
            String sql = TenantPredicates.oneLine(execution.sql());
            if (EXPLAINED.matcher(sql).matches() && !isMutant(sql) && seen.add(sql)) {
                explain(execution, sql);
            }
        } finally {
            asking.unlock();
        }
    }

    /** The form of a statement that {@link SqlAttack} has made by taking a predicate out. */
    private static boolean isMutant(String sql) {
        return MUTANT.matcher(sql).find();
    }

    private void explain(Execution execution, String sql) throws SQLException {
        Connection connection = execution.connection();
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        Savepoint before = connection.setSavepoint();
        try (Statement setting = connection.createStatement()) {
            setting.execute("SET LOCAL enable_seqscan = off");
            check(plan(connection, execution), sql);
        } finally {
            connection.rollback(before);
            if (autoCommit) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static JsonNode plan(Connection connection, Execution execution) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("EXPLAIN (VERBOSE, FORMAT JSON) " + execution.sql())) {
            for (SetParameter parameter : execution.parameters()) {
                SqlWitness.call(statement, parameter.setter(), parameter.arguments());
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1)).path(0).path("Plan");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(JsonNode node, String sql) {
        String table =
                node.path("Schema").asText() + "." + node.path("Relation Name").asText();
        String type = node.path("Node Type").asText();
        boolean unlooked = type.startsWith("Index")
                && node.path("Index Cond").isMissingNode()
                && !partial.contains(node.path("Schema").asText() + "."
                        + node.path("Index Name").asText());
        if ((type.equals("Seq Scan") || unlooked) && !small.contains(table) && !isMade(node)) {
            whole.merge(sql, table, (known, other) -> known.contains(other) ? known : known + ", " + other);
        }
        node.path("Plans").forEach(child -> check(child, sql));
    }

    /** False for PostgreSQL's own tables, and for nodes that are no table. */
    private static boolean isMade(JsonNode node) {
        String schema = node.path("Schema").asText();
        return schema.isEmpty() || schema.startsWith("pg_");
    }
}

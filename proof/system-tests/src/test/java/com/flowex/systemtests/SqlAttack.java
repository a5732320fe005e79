package com.flowex.systemtests;

import com.flowex.systemtests.SqlWitness.Execution;
import com.flowex.systemtests.SqlWitness.SetParameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks every statement of a tenant again before it is executed, in its own transaction and with its own parameters, and
 * takes back what that changed.
 *
 * <p>As a stranger: with the number of a tenant that has nothing in the place of the tenant's, nothing may come back. And
 * beside a twin: with a tenant that has the same rows under the same keys, the same must come back. Then the same of
 * the statement with one tenant predicate taken out: one of the two must fail, or its loss would go unnoticed.
 */
final class SqlAttack implements SqlWitness.Observer {

    /** Tenants have numbers from here on, so that no other number in a statement can be one. */
    static final int FIRST = 770_001;

    private static final int TWIN = 779_998;
    private static final int STRANGER = 779_999;
    private static final int TRIES_MAX = 60;
    /** Most attempts at a statement whose rows a worker holds. */
    private static final int HELD_UP_MAX = 20;

    /** The result: rows as text, or the number of rows changed; a refusal of PostgreSQL as its text. */
    private record Outcome(List<String> rows) {

        boolean isNothing() {
            return rows.stream().allMatch(row -> row.matches("(0|f|null|,)*"));
        }

        /** True if another transaction held a row too long: that is no answer to compare. */
        boolean isHeldUp() {
            return rows.stream().anyMatch(row -> row.contains("lock timeout"));
        }

        /** Without the rows that are the twin's own. */
        Outcome withoutTwin() {
            return new Outcome(rows.stream()
                    .filter(row -> !row.contains(Integer.toString(TWIN)))
                    .toList());
        }
    }

    /** A statement as one line, with the number of its tenant predicates: workers say the same thousands of times. */
    private record Line(String sql, int predicates) {

        static Line of(String sql) {
            String line = TenantPredicates.oneLine(sql);
            return new Line(line, TenantPredicates.count(line));
        }
    }

    /**
     * A table and what a statement says that touches it.
     *
     * @param name its name without its schema
     * @param byName finds its name with its schema
     * @param bySchema finds its name alone, where its schema is the connection's
     * @param insert the beginning of a statement that adds rows
     */
    private record TableText(TableProbe.Table table, String name, Pattern byName, Pattern bySchema, Pattern insert) {

        static TableText of(TableProbe.Table table) {
            String name = table.name().substring(table.name().indexOf('.') + 1);
            return new TableText(
                    table,
                    name,
                    Pattern.compile("\\b" + Pattern.quote(table.name()) + "\\b"),
                    Pattern.compile("\\b(FROM|INTO|UPDATE|JOIN) " + name + "\\b"),
                    Pattern.compile("INSERT INTO (\\w+\\.)?" + name + "\\b"));
        }

        boolean isTouchedBy(@Nullable String schema, String sql) {
            // Hundreds of tables are looked for in hundreds of statements, so most are ruled out without a pattern.
            return sql.contains(name)
                    && (byName.matcher(sql).find()
                            || table.name().startsWith(schema + ".")
                                    && bySchema.matcher(sql).find());
        }
    }

    private final List<TableText> tables;
    private final Map<String, Line> lines = new HashMap<>();
    private final Connection owner;
    private final Predicate<String> excused;
    private final Map<String, StatementTries> seen = new TreeMap<>();
    private final Map<String, List<TableText>> touchedBy = new HashMap<>();
    private final Set<String> unnamed = new TreeSet<>();
    private final Set<String> leaks = new TreeSet<>();
    private volatile int triesMax = TRIES_MAX;

    /** Fair: a worker that holds rows and waits here goes on before these rows are requested again. */
    private final ReentrantLock attacking = new ReentrantLock(true);

    /**
     * @param owner a connection that row-level security does not bind
     * @param excused true of a predicate, as {@link #survivors} shows it, that may make no difference: it is tried a few times only
     */
    SqlAttack(Connection owner, Predicate<String> excused) throws SQLException {
        this.tables = TableProbe.tables(owner).stream().map(TableText::of).toList();
        this.owner = owner;
        this.excused = excused;
        execute(owner, "SET lock_timeout = '200ms'");
    }

    /** Statements, as one line each, that were tried. */
    Set<String> tried() {
        return Set.copyOf(seen.keySet());
    }

    /** Statements that gave a stranger something, or something else beside a twin. */
    Set<String> leaks() {
        return leaks;
    }

    /** Statements of requests on tables of tenants that name no tenant at all. */
    Set<String> unnamed() {
        return unnamed;
    }

    /** How many predicates were taken out. */
    int mutants() {
        return seen.keySet().stream().mapToInt(TenantPredicates::count).sum();
    }

    /** Statements with the predicate marked that could be taken out without being noticed. */
    List<String> survivors() {
        List<String> survivors = new ArrayList<>();
        seen.forEach((sql, found) -> found.alive.forEach(nth -> survivors.add(TenantPredicates.shown(sql, nth))));
        return survivors;
    }

    @Override
    public void before(Execution execution) throws SQLException {
        request(execution, triesMax);
    }

    /**
     * Asks for a list and tries its statements, however often they made no difference before: others may have asked sixty
     * times without having rows in each of its parts. It asks thrice, because a worker may hold a row.
     */
    void insist(HttpApi user, String path) {
        triesMax = Integer.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            user.get(path).expect(200);
        }
        triesMax = TRIES_MAX;
    }

    /**
     * As {@link #before}, however often a job has said the same of rows that made no difference, and again while another
     * transaction holds the rows.
     */
    void insist(Execution execution) throws SQLException {
        int attempts = 0;
        boolean isHeldUp;
        do {
            isHeldUp = request(execution, Integer.MAX_VALUE);
            attempts++;
        } while (isHeldUp && attempts < HELD_UP_MAX);
    }

    /** Returns true if another transaction held the rows too long to compare anything. */
    private boolean request(Execution execution, int triesMax) throws SQLException {
        if (attacking.isHeldByCurrentThread()) {
            return false; // the attack's own
        }
        attacking.lock();
        try {
            Line line = lines.computeIfAbsent(execution.sql(), Line::of);
            String sql = line.sql();
            int predicates = line.predicates();
            int victim = victimOf(execution.parameters());
            boolean isOfRequest = execution.user().equals("flowex_app");
            if (predicates == 0
                    && isOfRequest
                    && !isInsert(execution, sql)
                    && !touched(execution, sql).isEmpty()) {
                unnamed.add(sql);
            }
            return predicates > 0
                    && (victim > 0 || !isOfRequest)
                    && attack(execution, sql, predicates, victim, triesMax);
        } finally {
            attacking.unlock();
        }
    }

    private boolean attack(Execution execution, String sql, int predicates, int victim, int triesMax)
            throws SQLException {
        StatementTries found = seen.computeIfAbsent(sql, _ -> new StatementTries(predicates));
        if (!found.isDue(isDecided(sql, found), triesMax)) {
            return false;
        }
        Connection connection = execution.connection();
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        Savepoint before = connection.setSavepoint();
        try {
            execute(connection, "SET LOCAL lock_timeout = '500ms'");
            asStranger(execution, sql, found);
            return besideTwin(execution, sql, found, victim > 0 ? victim : FIRST);
        } finally {
            connection.rollback(before);
            if (autoCommit) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean isDecided(String sql, StatementTries found) {
        return found.alive.stream().allMatch(nth -> excused.test(TenantPredicates.shown(sql, nth)));
    }

    /** A row that is added names its owner, and has no other. */
    private boolean isInsert(Execution execution, String sql) throws SQLException {
        return touched(execution, sql).stream()
                .anyMatch(table -> table.insert().matcher(sql).find());
    }

    private void asStranger(Execution execution, String sql, StatementTries found) throws SQLException {
        if (isInsert(execution, sql) || victimOf(execution.parameters()) == 0) {
            return;
        }
        List<SetParameter> parameters = as(STRANGER, execution.parameters());
        Outcome outcome = outcome(execution.connection(), execution.sql(), parameters);
        if (!outcome.isNothing()) {
            leaks.add("a stranger gets " + outcome.rows() + " of " + sql);
        }
        for (int nth : List.copyOf(found.alive)) {
            String without = TenantPredicates.without(execution.sql(), nth);
            if (!outcome(execution.connection(), without, parameters).isNothing()) {
                found.alive.remove(nth);
            }
        }
    }

    private boolean besideTwin(Execution execution, String sql, StatementTries found, int victim) throws SQLException {
        List<TableProbe.Table> touched =
                touched(execution, sql).stream().map(TableText::table).toList();
        Connection connection = execution.connection();
        Outcome alone = outcome(connection, execution.sql(), execution.parameters());
        Outcome beside = alone;
        plant(touched, victim);
        try {
            beside = outcome(connection, execution.sql(), execution.parameters());
            if (beside.isNothing() || beside.isHeldUp()) {
                found.sawNothing();
            }
            if (alone.isHeldUp() || beside.isHeldUp()) {
                return true;
            }
            for (int nth : List.copyOf(found.alive)) {
                String without = TenantPredicates.without(execution.sql(), nth);
                if (!outcome(connection, without, execution.parameters()).equals(beside)) {
                    found.alive.remove(nth);
                }
            }
        } finally {
            for (TableProbe.Table table : touched) {
                execute(owner, "DELETE FROM " + table.name() + " WHERE " + table.column() + " = " + TWIN);
            }
        }
        boolean differs = !beside.withoutTwin().equals(alone);
        // Rows that others wrote between the two are no twin's work: without the twin they are there as well.
        if (differs
                && outcome(connection, execution.sql(), execution.parameters()).equals(alone)) {
            leaks.add("beside a twin " + beside.rows() + " instead of " + alone.rows() + " of " + sql);
        }
        return false;
    }

    /** The twin gets a copy of each row of the victim's that the table's keys leave room for. */
    private void plant(List<TableProbe.Table> touched, int victim) {
        for (TableProbe.Table table : touched) {
            try {
                plant("""
                        INSERT INTO %1$s OVERRIDING SYSTEM VALUE
                        SELECT (jsonb_populate_record(t, jsonb_build_object('%2$s', %3$d))).* FROM %1$s t
                        WHERE t.%2$s = %4$d ON CONFLICT DO NOTHING""".formatted(table.name(), table.column(), TWIN, victim));
            } catch (SQLException _) {
                // A row that this very transaction has locked, or that belongs to one without a twin, has none this
                // time.
            }
        }
    }

    /** A twin that cannot be planted leaves a transaction of the owner's as it was. */
    private void plant(String sql) throws SQLException {
        if (owner.getAutoCommit()) {
            execute(owner, sql);
            return;
        }
        Savepoint before = owner.setSavepoint();
        try {
            execute(owner, sql);
        } catch (SQLException e) {
            owner.rollback(before);
            throw e;
        }
    }

    private List<TableText> touched(Execution execution, String sql) throws SQLException {
        @Nullable String schema = execution.connection().getSchema();
        return touchedBy.computeIfAbsent(schema + " " + sql, _ -> tables.stream()
                .filter(table -> table.isTouchedBy(schema, sql))
                .toList());
    }

    private static int victimOf(List<SetParameter> parameters) {
        return parameters.stream()
                .flatMapToInt(parameter -> switch (parameter.arguments()[1]) {
                    case Integer number -> Arrays.stream(new int[] {number});
                    case int[] numbers -> Arrays.stream(numbers);
                    case null, default -> Arrays.stream(new int[0]);
                })
                .filter(number -> number >= FIRST && number < TWIN)
                .findFirst()
                .orElse(0);
    }

    private static List<SetParameter> as(int other, List<SetParameter> parameters) {
        return parameters.stream().map(parameter -> as(other, parameter)).toList();
    }

    private static SetParameter as(int other, SetParameter parameter) {
        Object[] arguments = parameter.arguments().clone();
        if (arguments[1] instanceof Integer number && number >= FIRST) {
            arguments[1] = other;
        } else if (arguments[1] instanceof int[] numbers) {
            arguments[1] = Arrays.stream(numbers)
                    .map(number -> number >= FIRST ? other : number)
                    .toArray();
        }
        return new SetParameter(parameter.setter(), arguments);
    }

    private static Outcome outcome(Connection connection, String sql, List<SetParameter> parameters)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (SetParameter parameter : parameters) {
                SqlWitness.call(statement, parameter.setter(), parameter.arguments());
            }
            return statement.execute()
                    ? new Outcome(rows(statement.getResultSet()))
                    : new Outcome(List.of(Integer.toString(statement.getUpdateCount())));
        } catch (SQLException refused) {
            return new Outcome(List.of("refused: " + refused.getMessage()));
        } finally {
            connection.rollback(before);
        }
    }

    private static List<String> rows(ResultSet row) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (row.next()) {
            StringBuilder text = new StringBuilder();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                text.append(row.getString(column)).append(',');
            }
            rows.add(text.toString());
        }
        rows.sort(null);
        return rows;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

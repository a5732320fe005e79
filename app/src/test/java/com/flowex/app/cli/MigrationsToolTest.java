package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.migration.Migrations;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.testsupport.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state of database scripts is reported as it is, and undone only where that loses nothing. */
@Timeout(900)
class MigrationsToolTest {

    private static final Path ROOT = Repository.file("");

    /** The differences between two schemas that matter to their users: columns, indexes, constraints and rights. */
    private static final String SHAPE = """
            SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default)
              FROM information_schema.columns WHERE table_schema = ?
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = ?
            UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
              WHERE connamespace = to_regnamespace(?)
            UNION ALL SELECT format('%s %s %s', grantee, privilege_type, table_name) FROM information_schema.role_table_grants
              WHERE table_schema = ?
            ORDER BY 1""";

    /** A database in which every script ran, by the command itself; each test changes a copy. */
    private static final DatabaseChoice.Server MIGRATED = TestPostgres.freshDatabase();

    private final DatabaseChoice.Server place = TestPostgres.copyOf(MIGRATED);
    private String text = "";

    private static Map<String, String> environment(DatabaseChoice.Server database) {
        return TestPlatform.withDefaults(database, Map.of("FLOWEX_ENV_FILE", "/dev/null"));
    }

    private int run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = MigrationsTool.run(List.of(args), environment(place), stream, stream);
            text = out.toString(StandardCharsets.UTF_8);
            return code;
        }
    }

    @BeforeAll
    static void everythingRuns() {
        PrintStream unread = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        assertEquals(0, MigrationsTool.run(List.of("up"), environment(MIGRATED), unread, unread));
    }

    @Test
    void everyMigrationFolderIsAListedPart() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 8)) {
            assertEquals(
                    new TreeSet<>(Migrations.PARTS),
                    files.filter(file -> file.toString().endsWith(".sql")
                                    && file.toString().contains("/src/main/resources/db/"))
                            .map(file -> file.toString().replaceAll(".*/db/([a-z0-9]+)/.*", "$1"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void tableOfTheDocumentEqualsTheScripts() throws IOException, SQLException {
        // A part of the simulation, which nothing here has used.
        flyway("simchain", "simchain", "latest").migrate();
        assertEquals(0, run("table"), text);
        String document = Files.readString(ROOT.resolve("docs/operations/migrations.md"));
        assertTrue(document.contains(text), "put what `./flowex migrations table` prints into the document:\n" + text);
    }

    @Test
    void rollbackScriptRestoresTheFormerSchemaAndTheMigrationCanRunAgain() throws SQLException {
        takesBack("platform", 15);
        takesBack("platform", 14);
        takesBack("platform", 13);
        takesBack("platform", 12);
        takesBack("platform", 11);
        takesBack("platform", 10);
        takesBack("identity", 38);
        List<String> platform = shape("platform");
        assertEquals(0, run("up"), text);
        assertTrue(text.contains("migrations: 7 ran"), text);
        assertFalse(platform.equals(shape("platform")), "they are there again");
        assertEquals(0, run("up"), text);
        assertEquals("migrations: nothing waited", text.strip());
    }

    private void takesBack(String part, int version) throws SQLException {
        String before = part + "_v" + (version - 1);
        flyway(part, before, Integer.toString(version - 1)).migrate();
        assertEquals(0, run("down", part), text);
        assertTrue(text.contains(part + " V" + version + " is rolled back"), text);
        assertEquals(shape(before), shape(part), part + " V" + version);
    }

    @Test
    void viewIsRemovedWholeAndAForwardOnlyMigrationNamesItsRestorePoint() throws SQLException {
        assertEquals(0, run("down", "trading"), text);
        assertTrue(text.contains("the view trading is removed"), text);
        assertEquals(List.of(), shape("trading"));
        assertEquals(0, run("status"), text);
        assertTrue(text.contains("trading V5         WAITS"), text);

        List<String> p2p = shape("p2p");
        assertEquals(1, run("down", "p2p"), text);
        assertTrue(text.contains("p2p V14 is forward-only") && text.contains("restore point"), text);
        assertEquals(p2p, shape("p2p"));
        assertEquals(1, run("down", "nonsense"), text);
        assertTrue(text.contains("there is no part nonsense"), text);
        assertEquals(2, run("down"), text);
        assertEquals(2, run("sideways"), text);
    }

    @Test
    void rollbackIsRefusedBesideARunningExchange() throws SQLException {
        try (DatabaseAccess access = DatabaseAccess.open(place);
                Connection running = access.app()) {
            assertTrue(running.isValid(5));
            assertEquals(1, run("down", "platform"), text);
            assertTrue(text.contains("FlowEx runs on this database (1 connections)"), text);
        }
        assertEquals(0, run("status"), text);
    }

    @Test
    void migrationsOfOtherVersionsAreReportedAndUntouched() throws SQLException {
        execute("UPDATE custody.flyway_schema_history SET checksum = checksum + 1 WHERE version = '16'");
        execute("INSERT INTO tenants.flyway_schema_history VALUES"
                + " (99, '99', 'of tomorrow', 'SQL', 'V99__of_tomorrow.sql', 7, 'somebody', now(), 1, true)");

        assertEquals(1, run("status"), text);
        assertTrue(text.contains("custody V16        CHANGED"), text);
        assertTrue(text.contains("tenants V99        NEWER"), text);
        assertEquals(1, run("down", "custody"), text);
        assertTrue(text.contains("custody V16 is not what this version has"), text);
        assertEquals(1, run("down", "tenants"), text);
        assertEquals(0, run("history"), text);
        assertTrue(text.lines().count() > 40, text);
        assertTrue(text.lines().findFirst().orElseThrow().startsWith("platform V1 "), text);
    }

    private Flyway flyway(String part, String schema, String target) {
        return Flyway.configure()
                .dataSource(place.url(), place.user(), place.password())
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + part)
                .target(target)
                .load();
    }

    private List<String> shape(String schema) throws SQLException {
        try (Connection owner = DriverManager.getConnection(place.url(), place.user(), place.password())) {
            return Sql.all(owner, row -> row.getString(1), SHAPE, schema, schema, schema, schema).stream()
                    .map(line -> line.replace(schema + ".", ""))
                    .filter(line -> !line.contains("flyway_schema_history"))
                    .toList();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection owner = DriverManager.getConnection(place.url(), place.user(), place.password())) {
            assertEquals(1, Sql.execute(owner, sql));
        }
    }
}

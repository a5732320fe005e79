package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.app.cli.Doctor;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.platform.settings.StartupException;
import com.flowex.testsupport.DailySample;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each part of a data directory, lost or changed in each way: what a start says, and that the command it names brings the
 * exchange back. docs/operations/damage.md has a row for each; the rows and these cells are compared.
 *
 * <p>One directory is made: two runs that ended in order, so two snapshots; the older copy is that behind the first run.
 */
class DamageMatrixTest {

    private static final int DAILY_CELLS = 2;
    private static final Path PAGE = Repository.file("docs/operations/damage.md");
    private static final String EMAIL = "matrix@example.com";
    private static final String SOUND = "starts";

    @TempDir
    private static Path folder;

    private static DataCopy sample;
    private static DataCopy older;
    private static Map<String, JsonNode> views;
    private static Map<String, JsonNode> olderViews;

    /**
     * One way to lose something.
     *
     * @param isQuick one of each part: always run; the others with {@code -Dflowex.full=true}
     * @param says message of the start that refuses; "starts" if it does not
     * @param command argument of the operator for {@code ./flowex doctor}; empty where there is only a copy
     * @param isOlderAfterwards true if the exchange is then that of the first run
     */
    private record Cell(
            boolean isQuick,
            String part,
            String damage,
            Consumer<DataCopy> damaging,
            String says,
            String command,
            boolean isOlderAfterwards) {}

    @BeforeAll
    static void run() {
        sample = new DataCopy(folder.resolve("sample"));
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi user = Views.trade(new HttpApi(ExchangeHere.url(ExchangeHere.start(sample.path(), parts))), EMAIL);
            olderViews = Views.of(user);
        }
        older = sample.to(folder.resolve("older"));
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi user = user(ExchangeHere.start(sample.path(), parts));
            user.order("sell", "104", "0.1", "later-ask").expect(201);
            user.order("buy", "104", "0.05", "later-taker").expect(201);
            user.post("/api/auth/api-keys", Map.of("label", "sealed", "permissions", List.of("read")))
                    .expect(201);
            views = Views.of(user);
        }
    }

    private static HttpApi user(FlowEx exchange) {
        return new HttpApi(ExchangeHere.url(exchange)).login(EMAIL, "SecurePass123!");
    }

    private static long middle(Path segment) {
        return DataCopy.end(segment) / 2;
    }

    private static Cell starts(boolean isQuick, String part, String damage, Consumer<DataCopy> damaging) {
        return new Cell(isQuick, part, damage, damaging, SOUND, "", false);
    }

    private static final String ACCEPT = "--accept-older-log";
    private static final String REBUILD = "--rebuild-events";
    private static final String NO_END = "the log has lost its end";

    private static Stream<Cell> cells() {
        return Stream.of(logCells(), eventCells(), snapshotCells(), recordCells(), databaseCells(), keyCells())
                .flatMap(List::stream);
    }

    private static List<Cell> logCells() {
        return List.of(
                new Cell(false, "log", "missing", data -> data.delete("node/log"), "the log is missing", "", false),
                new Cell(
                        true,
                        "log and event log",
                        "older copy",
                        data -> data.replace("node", older),
                        NO_END,
                        ACCEPT,
                        true),
                new Cell(false, "log", "older copy", DamageMatrixTest::olderLog, NO_END, ACCEPT, true),
                new Cell(
                        false,
                        "log",
                        "zeroed tail",
                        data -> DataCopy.zeroFrom(data.log(), DataCopy.end(older.log())),
                        NO_END,
                        ACCEPT,
                        true),
                new Cell(
                        false,
                        "log",
                        "cut tail",
                        data -> DataCopy.cut(data.log(), DataCopy.end(older.log())),
                        NO_END,
                        ACCEPT,
                        true),
                starts(
                        false,
                        "log",
                        "flipped bit",
                        data -> DataCopy.flip(data.log(), 40 + DataCopy.frameBefore(data.log(), middle(older.log())))));
    }

    private static void olderLog(DataCopy data) {
        data.replace("node/log", older);
        data.replace("node/cluster", older);
    }

    private static List<Cell> eventCells() {
        String below = "the event log is damaged or incomplete below the snapshot";
        return List.of(
                new Cell(true, "event log", "missing", data -> data.delete("node/events"), below, REBUILD, false),
                new Cell(
                        false,
                        "event log",
                        "older copy",
                        data -> data.replace("node/events", older),
                        below,
                        REBUILD,
                        false),
                new Cell(
                        false,
                        "event log",
                        "zeroed tail",
                        data -> DataCopy.zeroFrom(data.events(), middle(data.events()) / 32 * 32),
                        below,
                        REBUILD,
                        false),
                new Cell(
                        false,
                        "event log",
                        "cut tail",
                        data -> DataCopy.cut(data.events(), middle(data.events()) / 32 * 32),
                        below,
                        REBUILD,
                        false),
                starts(false, "event log", "flipped bit", data -> DataCopy.flip(data.events(), middle(data.events()))));
    }

    private static List<Cell> snapshotCells() {
        return List.of(
                starts(
                        false,
                        "snapshot",
                        "missing",
                        data -> data.delete(
                                data.path().relativize(data.snapshot()).toString())),
                starts(
                        true,
                        "snapshot",
                        "flipped bit",
                        data -> DataCopy.flip(data.snapshot(), middle(data.snapshot()))),
                starts(
                        false,
                        "snapshot",
                        "zeroed tail",
                        data -> DataCopy.zeroFrom(data.snapshot(), middle(data.snapshot()))),
                starts(false, "snapshot", "cut tail", data -> DataCopy.cut(data.snapshot(), middle(data.snapshot()))));
    }

    private static List<Cell> recordCells() {
        return List.of(
                new Cell(
                        false,
                        "record of the log",
                        "missing",
                        data -> data.delete("node/cluster/recording.log"),
                        "the record of the log is missing",
                        "",
                        false),
                new Cell(
                        false,
                        "record of the log",
                        "older copy",
                        data -> data.replace("node/cluster", older),
                        "the record of the log is older than the log",
                        "",
                        false));
    }

    private static List<Cell> databaseCells() {
        String control = "postgres/cluster/global/pg_control";
        String dead = "the embedded PostgreSQL does not start";
        return List.of(
                new Cell(
                        true,
                        "PostgreSQL",
                        "missing",
                        data -> data.delete("postgres"),
                        "the list of users is older than the log",
                        "",
                        false),
                starts(false, "PostgreSQL", "older copy", data -> data.replace("postgres", older)),
                new Cell(
                        true,
                        "checkpoint of a view",
                        "flipped bit",
                        data -> data.sql("UPDATE platform.checkpoints SET sequence = sequence + 4096"
                                + " WHERE projection = 'wallet'"),
                        NO_END,
                        ACCEPT,
                        false),
                new Cell(false, "PostgreSQL's control file", "missing", data -> data.delete(control), dead, "", false),
                new Cell(
                        false,
                        "PostgreSQL's control file",
                        "cut tail",
                        data -> DataCopy.cut(data.path().resolve(control), 100),
                        dead,
                        "",
                        false),
                new Cell(
                        false,
                        "PostgreSQL's control file",
                        "flipped bit",
                        data -> DataCopy.flip(data.path().resolve(control), 60),
                        dead,
                        "",
                        false));
    }

    private static List<Cell> keyCells() {
        return List.of(
                new Cell(
                        false,
                        "keys of what is sealed",
                        "missing",
                        data -> data.delete("data.keys"),
                        "put data.keys back from a copy",
                        "",
                        false),
                new Cell(
                        true,
                        "key of the audit log",
                        "missing",
                        data -> data.delete("audit.key"),
                        "the key of the audit log is gone",
                        "",
                        false),
                starts(false, "secret of access tokens", "missing", data -> data.delete("jwt.secret")),
                starts(
                        false,
                        "checkpoints of the audit log",
                        "cut tail",
                        data -> DataCopy.cutOff(data.path().resolve("audit/checkpoints"), 20)),
                starts(false, "checkpoints of the audit log", "missing", data -> data.delete("audit/checkpoints")));
    }

    private static String name(Cell cell) {
        return cell.part() + ", " + cell.damage();
    }

    @TestFactory
    Stream<DynamicTest> everyCellIsAnsweredAsThePageSays() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> quick =
                cells().filter(Cell::isQuick).map(DamageMatrixTest::name).toList();
        List<String> drawn = DailySample.of("DamageMatrixTest", quick, DAILY_CELLS);
        return cells().filter(cell -> DailySample.IS_FULL || drawn.contains(name(cell)))
                .map(cell -> DynamicTest.dynamicTest(name(cell), () -> {
                    requireRow(page, cell);
                    DataCopy data = sample.to(folder.resolve("cell"));
                    try {
                        cell.damaging().accept(data);
                        answer(cell, data);
                    } finally {
                        data.delete("");
                    }
                }));
    }

    private static void requireRow(List<String> page, Cell cell) {
        String row = page.stream()
                .filter(line -> line.startsWith("| " + cell.part() + " | " + cell.damage() + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + cell.part() + ", " + cell.damage()));
        assertTrue(row.contains(cell.says()), row);
        assertTrue(row.contains(cell.command()), row);
    }

    private static void answer(Cell cell, DataCopy data) {
        if (!cell.says().equals(SOUND)) {
            String why = refusal(data);
            assertEquals(1, why.lines().count(), why);
            assertTrue(why.contains(cell.says()), why);
            assertEquals(why, refusal(data), "a refused start changes nothing");
            if (cell.command().isEmpty()) {
                return;
            }
            assertTrue(why.contains("./flowex doctor " + data.path() + " " + cell.command()), why);
            assertEquals(1, Doctor.run(List.of(data.path().toString()), Map.of()));
            assertEquals(0, Doctor.run(List.of(data.path().toString(), cell.command()), Map.of()));
        }
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi user = user(ExchangeHere.start(data.path(), parts));
            assertEquals(cell.isOlderAfterwards() ? olderViews : views, Views.of(user));
        }
        if (!cell.command().isEmpty()) {
            assertEquals(
                    2,
                    data.sql("SELECT count(*) FROM platform.audit_entries WHERE action = './flowex doctor "
                            + cell.command() + "'"));
        }
    }

    private static String refusal(DataCopy data) {
        try (StartedComponents parts = new StartedComponents()) {
            RuntimeException refused =
                    assertThrows(RuntimeException.class, () -> ExchangeHere.start(data.path(), parts));
            return switch (refused) {
                case StartupException start -> String.join("\n", start.lines());
                case NodeRefusedException node -> String.valueOf(node.getMessage());
                default -> throw refused;
            };
        }
    }

    /** Closes finding D2: the rows that the views had beyond the log are kept. */
    @Test
    void viewRowsBeyondAnAcceptedLogAreKept() {
        DataCopy data = sample.to(folder.resolve("kept"));
        data.replace("node", older);
        Doctor.run(List.of(data.path().toString(), ACCEPT), Map.of());
        assertEquals(
                4, data.sql("SELECT count(*) FROM information_schema.tables WHERE table_name = 'kept_checkpoint'"));
    }

    /**
     * Closes finding D4: a view that cannot go on while the exchange starts blocks no other; its own reads say so.
     * Method: its checkpoint is lost, so that it meets rows of its own.
     */
    @Test
    void viewThatStopsWhileStartingIsReportedAndOthersAreServed() {
        DataCopy data = sample.to(folder.resolve("stopped"));
        data.sql("UPDATE platform.checkpoints SET sequence = 0, position = 0 WHERE projection = 'wallet'");
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi user = user(ExchangeHere.start(data.path(), parts));
            assertEquals(
                    "view_behind", user.get("/api/wallet/balances").expect(503).text("code"));
            user.get("/api/trading/pairs").expect(200);
            user.order("buy", "50", "0.1", "still-taken").expect(201);
            // The only tenant is stopped in the only view: whoever else there was would be served.
            user.get("/ready").expect(200);
            assertTrue(user.get("/health").expect(200).text().contains("tenant 1"), "the health page names it");
        }
    }
}

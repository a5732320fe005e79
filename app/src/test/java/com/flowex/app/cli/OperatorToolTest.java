package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.wiring.ViewCommands;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.operator.OperatorService;
import com.flowex.platform.projection.status.ExchangeViews;
import com.flowex.platform.projection.status.RebuildableView;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The running exchange, and no other, answers an operator's command line. */
@Timeout(900)
class OperatorToolTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String ID = "9f86d081884c7d659a2feaa0c55ad015";

    private final DatabaseChoice.Server place = TestPostgres.freshDatabase();
    private Map<String, String> environment = TestPlatform.withDefaults(place, Map.of("FLOWEX_ENV_FILE", "/dev/null"));
    private String text = "";

    private int run(Duration timeout, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = OperatorTool.run(List.of(args), environment, stream, stream, timeout);
            text = out.toString(StandardCharsets.UTF_8);
            return code;
        }
    }

    @Test
    void runningExchangeAnswersAndRecordsTheRequest() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Map<String, OperatorCommand> commands = Map.of(
                "sagas abandon", (tenant, arguments) -> Reply.done(tenant + " " + arguments),
                "sagas list", (tenant, arguments) -> Reply.done("none " + arguments.getFirst()),
                "pauses set", (_, arguments) -> Reply.done("paused " + arguments),
                "pauses lift", (_, arguments) -> Reply.done("lifted " + arguments),
                "adjustments propose", (_, arguments) -> Reply.done("proposed " + arguments),
                "unclaimed list", (_, arguments) -> Reply.done("behind " + arguments),
                "sagas redrive",
                        (_, _) -> {
                            throw Refusal.notFound("there is no such saga");
                        },
                "reconcile", (_, arguments) -> Reply.refused("differs " + arguments));
        try (Platform platform = TestPlatform.on(place, Map.of());
                OperatorService service = new OperatorService(
                        platform,
                        commands,
                        (request, reply) -> seen.add(request.command() + " by " + request.by() + reply))) {
            service.start();

            assertEquals(0, run(LONG, "sagas", "abandon", ID, "--reason", "never\nsigned", "--tenant", "7"), text);
            assertEquals("7 [" + ID + ", never signed]", text.strip());
            assertEquals(0, run(LONG, "sagas", "list"), text);
            assertEquals("none stopped", text.strip());
            assertEquals(1, run(LONG, "sagas", "redrive", ID), text);
            assertEquals("there is no such saga", text.strip());
            assertEquals(
                    0, run(LONG, "pauses", "set", "--reason", "node down", "--flow", "sweeps", "--asset", "BTC"), text);
            assertEquals("paused [BTC, sweeps, , node down]", text.strip());
            assertEquals(0, run(LONG, "pauses", "lift", "--asset", "BTC", "--flow", "sweeps"), text);
            assertEquals("lifted [BTC, , sweeps]", text.strip());
            String[] proposal = {
                "adjustments", "propose", "--asset", "BTC", "--settled-by", "own_funds", "--reason", "theft"
            };
            assertEquals(0, run(LONG, proposal), text);
            assertEquals("proposed [BTC, , , own_funds, theft]", text.strip());
            assertEquals(0, run(LONG, "unclaimed", "list", "--after", "4711"), text);
            assertEquals("behind [4711]", text.strip());
            assertEquals(1, run(LONG, "reconcile", "--asset", "BTC"), text);
            assertEquals("differs [BTC]", text.strip());
            assertEquals(1, run(LONG, "sagas", "show", ID), text);
            assertTrue(text.contains("knows no sagas show"), text);
            assertEquals(9, seen.size(), seen.toString());
            assertTrue(seen.getFirst().startsWith("sagas abandon by operator "), seen.toString());
            assertEquals(List.of(), left(platform));
        }
    }

    /** It started the database of a stopped exchange, and kept its folder from a start, only to hear no answer. */
    @Test
    void aStoppedExchangeIsNotTouched(@TempDir Path data) {
        environment = Map.of("FLOWEX_ENV_FILE", "/dev/null", "FLOWEX_DATA_DIR", data.toString());

        assertEquals(1, run(LONG, "security", "list"), text);

        assertTrue(text.contains("no exchange runs on this data"), text);
        assertFalse(Files.exists(data.resolve("postgres")));
    }

    @Test
    void aViewIsBuiltAnewByItsNameAndOnlyOnceAtATime() {
        CountDownLatch built = new CountDownLatch(1);
        RebuildableView view = new RebuildableView(
                "marketdata",
                new ViewProgress(),
                () -> true,
                () -> Await.until(() -> built.getCount() == 0),
                InstantSource.system());
        try (Platform platform = TestPlatform.on(place, Map.of());
                ExchangeViews views = new ExchangeViews(platform, List.of(view));
                OperatorService service =
                        new OperatorService(platform, new ViewCommands(views).commands(), (_, _) -> {})) {
            service.start();
            assertEquals(0, run(LONG, "views", "list"), text);
            assertTrue(text.contains("marketdata: shows event 0, not rebuilt since the start"), text);
            assertEquals(1, run(LONG, "views", "rebuild", "candles"), text);
            assertTrue(text.contains("there are marketdata"), text);
            assertEquals(0, run(LONG, "views", "rebuild", "marketdata"), text);
            assertEquals(1, run(LONG, "views", "rebuild", "marketdata"), text);
            assertTrue(text.contains("already"), text);
            built.countDown();
            Await.until(() -> view.last().stage() == RebuildableView.Stage.DONE);
            assertEquals(0, run(LONG, "views", "list"), text);
            assertTrue(text.contains("rebuilt at 2"), text);
        }
        assertEquals(2, run(LONG, "views"), text);
        assertEquals(2, run(LONG, "views", "rebuild"), text);
    }

    @Test
    void requestThatNoExchangeTookIsWithdrawn() {
        try (Platform platform = TestPlatform.on(place, Map.of())) {
            assertEquals(1, run(Duration.ofMillis(200), "reconcile"), text);
            assertTrue(text.contains("start it (./flowex run)"), text);
            assertEquals(List.of(), left(platform));
        }
    }

    @Test
    void expiredRequestIsRemoved() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Map<String, OperatorCommand> commands = Map.of("reconcile", (_, _) -> Reply.done("now"));
        try (Platform platform = TestPlatform.on(place, Map.of());
                OperatorService service =
                        new OperatorService(platform, commands, (request, _) -> seen.add(request.by()))) {
            platform.database().query(connection -> Sql.execute(connection, """
                    INSERT INTO platform.operator_asks (whose, command, arguments, asked_by, asked_at)
                    VALUES (1, 'reconcile', '', 'somebody who died', now() - interval '2 minutes')"""));
            service.start();
            assertEquals(0, run(LONG, "reconcile"), text);
            assertEquals(1, seen.size(), seen.toString());
            assertTrue(seen.getFirst().startsWith("operator "), seen.toString());
            assertEquals(List.of(), left(platform));
        }
    }

    private static List<Long> left(Platform platform) {
        return platform.database()
                .query(connection ->
                        Sql.all(connection, row -> row.getLong(1), "SELECT id FROM platform.operator_asks"));
    }

    @Test
    void invalidArgumentsPrintTheUsage() {
        for (List<String> args : List.of(
                List.of("sagas"),
                List.of("sagas", "end", ID),
                List.of("sagas", "redrive"),
                List.of("sagas", "redrive", ID, "--reason", "none is wanted"),
                List.of("sagas", "list", "--state"),
                List.of("reconcile", "BTC"),
                List.of("pauses"),
                List.of("pauses", "set", "--asset", "BTC", "--flow", "sweeps"),
                List.of("adjustments", "approve", ID),
                List.of("reconcile", "--asset", "BTC", "--asset", "ETH"))) {
            assertEquals(2, run(LONG, args.toArray(String[]::new)), args.toString());
            assertEquals(2, text.lines().count(), text);
            assertTrue(text.contains("./flowex " + args.getFirst()), text);
        }
    }

    @Test
    void aWrongValueIsNamed() {
        Map.of(
                        "(ID): the id of a saga must be 32 hex digits as ./flowex sagas list has them, was \"x\"",
                                List.of("sagas", "redrive", "x"),
                        "'--tenant': it must be the number of a tenant, was \"0\"",
                                List.of("reconcile", "--tenant", "0"),
                        "'--state': it must be one of stopped, running, compensating, completed, failed, was \"stoped\"",
                                List.of("sagas", "list", "--state", "stoped"),
                        "a level must be one of off, error, warn, info, debug, trace, was \"loud\"",
                                List.of("log", "level", "com.flowex=loud"))
                .forEach((wrong, args) -> {
                    assertEquals(2, run(LONG, args.toArray(String[]::new)), args.toString());
                    assertTrue(text.contains(wrong + "\n"), text);
                });
    }
}

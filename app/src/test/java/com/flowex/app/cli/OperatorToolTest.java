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
import com.flowex.platform.testing.TestGround;
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

/** What an operator asks at the command line is answered by the exchange that runs, and by no other. */
@Timeout(900)
class OperatorToolTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String ID = "9f86d081884c7d659a2feaa0c55ad015";

    private final DatabaseChoice.Server place = TestPostgres.freshDatabase();
    private Map<String, String> environment = TestGround.withDefaults(place, Map.of("FLOWEX_ENV_FILE", "/dev/null"));
    private String said = "";

    private int run(Duration patience, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = OperatorTool.run(List.of(args), environment, stream, stream, patience);
            said = out.toString(StandardCharsets.UTF_8);
            return code;
        }
    }

    @Test
    void theExchangeThatRunsAnswersAndItsWitnessHearsIt() {
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
        try (Platform ground = TestGround.on(place, Map.of());
                OperatorService desk = new OperatorService(
                        ground, commands, (ask, reply) -> seen.add(ask.command() + " by " + ask.by() + reply))) {
            desk.start();

            assertEquals(0, run(LONG, "sagas", "abandon", ID, "--reason", "never\nsigned", "--tenant", "7"), said);
            assertEquals("7 [" + ID + ", never signed]", said.strip());
            assertEquals(0, run(LONG, "sagas", "list"), said);
            assertEquals("none stopped", said.strip());
            assertEquals(1, run(LONG, "sagas", "redrive", ID), said);
            assertEquals("there is no such saga", said.strip());
            assertEquals(
                    0, run(LONG, "pauses", "set", "--reason", "node down", "--flow", "sweeps", "--asset", "BTC"), said);
            assertEquals("paused [BTC, sweeps, , node down]", said.strip());
            assertEquals(0, run(LONG, "pauses", "lift", "--asset", "BTC", "--flow", "sweeps"), said);
            assertEquals("lifted [BTC, , sweeps]", said.strip());
            String[] proposal = {
                "adjustments", "propose", "--asset", "BTC", "--settled-by", "own_funds", "--reason", "theft"
            };
            assertEquals(0, run(LONG, proposal), said);
            assertEquals("proposed [BTC, , , own_funds, theft]", said.strip());
            assertEquals(0, run(LONG, "unclaimed", "list", "--after", "4711"), said);
            assertEquals("behind [4711]", said.strip());
            assertEquals(1, run(LONG, "reconcile", "--asset", "BTC"), said);
            assertEquals("differs [BTC]", said.strip());
            assertEquals(1, run(LONG, "sagas", "show", ID), said);
            assertTrue(said.contains("knows no sagas show"), said);
            assertEquals(9, seen.size(), seen.toString());
            assertTrue(seen.getFirst().startsWith("sagas abandon by operator "), seen.toString());
            assertEquals(List.of(), left(ground));
        }
    }

    /** It started the database of a stopped exchange, and kept its folder from a start, only to hear no answer. */
    @Test
    void aStoppedExchangeIsNotTouched(@TempDir Path data) {
        environment = Map.of("FLOWEX_ENV_FILE", "/dev/null", "FLOWEX_DATA_DIR", data.toString());

        assertEquals(1, run(LONG, "security", "list"), said);

        assertTrue(said.contains("no exchange runs on this data"), said);
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
        try (Platform ground = TestGround.on(place, Map.of());
                ExchangeViews views = new ExchangeViews(ground, List.of(view));
                OperatorService desk = new OperatorService(ground, new ViewCommands(views).commands(), (_, _) -> {})) {
            desk.start();
            assertEquals(0, run(LONG, "views", "list"), said);
            assertTrue(said.contains("marketdata: shows event 0, not rebuilt since the start"), said);
            assertEquals(1, run(LONG, "views", "rebuild", "candles"), said);
            assertTrue(said.contains("there are marketdata"), said);
            assertEquals(0, run(LONG, "views", "rebuild", "marketdata"), said);
            assertEquals(1, run(LONG, "views", "rebuild", "marketdata"), said);
            assertTrue(said.contains("already"), said);
            built.countDown();
            Await.until(() -> view.last().stage() == RebuildableView.Stage.DONE);
            assertEquals(0, run(LONG, "views", "list"), said);
            assertTrue(said.contains("rebuilt at 2"), said);
        }
        assertEquals(2, run(LONG, "views"), said);
        assertEquals(2, run(LONG, "views", "rebuild"), said);
    }

    @Test
    void whatNoExchangeTookIsTakenBackAndDoneByNone() {
        try (Platform ground = TestGround.on(place, Map.of())) {
            assertEquals(1, run(Duration.ofMillis(200), "reconcile"), said);
            assertTrue(said.contains("start it (./flowex run)"), said);
            assertEquals(List.of(), left(ground));
        }
    }

    @Test
    void whatWasAskedLongAgoIsForgotten() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Map<String, OperatorCommand> commands = Map.of("reconcile", (_, _) -> Reply.done("now"));
        try (Platform ground = TestGround.on(place, Map.of());
                OperatorService desk = new OperatorService(ground, commands, (ask, _) -> seen.add(ask.by()))) {
            ground.database().query(connection -> Sql.execute(connection, """
                    INSERT INTO platform.operator_asks (whose, command, arguments, asked_by, asked_at)
                    VALUES (1, 'reconcile', '', 'somebody who died', now() - interval '2 minutes')"""));
            desk.start();
            assertEquals(0, run(LONG, "reconcile"), said);
            assertEquals(1, seen.size(), seen.toString());
            assertTrue(seen.getFirst().startsWith("operator "), seen.toString());
            assertEquals(List.of(), left(ground));
        }
    }

    private static List<Long> left(Platform ground) {
        return ground.database()
                .query(connection ->
                        Sql.all(connection, row -> row.getLong(1), "SELECT id FROM platform.operator_asks"));
    }

    @Test
    void whatMakesNoSenseIsAnsweredWithTheUsage() {
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
            assertEquals(2, said.lines().count(), said);
            assertTrue(said.contains("./flowex " + args.getFirst()), said);
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
                    assertTrue(said.contains(wrong + "\n"), said);
                });
    }
}

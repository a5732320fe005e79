package com.flowex.app.cli;

import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.cli.command.PositiveNumber;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.archive.EventHistoryReader;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.messaging.DeadLetters;
import com.flowex.platform.messaging.DeadLetters.DeadLetter;
import com.flowex.platform.messaging.OutboxRequest;
import com.flowex.platform.messaging.Replays;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./flowex events}: prints events, and lists dead letters of all tenants. It also has a dead letter retried or
 * dismissed, or a topic replayed. The exchange does this now or when it runs, and records it in its audit log.
 *
 * <p>Exits with 0 if it is done or requested, 1 if it cannot be, 2 on wrong arguments.
 */
@Command
@FailureText("the outbox cannot be read")
public final class EventsTool {

    private static final int LISTED_MAX = 10_000;

    private final CommandContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private EventsTool(CommandContext context) {
        this.context = context;
    }

    static CommandSpec command(CommandContext context) {
        EventsTool tool = new EventsTool(context);
        return CommandSpec.forAnnotatedObject(tool)
                .addSubcommand("dead", CommandSpec.forAnnotatedObject(new Dead(tool)));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return FlowexCommand.run("events", args, new CommandContext(environment, out, err));
    }

    /** Prints events of this machine's node and its archive; needs no database. */
    @Command(description = "Print events of this machine's node and its archive, one line of JSON each.")
    @FailureText("events cannot be read")
    int read(
            @Option(
                            names = "--from",
                            paramLabel = "NUMBER",
                            required = true,
                            converter = PositiveNumber.AsLong.class,
                            description = "first event")
                    long from,
            @Option(
                            names = "--to",
                            paramLabel = "NUMBER",
                            converter = PositiveNumber.AsLong.class,
                            description = "last event; the newest unless it is given")
                    Optional<Long> to)
            throws IOException {
        long last = to.orElse(Long.MAX_VALUE);
        if (last < from) {
            throw new ParameterException(spec.commandLine(), "--to must not be below --from");
        }
        LauncherSettings settings = context.settings();
        EventHistoryReader events = new EventHistoryReader(
                settings.base().dataDirectory(),
                settings.node().archiveStore(settings.base().stores()));
        new EventJsonPrinter(context.out(), from, last).print(events);
        return 0;
    }

    /** Dead letters: messages that their consumer could not process. */
    @Command(
            name = "dead",
            description = "List, retry or dismiss dead letters: messages that their consumer could not process.")
    static final class Dead {

        private final EventsTool tool;

        Dead(EventsTool tool) {
            this.tool = tool;
        }

        @Command(description = "List the dead letters of all tenants.")
        int list() throws SQLException {
            try (DatabaseAccess database = tool.open()) {
                List<DeadLetter> letters = letters(database);
                letters.forEach(letter -> tool.context.out().println(line(letter)));
                if (letters.isEmpty()) {
                    tool.context.out().println("there are no dead letters");
                }
                return 0;
            }
        }

        @Command(description = "Have a dead letter processed again.")
        int redrive(@Parameters(paramLabel = "ID", converter = PositiveNumber.AsLong.class) long id)
                throws SQLException {
            return tool.letter(OutboxRequest.Kind.REDRIVE, id);
        }

        @Command(description = "Have a dead letter dismissed.")
        int dismiss(@Parameters(paramLabel = "ID", converter = PositiveNumber.AsLong.class) long id)
                throws SQLException {
            return tool.letter(OutboxRequest.Kind.DISMISS, id);
        }
    }

    @Command(description = "Have the messages of a topic published again.")
    int replay(
            @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "topic") String topic,
            @Option(
                            names = "--from",
                            paramLabel = "NUMBER",
                            required = true,
                            converter = PositiveNumber.AsLong.class,
                            description = "first message")
                    long from,
            @Option(
                            names = "--tenant",
                            paramLabel = "NUMBER",
                            defaultValue = "1",
                            converter = PositiveNumber.AsLong.class,
                            description = "tenant (default: 1)")
                    long tenant,
            @Option(
                            names = "--consumer",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "consumer; all of the topic unless it is given")
                    String consumer)
            throws SQLException {
        int number = (int) Math.min(tenant, Integer.MAX_VALUE);
        OutboxRequest request = new OutboxRequest(number, OutboxRequest.Kind.REPLAY, from, topic, consumer, who());
        boolean hasStreams = context.settings().base().redis().url().isPresent();
        try (DatabaseAccess database = open()) {
            return replayed(database, request, hasStreams, context.out());
        }
    }

    private DatabaseAccess open() {
        return DatabaseAccess.open(context.settings().base().database());
    }

    private int letter(OutboxRequest.Kind kind, long id) throws SQLException {
        try (DatabaseAccess database = open()) {
            return letter(database, kind, id, context.out());
        }
    }

    private static List<DeadLetter> letters(DatabaseAccess database) throws SQLException {
        try (Connection views = database.views()) {
            return Transaction.on(views, transaction -> DeadLetters.all(transaction, LISTED_MAX));
        }
    }

    private static String line(DeadLetter letter) {
        return String.format(
                Locale.ROOT,
                "%d tenant %d %s %s %d key %s since %s %s: %s",
                letter.id(),
                letter.message().tenant(),
                letter.consumer(),
                letter.message().topic(),
                letter.message().number(),
                letter.message().key(),
                letter.deadAt(),
                letter.state(),
                letter.why());
    }

    private static int letter(DatabaseAccess database, OutboxRequest.Kind kind, long id, PrintStream out)
            throws SQLException {
        Optional<DeadLetter> found =
                letters(database).stream().filter(letter -> letter.id() == id).findFirst();
        if (found.isEmpty()) {
            out.println("there is no dead letter " + id);
            return CommandRunner.REFUSED;
        }
        return requested(database, new OutboxRequest(found.get().message().tenant(), kind, id, "", "", who()), out);
    }

    private static int replayed(DatabaseAccess database, OutboxRequest request, boolean hasStreams, PrintStream out)
            throws SQLException {
        try (Connection app = database.app()) {
            Optional<String> missing = Transaction.on(
                    app,
                    transaction -> Replays.missing(
                            transaction, request.tenant(), request.topic(), request.consumer(), hasStreams));
            if (missing.isPresent()) {
                out.println(missing.get());
                return CommandRunner.REFUSED;
            }
        }
        return requested(database, request, out);
    }

    private static int requested(DatabaseAccess database, OutboxRequest request, PrintStream out) throws SQLException {
        try (Connection app = database.app()) {
            Transaction.on(app, transaction -> {
                request.request(transaction);
                return true;
            });
        }
        out.println("requested: the exchange does it within seconds, or once it runs; its audit log has the result");
        return 0;
    }

    private static String who() {
        return "operator " + System.getProperty("user.name");
    }
}

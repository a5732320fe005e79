package com.flowex.app.cli;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.archive.EventHistoryReader;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.messaging.DeadLetters;
import com.flowex.platform.messaging.DeadLetters.DeadLetter;
import com.flowex.platform.messaging.OutboxRequest;
import com.flowex.platform.messaging.Replays;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./flowex events}: prints events, and lists dead letters of all tenants. It also has a dead letter retried or
 * dismissed, or a topic replayed. The exchange does this now or when it runs, and records it in its audit log.
 *
 * <p>Exits with 0 if it is done or requested, 1 if it cannot be, 2 on wrong arguments.
 */
public final class EventsTool {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final int LISTED_MAX = 10_000;
    private static final String USAGE = """
            usage: ./flowex events dead list
                   ./flowex events dead redrive|dismiss ID
                   ./flowex events read --from NUMBER [--to NUMBER]
                   ./flowex events replay --topic TOPIC --from NUMBER [--tenant NUMBER] [--consumer NAME]""";

    /** Thrown if the arguments are wrong. */
    private static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misuse() {
            this("");
        }

        /** @param wrong the argument and its rule; empty if the form as a whole is wrong */
        Misuse(String wrong) {
            super(wrong);
        }
    }

    private EventsTool() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            LauncherSettings settings = LauncherSettings.of(SettingsSources.withFile(environment));
            if (!args.isEmpty() && args.getFirst().equals("read")) {
                return read(args.subList(1, args.size()), settings, out);
            }
            try (DatabaseAccess database = DatabaseAccess.open(settings.base().database())) {
                return run(args, database, settings.base().redis().url().isPresent(), out);
            }
        } catch (Misuse e) {
            String wrong = String.valueOf(e.getMessage());
            err.println(wrong.isEmpty() ? USAGE : wrong);
            return MISUSED;
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(err::println);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(err::println);
            return REFUSED;
        } catch (IOException e) {
            err.println("events cannot be read: " + e.getMessage());
            return REFUSED;
        } catch (SQLException e) {
            err.println("the outbox cannot be read: " + e.getMessage());
            return REFUSED;
        }
    }

    private static int run(List<String> args, DatabaseAccess database, boolean hasStreams, PrintStream out)
            throws SQLException {
        String verb = String.join(" ", args.subList(0, Math.min(args.size(), 2)));
        if (args.equals(List.of("dead", "list"))) {
            List<DeadLetter> letters = letters(database);
            letters.forEach(letter -> out.println(line(letter)));
            if (letters.isEmpty()) {
                out.println("no consumer has left an event behind");
            }
            return 0;
        }
        if (args.size() == 3 && verb.equals("dead redrive")) {
            return letter(database, OutboxRequest.Kind.REDRIVE, number(args.get(2)), out);
        }
        if (args.size() == 3 && verb.equals("dead dismiss")) {
            return letter(database, OutboxRequest.Kind.DISMISS, number(args.get(2)), out);
        }
        if (args.size() >= 5 && args.getFirst().equals("replay")) {
            return replayed(database, replay(args.subList(1, args.size())), hasStreams, out);
        }
        throw new Misuse();
    }

    /** Prints events of this machine's node and its archive; needs no database. */
    private static int read(List<String> options, LauncherSettings settings, PrintStream out) throws IOException {
        long from = 0;
        long to = Long.MAX_VALUE;
        for (int i = 0; i + 1 < options.size(); i += 2) {
            switch (options.get(i)) {
                case "--from" -> from = number(options.get(i + 1));
                case "--to" -> to = number(options.get(i + 1));
                default -> throw new Misuse();
            }
        }
        if (from == 0 || to < from || options.size() % 2 != 0) {
            throw new Misuse();
        }
        EventHistoryReader events = new EventHistoryReader(
                settings.base().dataDirectory(),
                settings.node().archiveStore(settings.base().stores()));
        new EventJsonPrinter(out, from, to).print(events);
        return 0;
    }

    private static List<DeadLetter> letters(DatabaseAccess database) throws SQLException {
        try (Connection views = database.views()) {
            return DeadLetters.all(views, LISTED_MAX);
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
            return REFUSED;
        }
        return asked(database, new OutboxRequest(found.get().message().tenant(), kind, id, "", "", who()), out);
    }

    private static OutboxRequest replay(List<String> options) {
        String topic = "";
        String consumer = "";
        long from = 0;
        int tenant = 1;
        for (int i = 0; i + 1 < options.size(); i += 2) {
            String value = options.get(i + 1);
            switch (options.get(i)) {
                case "--topic" -> topic = value;
                case "--from" -> from = number(value);
                case "--tenant" -> tenant = (int) Math.min(number(value), Integer.MAX_VALUE);
                case "--consumer" -> consumer = value;
                default -> throw new Misuse();
            }
        }
        if (topic.isEmpty() || from == 0 || options.size() % 2 != 0) {
            throw new Misuse();
        }
        return new OutboxRequest(tenant, OutboxRequest.Kind.REPLAY, from, topic, consumer, who());
    }

    private static int replayed(DatabaseAccess database, OutboxRequest wish, boolean hasStreams, PrintStream out)
            throws SQLException {
        try (Connection app = database.app()) {
            Optional<String> missing = Replays.missing(app, wish.tenant(), wish.topic(), wish.consumer(), hasStreams);
            if (missing.isPresent()) {
                out.println(missing.get());
                return REFUSED;
            }
        }
        return asked(database, wish, out);
    }

    private static int asked(DatabaseAccess database, OutboxRequest wish, PrintStream out) throws SQLException {
        try (Connection app = database.app()) {
            wish.ask(app);
        }
        out.println(
                "asked for: the exchange does it within seconds, or once it runs; its audit log says what came of it");
        return 0;
    }

    private static long number(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new Misuse("a number must be whole and 1 or more, was \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    private static String who() {
        return "operator " + System.getProperty("user.name");
    }
}

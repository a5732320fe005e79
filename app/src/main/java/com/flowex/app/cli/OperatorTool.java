package com.flowex.app.cli;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.operator.OperatorRequest;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ./flowex sagas}, {@code reconcile}, {@code pauses}, {@code adjustments}, {@code security}, {@code log} and
 * {@code views}: send commands to the running exchange. It does the same as its routes do, and records them in its audit log.
 *
 * <p>Exits with 0 if it succeeds, 1 if not or if no exchange is running, 2 on wrong arguments.
 */
public final class OperatorTool {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration MOST = Duration.ofMinutes(15);
    private static final String TENANT = "--tenant";

    private static final String ID = "[0-9a-fA-F-]{32,36}";

    private static final String USAGE = """
            usage: ./flowex sagas list [--state stopped|running|compensating|completed|failed] [--tenant NUMBER]
                   ./flowex sagas show|redrive ID [--tenant NUMBER]
                   ./flowex sagas abandon ID [--reason TEXT] [--tenant NUMBER]
                   ./flowex reconcile [--asset CODE] [--tenant NUMBER]
                   ./flowex pauses list [--tenant NUMBER]
                   ./flowex pauses set --asset CODE --flow deposits|withdrawals|sweeps [--network CODE] --reason TEXT [--tenant NUMBER]
                   ./flowex pauses lift --asset CODE --flow deposits|withdrawals|sweeps [--network CODE] [--tenant NUMBER]
                   ./flowex adjustments list [--tenant NUMBER]
                   ./flowex adjustments propose --asset CODE [--network CODE | --posting ID] --settled-by fee_account|own_funds|account
                                                --reason TEXT [--tenant NUMBER]
                   ./flowex adjustments reject ID [--tenant NUMBER]
                   ./flowex security list [--tenant NUMBER]
                   ./flowex security lift CASE [--tenant NUMBER]
                   ./flowex views list
                   ./flowex views rebuild NAME
                   ./flowex log status|snapshot|levels|back
                   ./flowex log level NAME=error|warn|info|debug [--minutes 15]""";

    private static final List<String> STATES = List.of("stopped", "running", "compensating", "completed", "failed");
    private static final Set<String> LEVELS = Set.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

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

    private OperatorTool() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err, PATIENCE));
    }

    /**
     * Sends the command and prints the answer.
     *
     * @param patience longest time until a running exchange starts the command
     * @return the exit code
     */
    public static int run(
            List<String> args, Map<String, String> environment, PrintStream out, PrintStream err, Duration patience) {
        try {
            OperatorRequest ask = ask(args);
            LauncherSettings settings = LauncherSettings.of(SettingsSources.withFile(environment));
            Optional<DatabaseAccess> running =
                    DatabaseAccess.ofRunning(settings.base().database());
            if (running.isEmpty()) {
                return told(Optional.empty(), out, err);
            }
            try (DatabaseAccess database = running.get();
                    Connection app = database.app()) {
                return told(ask.of(app, patience, MOST), out, err);
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
        } catch (SQLException e) {
            err.println("the exchange cannot be asked: " + e.getMessage());
            return REFUSED;
        }
    }

    private static int told(Optional<Reply> reply, PrintStream out, PrintStream err) {
        if (reply.isEmpty()) {
            err.println("no exchange runs on this data: start it (./flowex run) and ask again");
            return REFUSED;
        }
        (reply.get().isDone() ? out : err).println(reply.get().text());
        return reply.get().isDone() ? 0 : REFUSED;
    }

    private static OperatorRequest ask(List<String> args) {
        String verb = args.isEmpty() ? "" : args.getFirst();
        if (verb.equals("reconcile")) {
            Map<String, String> options = options(args.subList(1, args.size()), Set.of("--asset"));
            List<String> asset =
                    Optional.ofNullable(options.get("--asset")).stream().toList();
            return asked(verb, asset, options);
        }
        if (verb.equals("log")) {
            return ofLog(args.subList(1, args.size()));
        }
        if (verb.equals("security") && args.size() >= 2) {
            return ofSecurity(args.get(1), args.subList(2, args.size()));
        }
        if (Set.of("pauses", "adjustments").contains(verb) && args.size() >= 2) {
            return ofMoney(verb + " " + args.get(1), args.subList(2, args.size()));
        }
        if (verb.equals("views")) {
            return ofViews(args.subList(1, args.size()));
        }
        if (!verb.equals("sagas") || args.size() < 2) {
            throw new Misuse();
        }
        String command = verb + " " + args.get(1);
        if (args.get(1).equals("list")) {
            Map<String, String> options = options(args.subList(2, args.size()), Set.of("--state"));
            String state = options.getOrDefault("--state", "stopped");
            if (!STATES.contains(state)) {
                throw new Misuse("--state must be one of " + String.join(", ", STATES) + ", was \"" + state + "\"");
            }
            return asked(command, List.of(state), options);
        }
        return ofOne(command, args.subList(2, args.size()));
    }

    private static OperatorRequest ofLog(List<String> args) {
        if (args.size() == 1 && Set.of("status", "snapshot", "levels", "back").contains(args.getFirst())) {
            return asked("log " + args.getFirst(), List.of(), Map.of());
        }
        if (args.size() >= 2
                && args.getFirst().equals("level")
                && args.get(1).matches("[A-Za-z0-9_.$]{1,200}=[A-Za-z]{1,5}")) {
            Map<String, String> options = options(args.subList(2, args.size()), Set.of("--minutes"));
            String minutes = options.getOrDefault("--minutes", "15");
            if (minutes.matches("[0-9]{1,5}")) {
                String[] wish = args.get(1).split("=", 2);
                String level = wish[1].toUpperCase(Locale.ROOT);
                if (!LEVELS.contains(level)) {
                    throw new Misuse(
                            "a level must be one of off, error, warn, info, debug, trace, was \"" + wish[1] + "\"");
                }
                return asked("log level", List.of(wish[0] + "=" + level, minutes), options);
            }
        }
        throw new Misuse();
    }

    private static OperatorRequest ofSecurity(String what, List<String> rest) {
        if (what.equals("list")) {
            return asked("security list", List.of(), options(rest, Set.of()));
        }
        if (what.equals("lift") && !rest.isEmpty() && rest.getFirst().matches("[1-9][0-9]{0,17}")) {
            return asked("security lift", List.of(rest.getFirst()), options(rest.subList(1, rest.size()), Set.of()));
        }
        throw new Misuse();
    }

    private static OperatorRequest ofMoney(String command, List<String> rest) {
        return switch (command) {
            case "pauses list", "adjustments list" -> asked(command, List.of(), options(rest, Set.of()));
            case "pauses set" ->
                asked(
                        command,
                        rest,
                        List.of("--asset", "--flow", "--reason"),
                        List.of("--asset", "--flow", "--network", "--reason"));
            case "pauses lift" ->
                asked(command, rest, List.of("--asset", "--flow"), List.of("--asset", "--network", "--flow"));
            case "adjustments propose" ->
                asked(
                        command,
                        rest,
                        List.of("--asset", "--settled-by", "--reason"),
                        List.of("--asset", "--network", "--posting", "--settled-by", "--reason"));
            case "adjustments reject" -> {
                if (rest.isEmpty() || !rest.getFirst().matches(ID)) {
                    throw new Misuse(
                            "the id of an adjustment must be 32 hex digits as ./flowex adjustments list has them");
                }
                yield asked(command, List.of(rest.getFirst()), options(rest.subList(1, rest.size()), Set.of()));
            }
            default -> throw new Misuse();
        };
    }

    /**
     * Returns a command whose arguments are options.
     *
     * @param required options that must be given
     * @param sent options in the order of the command's arguments; one that is missing is sent empty
     */
    private static OperatorRequest asked(String command, List<String> args, List<String> required, List<String> sent) {
        Map<String, String> options = options(args, Set.copyOf(sent));
        if (!options.keySet().containsAll(required)) {
            throw new Misuse();
        }
        return asked(
                command,
                sent.stream().map(name -> options.getOrDefault(name, "")).toList(),
                options);
    }

    private static OperatorRequest ofViews(List<String> args) {
        if (args.equals(List.of("list"))) {
            return asked("views list", List.of(), Map.of());
        }
        if (args.size() == 2
                && args.getFirst().equals("rebuild")
                && args.getLast().matches("[a-z]{1,32}")) {
            return asked("views rebuild", List.of(args.getLast()), Map.of());
        }
        throw new Misuse();
    }

    /**
     * Returns a command on one saga.
     *
     * @param args the id and options
     */
    private static OperatorRequest ofOne(String command, List<String> args) {
        if (args.isEmpty()) {
            throw new Misuse();
        }
        if (!args.getFirst().matches(ID)) {
            throw new Misuse("the id of a saga must be 32 hex digits as ./flowex sagas list has them, was \""
                    + args.getFirst() + "\"");
        }
        String id = args.getFirst();
        List<String> rest = args.subList(1, args.size());
        return switch (command) {
            case "sagas show", "sagas redrive" -> asked(command, List.of(id), options(rest, Set.of()));
            case "sagas abandon" -> {
                Map<String, String> options = options(rest, Set.of("--reason"));
                yield asked(command, List.of(id, options.getOrDefault("--reason", "asked for by " + who())), options);
            }
            default -> throw new Misuse();
        };
    }

    private static OperatorRequest asked(String command, List<String> arguments, Map<String, String> options) {
        String tenant = options.getOrDefault(TENANT, "1");
        if (!tenant.matches("[1-9][0-9]{0,6}")) {
            throw new Misuse(TENANT + " must be the number of a tenant, was \"" + tenant + "\"");
        }
        return new OperatorRequest(Integer.parseInt(tenant), command, arguments, who());
    }

    /**
     * Parses options.
     *
     * @param known known options besides the tenant's
     */
    private static Map<String, String> options(List<String> args, Set<String> known) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i);
            boolean isKnown = known.contains(name) || name.equals(TENANT);
            if (!isKnown || i + 1 == args.size() || options.put(name, args.get(i + 1)) != null) {
                throw new Misuse();
            }
        }
        return options;
    }

    private static String who() {
        return "operator " + System.getProperty("user.name");
    }
}

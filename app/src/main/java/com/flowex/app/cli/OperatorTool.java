package com.flowex.app.cli;

import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.ValueRule;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.operator.OperatorRequest;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends commands to the running exchange, for {@code ./flowex sagas}, {@code reconcile}, {@code pauses},
 * {@code adjustments}, {@code unclaimed}, {@code security}, {@code log} and {@code views}. It does the same as its routes do, and records
 * them in its audit log.
 */
public final class OperatorTool {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MOST = Duration.ofMinutes(15);

    private final CommandContext context;
    private final Duration timeout;

    OperatorTool(CommandContext context) {
        this(context, TIMEOUT);
    }

    /** @param timeout longest time until a running exchange starts the command */
    private OperatorTool(CommandContext context, Duration timeout) {
        this.context = context;
        this.timeout = timeout;
    }

    /** Number of a tenant as an argument. */
    static final class TenantNumber extends ValueRule {

        private TenantNumber() {
            super("[1-9][0-9]{0,6}", "it must be the number of a tenant");
        }
    }

    /** Runs the verb that the first argument names. */
    public static void main(String[] args) {
        FlowexCommand.main(args);
    }

    /**
     * Sends the command and prints the answer.
     *
     * @param args verb and its arguments
     * @param timeout longest time until a running exchange starts the command
     * @return the exit code: 0 if it succeeds, 1 if not or if no exchange is running, 2 on wrong arguments
     */
    public static int run(
            List<String> args, Map<String, String> environment, PrintStream out, PrintStream err, Duration timeout) {
        CommandContext context = new CommandContext(environment, out, err);
        return CommandRunner.run(
                args.getFirst(),
                OperatorVerbs.command(args.getFirst(), new OperatorTool(context, timeout))
                        .orElseThrow(),
                args.subList(1, args.size()),
                context);
    }

    /**
     * Sends a command and prints the answer.
     *
     * @return the exit code
     */
    int send(String tenant, String command, List<String> arguments) throws SQLException {
        OperatorRequest request = new OperatorRequest(Integer.parseInt(tenant), command, arguments, operator());
        LauncherSettings settings = context.settings();
        Optional<DatabaseAccess> running =
                DatabaseAccess.ofRunning(settings.base().database());
        if (running.isEmpty()) {
            return print(Optional.empty());
        }
        try (DatabaseAccess database = running.get();
                Connection app = database.app()) {
            return print(request.of(app, timeout, MOST));
        }
    }

    private int print(Optional<Reply> reply) {
        if (reply.isEmpty()) {
            context.err().println("no exchange runs on this data: start it (./flowex run) and ask again");
            return CommandRunner.REFUSED;
        }
        (reply.get().isDone() ? context.out() : context.err())
                .println(reply.get().text());
        return reply.get().isDone() ? 0 : CommandRunner.REFUSED;
    }

    /** Returns the name under which the audit log has the commands. */
    static String operator() {
        return "operator " + System.getProperty("user.name");
    }
}

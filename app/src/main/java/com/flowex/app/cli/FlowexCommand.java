package com.flowex.app.cli;

import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.VerbTable;
import com.flowex.app.cli.command.VerbTable.Verb;
import com.flowex.app.cli.strategy.BacktestTool;
import com.flowex.app.metrics.ShowMetrics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./flowex}: its verbs that are written in Java, its help and its completion. A verb is carried out
 * without the commands of the others, which keeps its start short.
 */
public final class FlowexCommand {

    private static final String NAME = "./flowex";

    private FlowexCommand() {}

    public static void main(String[] args) {
        end(run(List.of(args), CommandContext.ofProcess()));
    }

    /** Runs one verb; for scripts that start its class by name. */
    static void main(String verb, String[] args) {
        end(run(verb, List.of(args), CommandContext.ofProcess()));
    }

    /**
     * Ends the process with the code. A process that no thread keeps alive ends by itself: {@code System.exit} would
     * log the exit, and starting the log takes longer than most commands.
     */
    static void end(int code) {
        boolean isKeptAlive = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> !thread.isDaemon() && thread != Thread.currentThread());
        if (code != 0 || isKeptAlive) {
            System.exit(code);
        }
    }

    /**
     * Runs the verb with its arguments.
     *
     * @return the exit code
     */
    static int run(String verb, List<String> arguments, CommandContext context) {
        return CommandRunner.run(
                verb,
                command(verb, context).orElseThrow(() -> new IllegalArgumentException("no verb in Java: " + verb)),
                arguments,
                context);
    }

    /**
     * Runs the command.
     *
     * @param arguments verb and its arguments
     * @return the exit code
     */
    public static int run(List<String> arguments, CommandContext context) {
        if (!arguments.isEmpty() && command(arguments.getFirst(), context).isPresent()) {
            return run(arguments.getFirst(), arguments.subList(1, arguments.size()), context);
        }
        return CommandRunner.run(root(context), arguments.isEmpty() ? List.of("help") : arguments, context);
    }

    private static Optional<Object> command(String verb, CommandContext context) {
        return Optional.ofNullable(
                switch (verb) {
                    case "audit" -> new AuditTool(context);
                    case "backtest" -> new BacktestTool(context);
                    case "backup" -> new Backup(context);
                    case "cluster" -> new ClusterTool(context);
                    case "config" -> new ShowSettings(context);
                    case "doctor" -> new Doctor(context);
                    case "drill" -> new RestoreDrillTool(context);
                    case "events" -> EventsTool.command(context);
                    case "health" -> new HealthTool(context);
                    case "keys" -> new KeysTool(context);
                    case "metrics" -> new ShowMetrics(context);
                    case "migrations" -> new MigrationsTool(context);
                    case "restore" -> new Restore(context);
                    case "signer" -> new SignerTool();
                    case "solvency" -> new SolvencyTool();
                    case "surveillance" -> new SurveillanceTool(context);
                    case "verify-log" -> new VerifyLog(context);
                    default ->
                        OperatorVerbs.command(verb, new OperatorTool(context)).orElse(null);
                });
    }

    /** Returns the command with all verbs, which help and completion need. */
    private static CommandLine root(CommandContext context) {
        VerbTable table = VerbTable.read();
        CommandLine root = new CommandLine(CommandSpec.create().name(NAME));
        for (Verb verb : table.verbs()) {
            CommandLine added =
                    switch (verb.name()) {
                        // It has the option for help already.
                        case "help" -> new CommandLine(new CommandLine.HelpCommand());
                        case "completion" -> CommandRunner.commandLine(verb.name(), new Completion());
                        default ->
                            CommandRunner.commandLine(
                                    verb.name(), command(verb.name(), context).orElseGet(ScriptVerb::new));
                    };
            CommandRunner.describe(added.getCommandSpec(), verb);
            root.addSubcommand(verb.name(), added);
            if (!verb.details().isEmpty() && !verb.isJava()) {
                added.getCommandSpec().usageMessage().customSynopsis(NAME + " " + verb.name() + " [ARGUMENTS]");
            }
        }
        UsageMessageSpec usage = root.getCommandSpec().usageMessage();
        usage.header("FlowEx, an exchange.", "");
        usage.customSynopsis(NAME + " VERB [ARGUMENTS]");
        usage.commandListHeading("");
        usage.footer("", "./flowex VERB --help shows the options of a verb.");
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> list(table));
        return root;
    }

    private static String list(VerbTable table) {
        return table.groups().stream()
                .map(group -> table.verbs().stream()
                        .filter(verb -> verb.group().equals(group))
                        .map(verb -> String.format("  %-14s %s%n", verb.name(), verb.summary()))
                        .collect(Collectors.joining("", "\n" + group + "\n", "")))
                .collect(Collectors.joining());
    }

    /** A verb that works on the sources of a checkout. */
    @Command
    private static final class ScriptVerb implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            spec.commandLine()
                    .getErr()
                    .println(spec.name() + ": only ./flowex in a checkout of the sources has this verb");
            return CommandRunner.MISUSED;
        }
    }

    /** {@code ./flowex completion}: prints what Bash needs to complete verbs and options. */
    @Command
    private static final class Completion implements Runnable {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            CommandLine root = spec.root().commandLine();
            spec.commandLine().getOut().print(AutoComplete.bash("flowex", root));
            spec.commandLine().getOut().flush();
        }
    }
}

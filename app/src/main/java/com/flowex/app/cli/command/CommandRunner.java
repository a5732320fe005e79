package com.flowex.app.cli.command;

import com.flowex.app.cli.command.VerbTable.Verb;
import com.flowex.app.settings.LauncherSettings.ConfigurationException;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs commands by picocli. Wrong usage ends with 2 and names the argument and its rule. A refusal or failure ends with
 * the command's own code, 1 unless it names another, and one line for each error. Wrong settings end with 2. Output that
 * cannot be written ends with 1.
 */
public final class CommandRunner {

    /** Exit code if something was found, refused or failed. */
    public static final int REFUSED = CommandLine.ExitCode.SOFTWARE;

    /** Exit code on wrong arguments or settings. */
    public static final int MISUSED = CommandLine.ExitCode.USAGE;

    private static final int HELP_WIDTH = 100;

    private CommandRunner() {}

    /**
     * Runs the command of a verb.
     *
     * @param command object with annotations of picocli
     * @return the exit code
     */
    public static int run(String verb, Object command, List<String> arguments, CommandContext context) {
        return run(commandLine(verb, command).setCommandName("./flowex " + verb), arguments, context);
    }

    /** Runs a parsed hierarchy of commands. */
    public static int run(CommandLine command, List<String> arguments, CommandContext context) {
        int code = command.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(CommandRunner::misused)
                .setExecutionExceptionHandler((failure, at, _) -> failed(failure, at))
                .execute(arguments.toArray(String[]::new));
        // Both writers keep errors of the file or pipe that they write to.
        if (!command.getOut().checkError() && !context.out().checkError()) {
            return code;
        }
        Optional<String> reason = context.outputFailure();
        reason.ifPresent(
                text -> context.err().println(command.getCommandName() + ": the output is incomplete: " + text));
        return reason.isPresent() && code == 0 ? REFUSED : code;
    }

    /** Returns the command of a verb, with the verb's summary and the option for help. */
    public static CommandLine commandLine(String verb, Object command) {
        CommandLine line = new CommandLine(command).setCommandName(verb);
        VerbTable.read()
                .find(verb)
                .ifPresent(found -> line.getCommandSpec().usageMessage().description(found.summary()));
        addHelp(line.getCommandSpec());
        return line;
    }

    /** Gives a command the summary and the details of its verb. */
    public static void describe(CommandSpec command, Verb verb) {
        command.usageMessage().header(new String[0]);
        command.usageMessage().synopsisHeading("Usage: ");
        command.usageMessage().description(verb.summary());
        command.usageMessage().footer(verb.details().toArray(String[]::new));
    }

    private static void addHelp(CommandSpec command) {
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
        command.subcommands().values().forEach(each -> addHelp(each.getCommandSpec()));
    }

    private static int misused(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(Optional.ofNullable(wrong.getMessage()).orElse("wrong arguments"));
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("see " + name + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, CommandLine command) throws Exception {
        boolean isDiskFull = FullDisk.caused(failure);
        PrintWriter err = command.getErr();
        switch (failure) {
            case ConfigurationException wrong -> {
                wrong.lines().forEach(err::println);
                return MISUSED;
            }
            case StartupException refused -> refused.lines().forEach(err::println);
            case NodeRefusedException refused -> err.println(refused.getMessage());
            case IllegalArgumentException wrong -> err.println(wrong.getMessage());
            case IOException _, SQLException _ -> err.println(failureText(command) + failure.getMessage());
            default -> {
                if (!isDiskFull) {
                    throw failure; // A fault of the program: picocli prints its stack trace.
                }
                err.println(failureText(command) + failure.getMessage());
            }
        }
        if (isDiskFull) {
            // The last line is what people read.
            err.println("the disk is full: free some space (df -h) and run the command again");
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String failureText(CommandLine command) {
        return Stream.iterate(command, each -> each != null, CommandLine::getParent)
                .map(each -> each.getCommandSpec().userObject())
                .map(each -> each instanceof AnnotatedElement method ? method : each.getClass())
                .flatMap(each -> Optional.ofNullable(each.getAnnotation(FailureText.class)).stream())
                .findFirst()
                .map(text -> text.value() + ": ")
                .orElse("");
    }
}

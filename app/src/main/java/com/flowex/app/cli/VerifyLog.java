package com.flowex.app.cli;

import com.flowex.app.cli.command.CallerPath;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.cluster.repair.LogVerifier;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./flowex verify-log DIR}: replays the log of a stopped exchange on this build and compares it with its
 * snapshots and its event log. The last line is the result.
 *
 * <p>Exits with 0 if all agree, 1 if something differs, 2 if the directory cannot be used.
 */
@Command(exitCodeOnExecutionException = CommandRunner.MISUSED)
public final class VerifyLog implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(
            paramLabel = "DIR",
            converter = CallerPath.class,
            description = "data directory of an exchange that is stopped")
    private Path directory = Path.of("");

    VerifyLog(CommandContext context) {
        this.context = context;
    }

    public static void main(String[] args) {
        FlowexCommand.main("verify-log", args);
    }

    @Override
    public Integer call() {
        LogVerifier.Verdict verdict = LogVerifier.verify(directory, context.out()::println);
        context.out().println(verdict);
        return verdict.mismatches() == 0 ? 0 : CommandRunner.REFUSED;
    }
}

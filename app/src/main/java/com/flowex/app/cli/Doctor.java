package com.flowex.app.cli;

import com.flowex.app.cli.command.CallerPath;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.folder.DataDirectoryCheck;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./flowex doctor DIR}: lists the contents of a stopped exchange's data directory with their numbers, and
 * reports parts that do not fit. With an option it carries out the operator's decision. Nothing is deleted, and the
 * action is recorded in the audit log.
 *
 * <p>Exits with 0 if all parts fit or the decision is carried out, 1 if something does not fit, 2 if the directory
 * cannot be used.
 */
@Command(exitCodeOnExecutionException = CommandRunner.MISUSED)
public final class Doctor implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(
            paramLabel = "DIR",
            converter = CallerPath.class,
            description = "data directory of an exchange that is stopped")
    private Path directory = Path.of("");

    @ArgGroup
    private Decision decision = new Decision();

    /** Decision of the operator that is carried out. */
    private static final class Decision {

        @Option(
                names = DataDirectoryCheck.ACCEPT_OLDER_LOG,
                description = "let a log that is shorter than the views count")
        private boolean isOlderLogAccepted;

        @Option(
                names = DataDirectoryCheck.REBUILD_EVENTS,
                description = "have the next start derive all events from the log")
        private boolean isRebuildOfEvents;
    }

    Doctor(CommandContext context) {
        this.context = context;
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment) {
        return FlowexCommand.run("doctor", args, new CommandContext(environment, System.out, System.err));
    }

    @Override
    public Integer call() {
        Map<String, String> here = new TreeMap<>(context.environment());
        here.put("FLOWEX_DATA_DIR", directory.toString());
        SettingsReader reader = new SettingsReader(SettingsSources.withFile(here));
        LauncherSettings settings = LauncherSettings.of(reader);
        DataDirectoryCheck check = new DataDirectoryCheck(directory, settings, reader.machineErrors());
        if (decision.isOlderLogAccepted) {
            return check.acceptOlderLog();
        }
        return decision.isRebuildOfEvents ? check.rebuildEvents() : check.run();
    }
}

package com.flowex.app.cli.command;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.SettingsSources;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/** Environment and output of a command. */
public record CommandContext(Map<String, String> environment, PrintStream out, PrintStream err) {

    /** Returns the environment and the output of this process. */
    public static CommandContext ofProcess() {
        return new CommandContext(System.getenv(), System.out, System.err);
    }

    /**
     * Returns why output of the command was lost; empty if the reader of a pipe has ended, such as {@code head}, which
     * has what it wants. The streams do not keep the cause, so writing again finds it.
     */
    @SuppressWarnings("resource") // the process's own output stays open
    Optional<String> outputFailure() {
        if (out != System.out) {
            return Optional.of("it cannot be written");
        }
        try {
            new FileOutputStream(FileDescriptor.out).write('\n');
            return Optional.of("it could not be written for a while");
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage()).filter(text -> !text.contains("Broken pipe"));
        }
    }

    /** @throws LauncherSettings.ConfigurationException if a setting is wrong */
    public LauncherSettings settings() {
        return LauncherSettings.of(SettingsSources.withFile(environment));
    }
}

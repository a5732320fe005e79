package com.flowex.app.cli.command;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.SettingsSources;
import java.io.PrintStream;
import java.util.Map;

/** Environment and output of a command. */
public record CommandContext(Map<String, String> environment, PrintStream out, PrintStream err) {

    /** Returns the environment and the output of this process. */
    public static CommandContext ofProcess() {
        return new CommandContext(System.getenv(), System.out, System.err);
    }

    /** @throws LauncherSettings.ConfigurationException if a setting is wrong */
    public LauncherSettings settings() {
        return LauncherSettings.of(SettingsSources.withFile(environment));
    }
}

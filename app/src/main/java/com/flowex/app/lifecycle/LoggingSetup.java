package com.flowex.app.lifecycle;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.logging.LogFiles;
import com.flowex.platform.logging.LogSettings;
import com.flowex.platform.settings.Profile;
import org.slf4j.LoggerFactory;

/** Set-up of logging by the settings; logback.xml knows the environment only. */
public final class LoggingSetup {

    private LoggingSetup() {}

    /** Sets the form of the console's lines, so that errors of the start have it too. */
    public static void console(LauncherSettings settings) {
        console(settings.logs(), settings.base().profile(), settings.node().label());
    }

    /** @param label part of FlowEx that this process runs */
    public static void console(LogSettings logs, Profile profile, String label) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LogFiles.console(context, logs, profile.label(), label);
        }
    }

    /**
     * Sends log lines to their targets.
     *
     * @param parts closes the log files, after every component that may still log
     * @throws com.flowex.platform.settings.StartupException if the folder of logs cannot be used
     */
    public static void set(LauncherSettings settings, StartedComponents parts) {
        Level level = settings.base().features().debug()
                ? Level.DEBUG
                : Level.toLevel(settings.log().name());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("com.flowex").setLevel(level);
            String profile = settings.base().profile().label();
            LogFiles files = LogFiles.open(
                    context, settings.logs(), profile, settings.node().label());
            parts.add(files::close);
        }
    }
}

package com.flowex.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.flowex.ground.logging.LogFiles;
import org.slf4j.LoggerFactory;

/** How much is logged and where, as the settings say: logback.xml knows the environment only. */
final class Logs {

    private Logs() {}

    /** From now on the console's lines have the form that the settings say: what refuses the start has it, too. */
    static void console(LauncherSettings settings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LogFiles.console(
                    context,
                    settings.logs(),
                    settings.base().profile().label(),
                    settings.node().label());
        }
    }

    /**
     * From now on lines go where the settings say.
     *
     * @param parts ends what this begins, after all that may still say something
     * @throws com.flowex.ground.settings.StartupException if the folder of logs cannot be used
     */
    static void set(LauncherSettings settings, Parts parts) {
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

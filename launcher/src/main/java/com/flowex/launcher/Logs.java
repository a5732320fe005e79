package com.flowex.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged, as the settings say: logback.xml knows the environment only. */
final class Logs {

    private Logs() {}

    static void set(LauncherSettings settings) {
        Level level = settings.base().features().debug()
                ? Level.DEBUG
                : Level.toLevel(settings.log().name());
        if (LoggerFactory.getLogger("com.flowex") instanceof Logger ours) {
            ours.setLevel(level);
        }
    }
}

package com.flowex.app.process;

import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.logging.LogSettings;
import org.slf4j.event.Level;

/** Lines about the start and the end of a process: text for people, or JSON for a log collector. */
final class ProcessOutput {

    private volatile boolean isJson;

    /** Sets the format of the lines from now on. */
    void format(LogSettings.Format format) {
        isJson = format == LogSettings.Format.JSON;
    }

    /** Prints a line with the name of the program, or a line of JSON. */
    void say(Level level, String line) {
        if (isJson) {
            DedicatedLoggers.PROCESS.atLevel(level).log("{}", line);
        } else {
            System.err.println("flowex: " + line);
        }
    }

    /** Prints the line that a ready process ends its start with. */
    void ready(String line) {
        if (isJson) {
            DedicatedLoggers.PROCESS.info("{}", line);
        } else {
            System.out.println(line);
        }
    }
}

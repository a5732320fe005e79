package com.flowex.platform.logging;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Special-purpose logs beside the ordinary one, each with a logger of its name; the ordinary log does not have their
 * lines.
 */
public final class DedicatedLoggers {

    static final String PREFIX = "flowex.";

    /** Audited actions and their actors: a copy of the audit log's entries without the changes. */
    public static final Logger AUDIT = LoggerFactory.getLogger(PREFIX + "audit");

    /** Security-related events. */
    public static final Logger SECURITY = LoggerFactory.getLogger(PREFIX + "security");

    /** Slow operations. */
    public static final Logger PERFORMANCE = LoggerFactory.getLogger(PREFIX + "performance");

    /**
     * Mails that a process without a mail server prints on the developer's console; they are in no file and no report.
     */
    public static final Logger MAILBOX = LoggerFactory.getLogger(PREFIX + "mailbox");

    /**
     * Start and end of a process, at every FLOWEX_LOG: lines of the ordinary log, and in no report, because a refused
     * start is no fault of ours.
     */
    public static final Logger PROCESS = LoggerFactory.getLogger(PREFIX + "process");

    private DedicatedLoggers() {}

    static List<Logger> files() {
        return List.of(AUDIT, SECURITY, PERFORMANCE);
    }

    static boolean isOwn(String logger) {
        return logger.startsWith(PREFIX)
                && files().stream().anyMatch(log -> log.getName().equals(logger));
    }
}

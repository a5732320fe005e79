package com.flowex.ground.logging;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs beside the ordinary one, each with a logger of its name; in the ordinary one their lines are not. */
public final class OwnLogs {

    static final String PREFIX = "flowex.";

    /** What was done, by whom: a copy of the audit log's entries without what changed. */
    public static final Logger AUDIT = LoggerFactory.getLogger(PREFIX + "audit");

    /** What concerns security. */
    public static final Logger SECURITY = LoggerFactory.getLogger(PREFIX + "security");

    /** What took too long. */
    public static final Logger PERFORMANCE = LoggerFactory.getLogger(PREFIX + "performance");

    /** Mails that a process without a mail server shows its developer on the console: they are in no file and no report. */
    public static final Logger MAILBOX = LoggerFactory.getLogger(PREFIX + "mailbox");

    /** How a process begins and ends, at every FLOWEX_LOG: lines of the ordinary log, and in no report, for a refused start is no fault of ours. */
    public static final Logger PROCESS = LoggerFactory.getLogger(PREFIX + "process");

    private OwnLogs() {}

    static List<Logger> files() {
        return List.of(AUDIT, SECURITY, PERFORMANCE);
    }

    static boolean isOwn(String logger) {
        return logger.startsWith(PREFIX)
                && files().stream().anyMatch(log -> log.getName().equals(logger));
    }
}

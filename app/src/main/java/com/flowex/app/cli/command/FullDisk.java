package com.flowex.app.cli.command;

import java.sql.SQLException;
import java.util.stream.Stream;

/** Recognizes a full disk as the cause of a failure: here, or at the database. */
final class FullDisk {

    /** A chain of causes may be a circle. */
    private static final int CAUSES_MAX = 10;

    /** PostgreSQL answers with this state if its own disk is full. */
    private static final String SQL_STATE = "53100";

    private FullDisk() {}

    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .limit(CAUSES_MAX)
                .anyMatch(FullDisk::says);
    }

    private static boolean says(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        return message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || fault instanceof SQLException answered && SQL_STATE.equals(answered.getSQLState());
    }
}

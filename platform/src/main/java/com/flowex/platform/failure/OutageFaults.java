package com.flowex.platform.failure;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Recognizes faults of a system that is away, as while it restarts: a stack trace would add nothing to their line. */
public final class OutageFaults {

    /** A chain of causes may be a circle. */
    private static final int CAUSES_MAX = 10;

    private OutageFaults() {}

    /** Returns true if the fault, or one that caused it, is a lost or refused connection or a transient fault. */
    public static boolean isOne(Throwable fault) {
        return Stream.iterate(fault, each -> each != null, Throwable::getCause)
                .limit(CAUSES_MAX)
                .anyMatch(OutageFaults::isOneItself);
    }

    private static boolean isOneItself(Throwable fault) {
        return switch (fault) {
            case TransientFault _ -> true;
            case SQLException failed -> SqlFaults.isTransient(failed);
            case SocketException _, SocketTimeoutException _, UnknownHostException _ -> true;
            case ClosedChannelException _, HttpTimeoutException _ -> true;
            default -> false;
        };
    }
}

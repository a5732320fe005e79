package com.flowex.app.backup;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Log of the exchange that is backed up. A copy has at least all that was acknowledged before it was requested, so the
 * database's state that was read before follows from it.
 */
public interface LogSource {

    /**
     * Copies a node, from which one can be started.
     *
     * @param into data folder of an exchange, in which the node's folder is made
     * @return end of its log, at which later parts continue
     */
    LogEnd copy(Path into) throws IOException;

    /**
     * Returns the log behind a position.
     *
     * @param stage an empty folder, for as long as the result is used
     */
    LogRange since(long position, Path stage) throws IOException;

    /** Returns the number of the last known event. */
    long sequence() throws IOException;
}

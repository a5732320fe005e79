package com.flowex.launcher.backup;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogStretch;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The log of the exchange that is backed up. What it gives has at least all that was acknowledged, to whomever, before it was asked: whatever was read
 * of the database before follows from it.
 */
public interface CopiedLog {

    /**
     * Copies a node, from which one can be started.
     *
     * @param into the folder of an exchange's data, where the node's is made
     * @return where its log ends: what follows goes on there
     */
    LogEnd copy(Path into) throws IOException;

    /**
     * What it has behind a position.
     *
     * @param stage an empty folder, for as long as what is returned is used
     */
    LogStretch since(long position, Path stage) throws IOException;

    /** Number of the last event that is known now. */
    long sequence() throws IOException;
}

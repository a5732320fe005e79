package com.flowex.cluster.archive;

import java.io.IOException;
import java.util.List;

/**
 * Thrown if the archive has other events at a position than this node. Either it belongs to another exchange, or this
 * one was restored to an earlier time.
 */
final class DivergentArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    DivergentArchiveException(ArchivedSegment own, List<String> there) {
        super(
                "the archive has other events from number " + own.firstSequence() + " on (" + String.join(", ", there)
                        + "): nothing is archived or cut; name another FLOWEX_ARCHIVE_TO that has what is common, or move these away");
    }
}

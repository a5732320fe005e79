package com.flowex.cluster.settings;

import java.util.Optional;

/**
 * What stays on a node's disk.
 *
 * @param archive where events go before they leave the disk; without one nothing leaves it
 * @param eventBytes so much of the event log stays at least, for readers that are behind, in bytes
 */
public record KeptOnDisk(Optional<ArchiveStore> archive, long eventBytes) {

    /** Nothing leaves the disk. */
    public static final KeptOnDisk EVERYTHING = new KeptOnDisk(Optional.empty(), Long.MAX_VALUE);
}

package com.flowex.cluster.settings;

import java.util.Optional;

/**
 * Retention of data on a node's disk.
 *
 * @param archive archive to which events go before they leave the disk; without one nothing leaves it
 * @param eventBytes least length of the event log that stays for readers that are behind, in bytes
 */
public record KeptOnDisk(Optional<ArchiveStore> archive, long eventBytes) {

    /** Retention of everything. */
    public static final KeptOnDisk EVERYTHING = new KeptOnDisk(Optional.empty(), Long.MAX_VALUE);
}

package com.flowex.cluster.settings;

import java.util.Optional;

/**
 * Retention of data on a node's disk.
 *
 * @param archive archive to which events go before they leave the disk; without one nothing leaves it
 * @param eventBytes least length of the event log that stays for readers that are behind, in bytes
 */
public record RetentionSettings(Optional<ArchiveStore> archive, long eventBytes) {

    /** Retention of everything. */
    public static final RetentionSettings EVERYTHING = new RetentionSettings(Optional.empty(), Long.MAX_VALUE);
}

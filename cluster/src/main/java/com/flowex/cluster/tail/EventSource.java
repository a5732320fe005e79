package com.flowex.cluster.tail;

import io.aeron.archive.client.AeronArchive;
import java.util.function.Supplier;

/**
 * Where a tail reads.
 *
 * @param clients makes the settings of one connection to the event archive
 * @param recordingId of the event log
 * @param streamId for the replays
 */
public record EventSource(Supplier<AeronArchive.Context> clients, long recordingId, int streamId) {}

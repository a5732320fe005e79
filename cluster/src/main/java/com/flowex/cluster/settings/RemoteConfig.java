package com.flowex.cluster.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a process uses a log whose nodes are elsewhere.
 *
 * @param directory the process's own; nothing in it outlives a run
 * @param members the nodes
 * @param host where the nodes reach this process: a name or an address
 * @param queueMax commands that may wait in the client before it answers Overloaded; a power of two
 * @param answerTimeout after it the client answers Unknown
 * @param archive of the events that the nodes have no more, if there is one
 */
public record RemoteConfig(
        Path directory,
        MemberList members,
        String host,
        int queueMax,
        Duration answerTimeout,
        Optional<ArchiveStore> archive) {}

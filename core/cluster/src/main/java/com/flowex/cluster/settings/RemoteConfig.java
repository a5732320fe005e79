package com.flowex.cluster.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Configuration of a process that uses a log whose nodes are elsewhere.
 *
 * @param directory directory of the process; nothing in it outlives a run
 * @param members nodes of the log
 * @param host name or address at which the nodes reach this process
 * @param queueMax highest number of commands that wait in the client before it answers Overloaded; a power of two
 * @param answerTimeout time after which the client answers Unknown
 * @param archive archive of the events that the nodes no longer have, if there is one
 */
public record RemoteConfig(
        Path directory,
        MemberList members,
        String host,
        int queueMax,
        Duration answerTimeout,
        Optional<ArchiveStore> archive) {}

package com.flowex.launcher;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.remote.RemoteExchange;
import java.util.function.BooleanSupplier;

/** How a process opens its log. Only tests open it another way, from a main class of their own. */
interface LogOpener {

    /** A log that somebody leads, and the way in for commands. */
    record Opened(ExchangeLog log, ExchangeClient client) {}

    /** @param givenUp asked while it waits: true ends the start */
    Opened open(LauncherSettings settings, BooleanSupplier givenUp);

    /** Whoever asks is answered when the command is on disk: on that of the node in this process, or on those of most of the nodes. */
    LogOpener DURABLE = (settings, givenUp) -> {
        ExchangeLog log = settings.node().isRemote()
                ? RemoteExchange.connect(
                        settings.node()
                                .remote(
                                        settings.base().dataDirectory(),
                                        settings.desk().orderTimeout(),
                                        settings.base().stores()),
                        givenUp)
                : ClusterNode.start(settings.cluster(), givenUp);
        return new Opened(log, log.client());
    };
}

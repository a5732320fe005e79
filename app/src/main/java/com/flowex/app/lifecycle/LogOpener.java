package com.flowex.app.lifecycle;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.remote.RemoteExchange;
import java.util.function.BooleanSupplier;

/** Opening of a process's log. Only tests open it in another way, from a main class of their own. */
public interface LogOpener {

    /** A log with a leader, and the client for its commands. */
    record Opened(ExchangeLog log, ExchangeClient client) {}

    /**
     * Opens the log.
     *
     * @param givenUp asked while waiting: true ends the start
     */
    Opened open(LauncherSettings settings, BooleanSupplier givenUp);

    /**
     * Opens a durable log. A command is answered when it is on disk: of the node in this process, or of most nodes of a
     * cluster.
     */
    LogOpener DURABLE = (settings, givenUp) -> {
        ExchangeLog log = settings.node().isRemote()
                ? RemoteExchange.connect(
                        settings.node()
                                .remote(
                                        settings.base().dataDirectory(),
                                        settings.orderEntry().orderTimeout(),
                                        settings.base().stores()),
                        givenUp)
                : ClusterNode.start(settings.cluster(), givenUp);
        return new Opened(log, log.client());
    };
}

package com.flowex.launcher;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.settings.ClusterConfig;
import java.util.function.BooleanSupplier;

/** How a process opens its log. Only tests open it another way, from a main class of their own. */
interface LogOpener {

    /** A node that leads, and the way in for commands. */
    record Opened(ClusterNode node, ExchangeClient client) {}

    /** @param givenUp asked while it waits: true ends the start */
    Opened open(ClusterConfig config, BooleanSupplier givenUp);

    /** Whoever asks is answered when the command is on disk. */
    LogOpener DURABLE = (config, givenUp) -> {
        ClusterNode node = ClusterNode.start(config, givenUp);
        return new Opened(node, node.client());
    };
}

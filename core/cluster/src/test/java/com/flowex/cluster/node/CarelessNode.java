package com.flowex.cluster.node;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.settings.ClusterConfig;
import io.aeron.cluster.NanosecondClusterClock;
import java.util.function.BooleanSupplier;

/**
 * A node that acknowledges before it commits: what a careless exchange does, and what the tests of durability have to find
 * out. It exists in tests only; no setting makes a product of it.
 */
public final class CarelessNode {
    private final ClusterNode node;
    private final ExchangeClient client;

    private CarelessNode(ClusterNode node, ExchangeClient client) {
        this.node = node;
        this.client = client;
    }

    /** @param givenUp asked while it waits for its parts: true ends the start */
    public static CarelessNode start(ClusterConfig config, BooleanSupplier givenUp) {
        CopiedCore copy = new CopiedCore();
        ClusterNode node = ClusterNode.start(config, copy, new NanosecondClusterClock(), givenUp);
        return new CarelessNode(node, new EarlyAnswers(node.client(), copy));
    }

    public ClusterNode node() {
        return node;
    }

    /** Answers at once. */
    public ExchangeClient client() {
        return client;
    }
}

package com.flowex.app.wiring;

import com.flowex.app.settings.NodeSettings;
import com.flowex.app.settings.ServiceName;
import com.flowex.identity.IdentityService;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.wallet.WalletService;
import java.util.ArrayList;
import java.util.List;

/** Consumers of the outbox in a process: each in the processes that have its service. */
final class OutboxConsumers {

    private OutboxConsumers() {}

    static List<MessageConsumer> of(NodeSettings node, IdentityService identity, WalletService wallet) {
        List<MessageConsumer> consumers = new ArrayList<>();
        if (node.has(ServiceName.IDENTITY)) {
            consumers.add(identity.post());
        }
        if (node.has(ServiceName.WALLET)) {
            consumers.add(wallet.notices());
        }
        return consumers;
    }
}

package com.flowex.platform.messaging;

import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.TransientFault;
import java.util.Set;

/** Consumer of messages in this process. Its progress is kept in PostgreSQL under its name. */
public interface MessageConsumer {

    /** Returns the name of its checkpoint; it never changes. */
    String name();

    /** Returns the topics that it takes. */
    Set<String> topics();

    /** Number of messages taken in one transaction, at most. */
    default int batch() {
        return 200;
    }

    /**
     * Takes one message. It may come again: a consumer with effects beyond {@code delivering} must recognize the
     * message by its number. A failed message is tried again with growing pauses and finally set aside; a {@link
     * TransientFault} exception is retried without limit.
     *
     * @param delivering transaction of the message's tenant; rows written through it are committed with the checkpoint.
     *     The consumer must not commit it
     */
    void take(Transaction delivering, OutboxMessage message) throws Exception;
}

package com.flowex.ground.outbox;

import com.flowex.ground.work.Passing;
import java.sql.Connection;
import java.util.Set;

/** Takes messages in this process. How far it has come is kept in PostgreSQL, under its name. */
public interface Consumer {

    /** Under which its checkpoint is kept; never changes. */
    String name();

    /** What it takes. */
    Set<String> topics();

    /**
     * Takes one message. It may come again: whoever acts beyond {@code delivering} tells by its number. What fails is tried again
     * with growing pauses, and set aside in the end; what throws a {@link Passing} waits as long as that takes.
     *
     * @param delivering of the message's tenant; what is written through it is committed with the checkpoint. Not to be committed here
     */
    void take(Connection delivering, OutboxMessage message) throws Exception;
}

package com.flowex.p2p.app.chat;

import com.flowex.p2p.store.chat.FilesTable;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.p2p.store.notice.NoticesTable;
import com.flowex.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removal of chats, files and notices whose time is over. */
public final class ChatRetention {

    private static final Duration NOTICES = Duration.ofDays(90);
    private static final Duration UNFINISHED = Duration.ofHours(1);
    private static final int BATCH = 1_000;

    private final Database database;
    private final Duration chats;
    private final InstantSource clock;

    /** @param chats time after the end of a trade for which its chat is kept */
    public ChatRetention(Database database, Duration chats, InstantSource clock) {
        this.database = database;
        this.chats = chats;
        this.clock = clock;
    }

    /** Removes a batch of each kind; returns how many rows. */
    public int forget(int tenant) {
        Instant now = clock.instant();
        return database.transaction(
                tenant,
                connection -> FilesTable.forgetUnfinished(connection, tenant, now.minus(UNFINISHED))
                        + FilesTable.forget(connection, tenant, now.minus(chats), BATCH)
                        + MessagesTable.forget(connection, tenant, now.minus(chats), BATCH)
                        + NoticesTable.forget(connection, tenant, now.minus(NOTICES), BATCH));
    }
}

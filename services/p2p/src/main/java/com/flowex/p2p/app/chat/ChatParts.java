package com.flowex.p2p.app.chat;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.notice.TradeNotices;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.chat.FilesTable;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Parts that messages and files of chats share. */
public record ChatParts(
        Database database,
        TradesTable trades,
        MessagesTable messages,
        FilesTable files,
        NoticeFeed feed,
        InstantSource clock) {

    private static final Duration PACE = Duration.ofMinutes(1);
    private static final int A_MINUTE_MAX = 30;
    private static final int MESSAGES_MAX = 500;

    /** Returns this moment in microseconds, as the database stores it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Requires that a writer may add a message now.
     *
     * @throws Refusal {@code trade_state}, {@code rate_limited}, {@code p2p_limit}
     */
    void requireMayAdd(Transaction connection, ChatRoom room, Instant now) {
        room.requireMayWrite(now);
        AccountId account = room.writer().account();
        if (MessagesTable.count(connection, room.trade().id(), account, now.minus(PACE)) >= A_MINUTE_MAX) {
            throw Refusal.forNow(
                    RefusalCode.RATE_LIMITED, "at most " + A_MINUTE_MAX + " messages a minute", PACE.toSeconds());
        }
        if (MessagesTable.count(connection, room.trade().id(), account, Instant.EPOCH) >= MESSAGES_MAX) {
            throw new Refusal(RefusalCode.P2P_LIMIT, "at most " + MESSAGES_MAX + " messages in a trade");
        }
    }

    /**
     * Notifies the others of a message. One who has not read earlier ones gets no further push.
     *
     * @param event text or file
     */
    void notified(Transaction connection, ChatRoom room, String event, int number) {
        Trade trade = room.trade();
        TradeNotices.message(
                connection,
                trade,
                room.writer().role(),
                event,
                number,
                reader -> !MessagesTable.hasUnread(connection, trade.id(), reader, number));
    }

    /** Wakes the pages of both parties; called after the commit. */
    void changed(Trade trade) {
        feed.changed(Set.of(trade.terms().buyer(), trade.terms().seller()));
    }
}

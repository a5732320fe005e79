package com.flowex.p2p.app.chat;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.chat.ChatMessage;
import com.flowex.p2p.store.chat.ChatReadsTable;
import com.flowex.p2p.store.chat.EvidenceTable;
import com.flowex.p2p.store.chat.FilesTable.Upload;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Messages of a chat: read and written by the parties, and by the moderator who has claimed the dispute. */
public final class ChatCommands {

    private final ChatParts parts;

    public ChatCommands(ChatParts parts) {
        this.parts = parts;
    }

    /**
     * Caller who reads or writes.
     *
     * @param isModerator true on the routes of moderators
     * @param mayDecide true if a moderator may decide disputes
     */
    public record Visitor(AccountId account, long user, boolean isModerator, boolean mayDecide) {}

    /**
     * Messages as a reader sees them.
     *
     * @param files complete files of the trade, by number
     * @param frozen number of the last message of the evidence; {@link Integer#MAX_VALUE} before a dispute
     */
    public record Shown(List<ChatMessage> messages, Map<Integer, Upload> files, int frozen) {}

    /**
     * Page of a chat.
     *
     * @param read number up to which the reader has read
     * @param readByOther number up to which the other side has read; of a moderator, the slower of both
     */
    public record ChatPage(Shown shown, int read, int readByOther, boolean mayWrite) {}

    /** Returns messages behind a number, oldest first. */
    public ChatPage page(Visitor visitor, UUID id, int after, int limit) {
        int tenant = visitor.account.tenant();
        return parts.database().query(tenant, connection -> {
            ChatRoom room = ChatRoom.of(connection, parts.trades(), visitor, id);
            Map<Long, Integer> reads = ChatReadsTable.of(connection, tenant, id);
            return new ChatPage(
                    shown(connection, tenant, id, parts.messages().page(connection, tenant, id, after, limit)),
                    reads.getOrDefault(visitor.account.number(), 0),
                    readByOther(room, reads, visitor.isModerator),
                    room.mayWrite(parts.now()));
        });
    }

    private static int readByOther(ChatRoom room, Map<Long, Integer> reads, boolean isModerator) {
        Trade.Terms terms = room.trade().terms();
        return isModerator
                ? Math.min(
                        reads.getOrDefault(terms.buyer().number(), 0),
                        reads.getOrDefault(terms.seller().number(), 0))
                : reads.getOrDefault(room.other().number(), 0);
    }

    private Shown shown(Transaction connection, int tenant, UUID id, List<ChatMessage> messages) {
        Map<Integer, Upload> files = new HashMap<>();
        if (messages.stream().anyMatch(each -> each.file().isPresent())) {
            parts.files().complete(connection, tenant, id).forEach(each -> files.put(each.file(), each));
        }
        int frozen = EvidenceTable.of(connection, tenant, id)
                .map(EvidenceTable.Frozen::last)
                .orElse(Integer.MAX_VALUE);
        return new Shown(messages, files, frozen);
    }

    /**
     * Writes a text. The same id of a writer is the same message.
     *
     * @throws Refusal {@code trade_state} once the chat is closed, {@code rate_limited}, {@code p2p_limit}
     */
    public Shown write(Visitor visitor, UUID id, String clientId, String text) {
        int tenant = visitor.account.tenant();
        record Written(Trade trade, Shown shown) {}
        Written written = TransactionRetry.change(parts.database(), tenant, connection -> {
            ChatRoom room = ChatRoom.held(connection, parts.trades(), visitor, id);
            Optional<ChatMessage> before = parts.messages().byClientId(connection, id, visitor.account, clientId);
            int number =
                    before.map(known -> repeated(known, text)).orElseGet(() -> added(connection, room, clientId, text));
            return new Written(
                    room.trade(),
                    shown(connection, tenant, id, parts.messages().page(connection, tenant, id, number - 1, 1)));
        });
        parts.changed(written.trade);
        return written.shown;
    }

    private static int repeated(ChatMessage known, String text) {
        if (known.kind() != ChatMessage.Kind.TEXT || !known.text().equals(text)) {
            throw Refusal.invalid("client_id", "one that no other message of yours has in this trade");
        }
        return known.number();
    }

    private int added(Transaction connection, ChatRoom room, String clientId, String text) {
        Instant now = parts.now();
        parts.requireMayAdd(connection, room, now);
        int number = parts.messages().addText(connection, room.trade(), room.writer(), clientId, text, now);
        parts.notified(connection, room, "text", number);
        return number;
    }

    /** Notes how far a party has read. */
    public void read(Visitor visitor, UUID id, int number) {
        int tenant = visitor.account.tenant();
        Trade trade = TransactionRetry.change(parts.database(), tenant, connection -> {
            ChatRoom room = ChatRoom.of(connection, parts.trades(), visitor, id);
            if (number > MessagesTable.last(connection, tenant, id)) {
                throw Refusal.invalid("number", "that of a message");
            }
            ChatReadsTable.set(connection, id, visitor.account, number);
            return room.trade();
        });
        parts.changed(trade);
    }

    /**
     * Evidence of a dispute.
     *
     * @param frozen empty before a dispute
     */
    public record Evidence(Optional<EvidenceTable.Frozen> frozen, Shown shown) {}

    /** Returns the evidence of a trade. */
    public Evidence evidence(Visitor visitor, UUID id) {
        int tenant = visitor.account.tenant();
        return parts.database().query(tenant, connection -> {
            ChatRoom.of(connection, parts.trades(), visitor, id);
            Optional<EvidenceTable.Frozen> frozen = EvidenceTable.of(connection, tenant, id);
            List<ChatMessage> entries = frozen.map(each -> parts.messages().upTo(connection, tenant, id, each.last()))
                    .orElse(List.of());
            return new Evidence(frozen, shown(connection, tenant, id, entries));
        });
    }
}

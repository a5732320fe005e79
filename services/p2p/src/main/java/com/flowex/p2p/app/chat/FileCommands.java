package com.flowex.p2p.app.chat;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.chat.ChatCommands.Visitor;
import com.flowex.p2p.rule.FileContent;
import com.flowex.p2p.rule.FileType;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.chat.FilesTable;
import com.flowex.p2p.store.chat.FilesTable.NamedLength;
import com.flowex.p2p.store.chat.FilesTable.Upload;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Files of a chat. A file arrives in pieces and is a message once the last one is there; a file that is none of the
 * allowed types is gone with the piece that shows it.
 */
public final class FileCommands {

    /** Longest file. */
    public static final int BYTES_MAX = 10 * 1_024 * 1_024;

    /** Length of every piece but the last. */
    public static final int PIECE_BYTES = 40 * 1_024;

    private static final int FILES_MAX = 10;
    private static final long DAY_BYTES_MAX = 10L * BYTES_MAX;

    private final ChatParts parts;

    public FileCommands(ChatParts parts) {
        this.parts = parts;
    }

    /**
     * State of a file that is being sent.
     *
     * @param message number of its message, once it is complete
     */
    public record Sent(Upload upload, OptionalInt message) {}

    /**
     * Begins a file in place of one of the same writer that is not complete. The same id of a writer is the same file.
     *
     * @throws Refusal {@code trade_state} once the chat is closed, {@code rate_limited}, {@code p2p_limit}
     */
    public Sent begin(Visitor visitor, UUID id, String clientId, NamedLength content) {
        return TransactionRetry.change(parts.database(), visitor.account().tenant(), connection -> {
            ChatRoom room = ChatRoom.held(connection, parts.trades(), visitor, id);
            List<Upload> own = parts.files().of(connection, id, visitor.account());
            Optional<Upload> before = own.stream()
                    .filter(each -> each.clientId().equals(clientId))
                    .findFirst();
            return before.map(known -> repeated(connection, id, visitor.account(), known, content))
                    .orElseGet(() -> begun(connection, room, clientId, content, own));
        });
    }

    private Sent repeated(Transaction connection, UUID id, AccountId account, Upload known, NamedLength content) {
        if (known.bytes() != content.bytes() || !known.name().equals(content.name())) {
            throw Refusal.invalid("client_id", "one that no other message of yours has in this trade");
        }
        return sent(connection, id, account, known);
    }

    private Sent sent(Transaction connection, UUID id, AccountId account, Upload upload) {
        OptionalInt message = parts.messages()
                .byClientId(connection, id, account, upload.clientId())
                .map(each -> OptionalInt.of(each.number()))
                .orElse(OptionalInt.empty());
        return new Sent(upload, message);
    }

    private Sent begun(Transaction connection, ChatRoom room, String clientId, NamedLength content, List<Upload> own) {
        Instant now = parts.now();
        parts.requireMayAdd(connection, room, now);
        AccountId account = room.writer().account();
        int tenant = account.tenant();
        UUID id = room.trade().id();
        if (parts.messages().byClientId(connection, id, account, clientId).isPresent()) {
            throw Refusal.invalid("client_id", "one that no other message of yours has in this trade");
        }
        own.stream()
                .filter(each -> !each.isComplete())
                .forEach(each -> FilesTable.remove(connection, tenant, id, each.file()));
        if (own.stream().filter(Upload::isComplete).count() >= FILES_MAX) {
            throw new Refusal(RefusalCode.P2P_LIMIT, "at most " + FILES_MAX + " files of a party in a trade");
        }
        if (FilesTable.bytes(connection, account, now.minus(Duration.ofDays(1))) + content.bytes() > DAY_BYTES_MAX) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT, "files of at most " + DAY_BYTES_MAX + " bytes within a day: try later");
        }
        int file = parts.files().add(connection, room.trade(), room.writer(), clientId, content, now);
        return new Sent(parts.files().find(connection, tenant, id, file).orElseThrow(), OptionalInt.empty());
    }

    /** Result of a piece. */
    private sealed interface Taken {

        record Good(Trade trade, Sent sent) implements Taken {}

        record Bad(Refusal why) implements Taken {}
    }

    /**
     * Takes the next piece of a file. A piece that is there already is answered as before.
     *
     * @throws Refusal {@code invalid_field} that names {@code number} or {@code content}; after a wrong content the
     *     file is gone
     */
    public Sent piece(Visitor visitor, UUID id, int file, int number, byte[] content) {
        Taken taken =
                TransactionRetry.change(parts.database(), visitor.account().tenant(), connection -> {
                    ChatRoom room = ChatRoom.held(connection, parts.trades(), visitor, id);
                    Upload upload = parts.files()
                            .find(connection, visitor.account().tenant(), id, file)
                            .filter(each -> each.account() == visitor.account().number())
                            .orElseThrow(FileCommands::absent);
                    if (number <= upload.received()) {
                        return new Taken.Good(room.trade(), sent(connection, id, visitor.account(), upload));
                    }
                    room.requireMayWrite(parts.now());
                    requireNext(upload, number, content.length);
                    return taken(connection, room, upload, content);
                });
        return switch (taken) {
            case Taken.Good(Trade trade, Sent sent) -> {
                if (sent.message.isPresent()) {
                    parts.changed(trade);
                }
                yield sent;
            }
            case Taken.Bad(Refusal why) -> throw why;
        };
    }

    private static Refusal absent() {
        return Refusal.notFound("there is no such file in this trade");
    }

    private static void requireNext(Upload upload, int number, int length) {
        if (number != upload.received() + 1) {
            throw Refusal.invalid("number", "the next one, " + (upload.received() + 1));
        }
        int left = upload.bytes() - upload.received() * PIECE_BYTES;
        if (length != Math.min(left, PIECE_BYTES)) {
            throw Refusal.invalid("content", Math.min(left, PIECE_BYTES) + " bytes long, in base64");
        }
    }

    private Taken taken(Transaction connection, ChatRoom room, Upload upload, byte[] content) {
        int tenant = room.writer().account().tenant();
        UUID id = room.trade().id();
        if (upload.received() == 0 && FileType.of(content).isEmpty()) {
            FilesTable.remove(connection, tenant, id, upload.file());
            return new Taken.Bad(Refusal.invalid("content", "a PNG, JPEG or PDF file"));
        }
        parts.files().addPiece(connection, tenant, id, upload, content);
        Upload now = parts.files().find(connection, tenant, id, upload.file()).orElseThrow();
        return (long) now.received() * PIECE_BYTES < now.bytes()
                ? new Taken.Good(room.trade(), new Sent(now, OptionalInt.empty()))
                : completed(connection, room, now);
    }

    private Taken completed(Transaction connection, ChatRoom room, Upload upload) {
        int tenant = room.writer().account().tenant();
        UUID id = room.trade().id();
        FileType type = FileType.of(piece(connection, tenant, id, upload, 1)).orElseThrow();
        FileContent whole = new FileContent(type);
        for (int number = 1; number <= upload.received(); number++) {
            whole.add(piece(connection, tenant, id, upload, number));
        }
        Optional<String> fault = whole.fault();
        if (fault.isPresent()) {
            FilesTable.remove(connection, tenant, id, upload.file());
            return new Taken.Bad(Refusal.invalid("content", fault.get()));
        }
        byte[] hash = whole.hash();
        FilesTable.done(connection, tenant, id, upload.file(), type, hash);
        int number = MessagesTable.addFile(connection, room.trade(), room.writer(), upload, hash, parts.now());
        parts.notified(connection, room, "file", number);
        Upload done = parts.files().find(connection, tenant, id, upload.file()).orElseThrow();
        return new Taken.Good(room.trade(), new Sent(done, OptionalInt.of(number)));
    }

    private byte[] piece(Transaction connection, int tenant, UUID id, Upload upload, int number) {
        return parts.files().piece(connection, tenant, id, upload, number).orElseThrow(FileCommands::absent);
    }

    /** Returns a complete file that a reader may see. */
    public Upload find(Visitor visitor, UUID id, int file) {
        int tenant = visitor.account().tenant();
        return parts.database().query(tenant, connection -> {
            ChatRoom.of(connection, parts.trades(), visitor, id);
            Upload found = parts.files()
                    .find(connection, tenant, id, file)
                    .filter(Upload::isComplete)
                    .orElseThrow(FileCommands::absent);
            piece(connection, tenant, id, found, 1);
            return found;
        });
    }

    /** Returns one piece of a file that {@link #find} has returned. */
    public byte[] piece(int tenant, UUID id, Upload file, int number) {
        return parts.database().query(tenant, connection -> piece(connection, tenant, id, file, number));
    }
}

package com.flowex.p2p.api.chat;

import com.flowex.p2p.app.chat.ChatCommands;
import com.flowex.p2p.app.chat.FileCommands;
import com.flowex.p2p.rule.FileType;
import com.flowex.p2p.store.chat.ChatMessage;
import com.flowex.p2p.store.chat.EvidenceTable.Frozen;
import com.flowex.p2p.store.chat.FilesTable.Upload;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Chats as the API shows them. */
final class ChatBody {

    private ChatBody() {}

    /** Complete file: the schema P2pFile. */
    record FileBody(int file, String name, String type, int bytes, String sha256) {

        static FileBody of(Upload upload) {
            FileType type = upload.type().orElseThrow();
            return new FileBody(
                    upload.file(), type.named(upload.name()), type.mediaType(), upload.bytes(), upload.hash());
        }
    }

    /** Step of a trade: the schema P2pStep. */
    record StepBody(String message, String state) {}

    /** Message: the schema P2pMessage. */
    record MessageBody(
            int number,
            String kind,
            String role,
            String text,
            @Nullable FileBody file,
            @Nullable StepBody step,
            boolean isErased,
            boolean isLate,
            Instant at) {}

    private static @Nullable FileBody file(ChatMessage message, ChatCommands.Shown shown) {
        Upload upload =
                message.file().isPresent() ? shown.files().get(message.file().getAsInt()) : null;
        return upload == null ? null : FileBody.of(upload);
    }

    /** The name of a file is sealed with the key of the person who sent it, so it is gone with the person. */
    private static boolean isGone(ChatMessage message, ChatCommands.Shown shown) {
        Upload upload = shown.files().get(message.file().orElse(0));
        return upload == null || upload.name().isEmpty();
    }

    static MessageBody message(ChatMessage message, ChatCommands.Shown shown) {
        boolean isGone = message.kind() == ChatMessage.Kind.FILE && isGone(message, shown);
        return new MessageBody(
                message.number(),
                message.kind().label(),
                message.role().label(),
                message.text(),
                isGone ? null : file(message, shown),
                message.step()
                        .map(step -> new StepBody(step.message(), step.state()))
                        .orElse(null),
                message.isErased() || isGone,
                message.number() > shown.frozen(),
                message.at());
    }

    /** Page of a chat: the schema P2pChat. */
    record Chat(
            List<MessageBody> items,
            @Nullable String nextCursor,
            int read,
            int readByOther,
            boolean mayWrite,
            boolean mayTranslate) {}

    /** File that is being sent: the schema P2pUpload. */
    record UploadBody(
            int file,
            int bytes,
            int pieceBytes,
            int received,
            @Nullable Integer message) {

        static UploadBody of(FileCommands.Sent sent) {
            OptionalInt message = sent.message();
            return new UploadBody(
                    sent.upload().file(),
                    sent.upload().bytes(),
                    FileCommands.PIECE_BYTES,
                    sent.upload().received(),
                    message.isPresent() ? message.getAsInt() : null);
        }
    }

    /** Entry of the evidence: the schema P2pEvidenceItem. */
    record EvidenceItem(
            int number,
            String kind,
            String role,
            String sha256,
            @Nullable FileBody file,
            Instant at) {}

    /** Evidence: the schema P2pEvidence. */
    record Evidence(@Nullable Instant frozenAt, String sha256, List<EvidenceItem> items) {

        static Evidence of(ChatCommands.Evidence evidence) {
            return new Evidence(
                    evidence.frozen().map(Frozen::at).orElse(null),
                    evidence.frozen().map(Frozen::hash).orElse(""),
                    evidence.shown().messages().stream()
                            .map(each -> new EvidenceItem(
                                    each.number(),
                                    each.kind().label(),
                                    each.role().label(),
                                    each.hash(),
                                    file(each, evidence.shown()),
                                    each.at()))
                            .toList());
        }
    }
}

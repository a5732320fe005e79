package com.flowex.p2p.api.chat;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.p2p.api.TradeRoutes;
import com.flowex.p2p.app.chat.ChatCommands;
import com.flowex.p2p.app.chat.ChatCommands.ChatPage;
import com.flowex.p2p.app.chat.ChatCommands.Visitor;
import com.flowex.p2p.app.chat.FileCommands;
import com.flowex.p2p.store.chat.ChatMessage;
import com.flowex.p2p.store.chat.FilesTable.NamedLength;
import com.flowex.p2p.store.chat.FilesTable.Upload;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes of the chat of a trade: for its parties, and for the moderator who has claimed its dispute. */
public final class ChatRoutes {

    static final String TRADE = "/api/v1/p2p/trades/{id}";
    static final String DISPUTE = "/api/v1/p2p/disputes/{id}";
    private static final String MESSAGES = "/messages";
    private static final String FILES = "/files";
    private static final String ONE_FILE = FILES + "/{file}";
    private static final String EVIDENCE = "/evidence";

    private static final int TEXT_MAX = 1_000;
    private static final int CLIENT_ID_MAX = 64;
    private static final int NAME_MAX = 120;
    /** Largest number of a message that a request may name. */
    public static final int NUMBER_MAX = 100_000;

    private static final int PIECES_MAX = FileCommands.BYTES_MAX / FileCommands.PIECE_BYTES;
    private static final int CONTENT_MAX = (FileCommands.PIECE_BYTES + 2) / 3 * 4;
    private static final int PIECE_BODY_BYTES = 65_536;
    private static final int FILE_WEIGHT = 5;

    private final ChatCommands chats;
    private final FileCommands files;
    private final boolean isTranslated;

    /** @param isTranslated true if readers may ask for translations */
    public ChatRoutes(ChatCommands chats, FileCommands files, boolean isTranslated) {
        this.chats = chats;
        this.files = files;
        this.isTranslated = isTranslated;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access trade = Access.of(Permission.TRADE);
        Access moderate = Access.of(Permission.USERS_READ);
        return new Routes()
                .get(TRADE + MESSAGES, read, by(false, this::list))
                .query("limit", "cursor")
                .post(TRADE + MESSAGES, trade, by(false, this::write))
                .put(TRADE + MESSAGES + "/read", read, by(false, this::read))
                .post(TRADE + FILES, trade, by(false, this::begin))
                .post(TRADE + ONE_FILE + "/pieces", trade, by(false, this::piece))
                .body(PIECE_BODY_BYTES)
                .get(TRADE + ONE_FILE, read, by(false, this::file))
                .weight(FILE_WEIGHT)
                .get(TRADE + EVIDENCE, read, by(false, this::evidence))
                .get(DISPUTE + MESSAGES, moderate, by(true, this::list))
                .query("limit", "cursor")
                .audited()
                .post(DISPUTE + MESSAGES, moderate, by(true, this::write))
                .audited()
                .get(DISPUTE + ONE_FILE, moderate, by(true, this::file))
                .weight(FILE_WEIGHT)
                .audited()
                .get(DISPUTE + EVIDENCE, moderate, by(true, this::evidence))
                .audited();
    }

    /** Endpoint of a reader of chats. It checks the body before it asks for the trade in the path. */
    @FunctionalInterface
    interface InChat {
        Answer answer(Request request, Visitor visitor);
    }

    private static Endpoint by(boolean isModerator, InChat endpoint) {
        return by(isModerator, "chat", endpoint);
    }

    /** @param audited act of a moderator in the audit log */
    static Endpoint by(boolean isModerator, String audited, InChat endpoint) {
        return request -> {
            Answer answer = endpoint.answer(request, visitor(request, isModerator));
            if (isModerator) {
                request.audit("p2p trade " + TradeRoutes.id(request), null, audited);
            }
            return answer;
        };
    }

    private static Visitor visitor(Request request, boolean isModerator) {
        return new Visitor(
                request.caller().account(),
                request.caller().userId(),
                isModerator,
                request.caller().may(Permission.CUSTODY_MANAGE));
    }

    private Answer list(Request request, Visitor visitor) {
        int limit = request.limit();
        int after = Math.toIntExact(Math.min(request.cursor(0), NUMBER_MAX));
        ChatPage page = chats.page(visitor, TradeRoutes.id(request), after, limit + 1);
        Page<ChatMessage> rows = Page.of(page.shown().messages(), limit, each -> request.cursorBehind(each.number()));
        return Answer.ok(new ChatBody.Chat(
                rows.items().stream()
                        .map(each -> ChatBody.message(each, page.shown()))
                        .toList(),
                rows.nextCursor(),
                page.read(),
                page.readByOther(),
                page.mayWrite(),
                isTranslated));
    }

    /** Request body. */
    private record MessageForm(
            @Nullable String clientId, @Nullable String text) {}

    private Answer write(Request request, Visitor visitor) {
        MessageForm form = request.body(MessageForm.class);
        Fields fields = new Fields();
        String client = fields.name("client_id", form.clientId(), CLIENT_ID_MAX);
        String text = fields.text("text", form.text(), TEXT_MAX);
        fields.check();
        ChatCommands.Shown written = chats.write(visitor, TradeRoutes.id(request), client, text);
        return Answer.created(ChatBody.message(written.messages().getFirst(), written));
    }

    /** Request body. */
    private record ReadForm(@Nullable Integer number) {}

    private Answer read(Request request, Visitor visitor) {
        Fields fields = new Fields();
        int number = fields.within("number", request.body(ReadForm.class).number(), 1, NUMBER_MAX);
        fields.check();
        chats.read(visitor, TradeRoutes.id(request), number);
        return Answer.noContent();
    }

    /** Request body. */
    private record FileForm(
            @Nullable String clientId,
            @Nullable String name,
            @Nullable Integer bytes) {}

    private Answer begin(Request request, Visitor visitor) {
        FileForm form = request.body(FileForm.class);
        Fields fields = new Fields();
        String client = fields.name("client_id", form.clientId(), CLIENT_ID_MAX);
        String name = fields.text("name", form.name(), NAME_MAX);
        int bytes = fields.within("bytes", form.bytes(), 1, FileCommands.BYTES_MAX);
        fields.check();
        return Answer.created(ChatBody.UploadBody.of(
                files.begin(visitor, TradeRoutes.id(request), client, new NamedLength(name, bytes))));
    }

    /** Request body. */
    private record PieceForm(
            @Nullable Integer number, @Nullable String content) {}

    private Answer piece(Request request, Visitor visitor) {
        PieceForm form = request.body(PieceForm.class);
        Fields fields = new Fields();
        int number = fields.within("number", form.number(), 1, PIECES_MAX);
        byte[] content = decoded(fields, fields.text("content", form.content(), CONTENT_MAX));
        fields.check();
        return Answer.ok(ChatBody.UploadBody.of(
                files.piece(visitor, TradeRoutes.id(request), number(request), number, content)));
    }

    private static byte[] decoded(Fields fields, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException broken) {
            fields.refuse("content", "base64");
            return new byte[0];
        }
    }

    private static int number(Request request) {
        long number = request.pathNumber("file");
        if (number > NUMBER_MAX) {
            throw Refusal.notFound("there is no such file in this trade");
        }
        return (int) number;
    }

    private Answer file(Request request, Visitor visitor) {
        UUID trade = TradeRoutes.id(request);
        Upload file = files.find(visitor, trade, number(request));
        ChatBody.FileBody head = ChatBody.FileBody.of(file);
        return Answer.lines(head.type(), out -> write(visitor, trade, file, out))
                .header("Content-Disposition", Csv.attachment(ascii(head.name())))
                .header("Cache-Control", "no-store");
    }

    /** A header holds no other letters; the page shows the whole name. */
    private static String ascii(String name) {
        return name.replaceAll("[^ -~]", "_");
    }

    private void write(Visitor visitor, UUID trade, Upload file, OutputStream out) throws IOException {
        for (int number = 1; number <= file.received(); number++) {
            out.write(files.piece(visitor.account().tenant(), trade, file, number));
        }
    }

    private Answer evidence(Request request, Visitor visitor) {
        return Answer.ok(ChatBody.Evidence.of(chats.evidence(visitor, TradeRoutes.id(request))));
    }
}

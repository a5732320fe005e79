package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.statement.BankStatements;
import com.flowex.p2p.app.statement.StatementParts;
import com.flowex.p2p.rule.statement.StatementFormat;
import com.flowex.p2p.store.statement.BankStatementsTable.BankStatement;
import com.flowex.p2p.store.statement.BankStatementsTable.MatchedEntry;
import com.flowex.p2p.store.statement.StatementPartsTable;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Routes of statements of people's own bank accounts. */
public final class BankStatementRoutes {

    private static final String ROOT = "/api/v1/p2p/bank-statements";
    private static final int BODY_MAX = 65_536;
    private static final int CONTENT_MAX = 60_000;
    private static final Pattern UPLOAD = Pattern.compile("[A-Za-z0-9_-]{1,36}");
    private static final String PARTS = "/api/v1/p2p/bank-statement-parts";

    private final BankStatements statements;
    private final StatementParts parts;

    public BankStatementRoutes(BankStatements statements, StatementParts parts) {
        this.statements = statements;
        this.parts = parts;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        return new Routes()
                .get(ROOT, read, this::list)
                .query("limit", "cursor")
                .post(ROOT, Access.of(Permission.TRADE), this::add)
                .body(BODY_MAX)
                .weight(10)
                .partOf(Feature.P2P)
                .audited()
                .post(PARTS, Access.of(Permission.TRADE), this::addPart)
                .body(BODY_MAX)
                .weight(2)
                .partOf(Feature.P2P)
                .get(ROOT + "/{id}", read, this::show)
                .weight(50);
    }

    /** Statement as the API shows it: the schema P2pBankStatement. */
    private record StatementBody(String id, String format, int entries, int added, Instant uploadedAt) {

        static StatementBody of(BankStatement statement) {
            return new StatementBody(
                    Long.toString(statement.id()),
                    statement.format().label(),
                    statement.entries(),
                    statement.added(),
                    statement.uploadedAt());
        }
    }

    /** Entry as the API shows it: the schema P2pBankEntry. */
    private record EntryBody(
            int number,
            boolean isCredit,
            String amount,
            String currency,
            String bookedOn,
            String name,
            String text,
            String result,
            @Nullable String tradeId,
            String nameCheck) {

        static EntryBody of(MatchedEntry matched) {
            return new EntryBody(
                    matched.number(),
                    matched.entry().isCredit(),
                    Decimals.plain(matched.entry().amount()),
                    matched.entry().currency(),
                    matched.entry().bookedOn().toString(),
                    matched.entry().name(),
                    matched.entry().text(),
                    matched.match().result().label(),
                    matched.match().trade().map(UUID::toString).orElse(null),
                    matched.nameCheck().label());
        }
    }

    /** Statement with its entries: the schema P2pBankStatementDetails. */
    private record DetailsBody(StatementBody statement, List<EntryBody> entries) {

        static DetailsBody of(BankStatements.Shown shown) {
            return new DetailsBody(
                    StatementBody.of(shown.statement()),
                    shown.entries().stream().map(EntryBody::of).toList());
        }
    }

    private Answer list(Request request) {
        int limit = request.limit();
        AccountId account = request.caller().account();
        List<BankStatement> rows = statements.page(account, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(StatementBody::of));
    }

    /** Request body: a file, or the parts of one. */
    private record StatementForm(
            @Nullable String format,
            @Nullable String content,
            @Nullable String uploadId,
            @Nullable Integer parts) {}

    /** Request body. */
    private record PartForm(
            @Nullable String uploadId,
            @Nullable Integer number,
            @Nullable String content) {}

    private Answer addPart(Request request) {
        PartForm form = request.body(PartForm.class);
        Fields fields = new Fields();
        String upload = upload(fields, form.uploadId());
        int number = fields.within("number", form.number(), 1, StatementParts.PARTS_MAX);
        String content = content(fields, form.content(), "the text of the part");
        fields.check();
        parts.put(trader(request), new StatementPartsTable.Part(upload, number, content));
        return Answer.noContent();
    }

    private static String upload(Fields fields, @Nullable String id) {
        String upload = id == null ? "" : id;
        if (!UPLOAD.matcher(upload).matches()) {
            fields.refuse("upload_id", "1 to 36 letters, digits, hyphens or underscores");
        }
        return upload;
    }

    private static String content(Fields fields, @Nullable String text, String rule) {
        String content = text == null ? "" : text;
        if (content.isEmpty() || content.length() > CONTENT_MAX) {
            fields.refuse("content", rule + ", 1 to " + CONTENT_MAX + " characters");
        }
        return content;
    }

    private static Trader trader(Request request) {
        return Trader.inSession(request.caller().account(), request.caller().userId());
    }

    /** Returns the file: the content of the request, or that of its parts. */
    private String file(Fields fields, StatementForm form, AccountId owner) {
        if (form.uploadId() == null && form.parts() == null) {
            String content = content(fields, form.content(), "the text of the file, or upload_id and parts");
            fields.check();
            return content;
        }
        if (form.content() != null) {
            fields.refuse("content", "absent: the parts of the upload are the file");
        }
        String upload = upload(fields, form.uploadId());
        int count = fields.within("parts", form.parts(), 1, StatementParts.PARTS_MAX);
        fields.check();
        return parts.content(owner, upload, count);
    }

    private Answer add(Request request) {
        StatementForm form = request.body(StatementForm.class);
        Fields fields = new Fields();
        StatementFormat format = fields.oneOf("format", form.format(), StatementFormat.class);
        Trader owner = trader(request);
        String content = file(fields, form, owner.account());
        BankStatements.Shown added = statements.add(owner, format, content);
        BankStatement statement = added.statement();
        request.audit(
                "p2p bank statement " + statement.id(),
                null,
                statement.added() + " of " + statement.entries() + " entries are new");
        return Answer.created(DetailsBody.of(added));
    }

    private Answer show(Request request) {
        return Answer.ok(DetailsBody.of(statements.find(request.caller().account(), request.pathNumber("id"))));
    }
}

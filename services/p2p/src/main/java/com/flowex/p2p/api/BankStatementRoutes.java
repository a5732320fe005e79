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
import com.flowex.p2p.rule.statement.StatementFormat;
import com.flowex.p2p.store.statement.BankStatementsTable.BankStatement;
import com.flowex.p2p.store.statement.BankStatementsTable.MatchedEntry;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes of statements of people's own bank accounts. */
public final class BankStatementRoutes {

    private static final String ROOT = "/api/v1/p2p/bank-statements";
    private static final int BODY_MAX = 65_536;
    private static final int CONTENT_MAX = 60_000;

    private final BankStatements statements;

    public BankStatementRoutes(BankStatements statements) {
        this.statements = statements;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        return new Routes()
                .get(ROOT, read, this::list)
                .query("limit", "cursor")
                .post(ROOT, Access.of(Permission.TRADE), this::add)
                .body(BODY_MAX)
                .weight(5)
                .partOf(Feature.P2P)
                .audited()
                .get(ROOT + "/{id}", read, this::show)
                .weight(2);
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

    /** Request body. */
    private record StatementForm(
            @Nullable String format, @Nullable String content) {}

    private Answer add(Request request) {
        StatementForm form = request.body(StatementForm.class);
        Fields fields = new Fields();
        StatementFormat format = fields.oneOf("format", form.format(), StatementFormat.class);
        String content = form.content() == null ? "" : form.content();
        if (content.isBlank() || content.length() > CONTENT_MAX) {
            fields.refuse("content", "the text of the file, 1 to " + CONTENT_MAX + " characters");
        }
        fields.check();
        Trader owner =
                Trader.inSession(request.caller().account(), request.caller().userId());
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

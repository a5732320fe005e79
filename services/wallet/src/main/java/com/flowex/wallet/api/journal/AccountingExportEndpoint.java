package com.flowex.wallet.api.journal;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.wallet.app.accounting.AccountingFormat;
import com.flowex.wallet.app.accounting.AccountingWriter;
import com.flowex.wallet.app.accounting.OutsidePayments;
import com.flowex.wallet.app.accounting.TenantAccountingExport;
import com.flowex.wallet.app.accounting.UserAccountingExport;
import com.flowex.wallet.store.journal.JournalQueries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /api/wallet/export} and {@code GET /api/v1/ledger/export}: accounting exports, streamed while they are
 * read.
 */
public final class AccountingExportEndpoint implements Endpoint {

    private static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    /** Writer of the export of one owner, an account or a tenant. */
    @FunctionalInterface
    private interface Owner {
        void write(Request request, JournalQueries.JournalRange range, AccountingWriter books) throws IOException;
    }

    private final JournalQueries journal;
    private final ConsistentView view;
    private final Owner owner;

    private AccountingExportEndpoint(JournalQueries journal, ConsistentView view, Owner owner) {
        this.journal = journal;
        this.view = view;
        this.owner = owner;
    }

    /** Returns the endpoint for the caller's own account. */
    public static AccountingExportEndpoint ofCaller(
            JournalQueries journal, InstrumentDirectory directory, OutsidePayments payments, ConsistentView view) {
        return new AccountingExportEndpoint(journal, view, (request, range, books) -> new UserAccountingExport(
                        journal, directory, payments, request.caller().account(), range)
                .to(books));
    }

    /** Returns the endpoint for the whole tenant. */
    public static AccountingExportEndpoint ofTenant(
            JournalQueries journal, InstrumentDirectory directory, ConsistentView view) {
        return new AccountingExportEndpoint(journal, view, (request, range, books) -> new TenantAccountingExport(
                        journal, directory, request.tenant(), range)
                .to(books));
    }

    @Override
    public Answer answer(Request request) {
        LogTime.Span span = LogTime.span(request::query);
        AccountingFormat form = AccountingFormat.named(request.query("format"));
        view.await(request);
        JournalQueries.JournalRange range = journal.range(request.tenant(), span);
        return Answer.lines(CONTENT_TYPE, out -> write(request, range, form, out))
                .header("Content-Disposition", Csv.attachment(form.file()));
    }

    private void write(Request request, JournalQueries.JournalRange range, AccountingFormat form, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        owner.write(request, range, form.to(writer));
        writer.flush();
    }
}

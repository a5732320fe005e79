package com.flowex.wallet.api.journal;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.store.journal.JournalQueries;
import java.util.Optional;

/**
 * {@code GET /api/wallet/statements}: the caller's opening balances, movements and closing balances, streamed while
 * they are read.
 */
public record StatementEndpoint(JournalQueries journal, InstrumentDirectory directory, ConsistentView view)
        implements Endpoint {

    private static final String JSON = "application/json";

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        LogTime.Span span = LogTime.span(request::query);
        String format = request.query("format").orElse("json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw Refusal.invalid("format", "json or csv");
        }
        view.await(request);
        Optional<Asset> only = request.query("currency").map(code -> directory.namedAsset(account.tenant(), code));
        Statement statement = Statement.of(journal, directory, account, only, span);
        return format.equals("json")
                ? Answer.lines(JSON, out -> statement.to(new JsonStatement(out)))
                : Answer.lines(Csv.CONTENT_TYPE, out -> statement.to(new CsvStatement(out)))
                        .header("Content-Disposition", Csv.attachment("statement.csv"));
    }
}

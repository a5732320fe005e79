package com.flowex.wallet.transfer;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OwnView;
import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.domain.TransferKind;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Page;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Fields;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/wallet/transactions}: money that came in or went out, newest first. */
public record ListTransactionsEndpoint(TransactionQueries transactions, InstrumentDirectory directory, OwnView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        Optional<TransferKind> kind = kind(request);
        int limit = request.limit();
        long before = request.cursor(TransactionQueries.FROM_NEWEST);
        view.await(request);
        Optional<String> currency = request.query("currency");
        Optional<Asset> asset = currency.flatMap(code -> directory.findAsset(account.tenant(), code));
        if (currency.isPresent() && asset.isEmpty()) {
            return Answer.ok(Page.whole(List.of()));
        }
        var wanted = new TransactionQueries.Wanted(
                account, kind.orElse(null), asset.map(Asset::id).orElse(null), before, limit + 1);
        return Answer.ok(Page.of(transactions.page(wanted), limit, row -> request.cursorBehind(row.sequence()))
                .map(row -> TransactionBody.of(row, directory.asset(row.amount().asset()))));
    }

    private static Optional<TransferKind> kind(Request request) {
        Fields fields = new Fields();
        Optional<TransferKind> kind = request.query("type").map(word -> fields.oneOf("type", word, TransferKind.class));
        fields.check();
        return kind;
    }
}

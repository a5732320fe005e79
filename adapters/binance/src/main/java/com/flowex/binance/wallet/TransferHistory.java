package com.flowex.binance.wallet;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.domain.market.Asset;
import com.flowex.wallet.WalletFacade;
import com.flowex.wallet.store.transaction.TransactionQueries;
import com.flowex.wallet.store.transaction.WalletTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** History of an account's transfers over chains, newest first, within the range of a call. */
record TransferHistory(WalletFacade counter) {

    /** Parameters of the range. */
    static final String[] TAKES = {"coin", "status", "startTime", "endTime", "offset", "limit"};

    private static final int PAGE = 1_000;
    private static final int OFFSET_MAX = 10_000;

    /** 2100-01-01. */
    private static final long LAST_MILLIS = 4_102_444_800_000L;

    /**
     * Returns the range of a call.
     *
     * @param seen loads details of a page of transactions, in their order
     * @param filter filter of the rows that count for offset and limit
     */
    <T> List<T> page(
            OperationCall call,
            WalletTransaction.Type type,
            Function<List<WalletTransaction>, List<T>> seen,
            Predicate<T> filter) {
        Params params = call.params();
        Optional<Asset> asset = params.text("coin").map(code -> counter.asset(call.tenant(), code));
        Instant from =
                Instant.ofEpochMilli(params.number("startTime", 0, LAST_MILLIS).orElse(0));
        Instant to =
                Instant.ofEpochMilli(params.number("endTime", 0, LAST_MILLIS).orElse(LAST_MILLIS) + 1);
        TransactionQueries.Range range = new TransactionQueries.Range(asset.map(Asset::id), from, to);
        int offset = params.number("offset", 0, 0, OFFSET_MAX);
        int limit = params.number("limit", PAGE, 1, PAGE);
        List<T> found = new ArrayList<>();
        Optional<WalletTransaction> last = Optional.empty();
        while (true) {
            List<WalletTransaction> rows = counter.transactions().ofChains(call.account(), type, range, last, PAGE);
            seen.apply(rows).stream().filter(filter).forEach(found::add);
            if (rows.size() < PAGE || found.size() >= offset + limit) {
                return found.stream().skip(offset).limit(limit).toList();
            }
            call.drawMore(1);
            last = Optional.of(rows.getLast());
        }
    }
}

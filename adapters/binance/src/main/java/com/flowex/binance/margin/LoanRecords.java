package com.flowex.binance.margin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.margin.LoanOperations.Direction;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.store.margin.LoanHistory;
import com.flowex.wallet.store.margin.LoanHistory.HistoryPage;
import com.flowex.wallet.store.margin.LoanHistory.PastInterest;
import com.flowex.wallet.store.margin.LoanHistory.PastLoan;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Queries of the caller's loans, repayments and charges of interest, newest first. */
record LoanRecords(MarginAssets assets, MarginMode mode, InstantSource clock) {

    /** Parameters of {@code interestHistory}. */
    static final String[] OF_INTEREST = {"asset", "isolatedSymbol", "startTime", "endTime", "current", "size"};

    /** Parameters of {@code loan} and {@code repay}. */
    static final String[] TAKES = {"asset", "isolatedSymbol", "txId", "startTime", "endTime", "current", "size"};

    /** Parameters of {@code borrow-repay}. */
    static final String[] TAKES_EITHER = {
        "asset", "isolatedSymbol", "txId", "startTime", "endTime", "current", "size", "type"
    };

    /** @param total number of rows on all pages */
    record RowsBody(List<?> rows, long total) {}

    /**
     * Loan or repayment.
     *
     * @param type AUTO if an order borrowed it or a liquidation repaid it, otherwise MANUAL
     * @param timestamp milliseconds since 1970
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record LoanBody(
            String type,
            String amount,
            String asset,
            String interest,
            String principal,
            String status,
            long timestamp,
            long txId) {}

    /**
     * Charge of interest. Principal and rate are left out where the view does not know them.
     *
     * @param interestAccuredTime milliseconds since 1970, spelled as on Binance
     * @param interestRate rate of a day
     * @param type ON_BORROW of the hour that a loan costs at once, otherwise PERIODIC
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record InterestBody(
            long txId,
            long interestAccuredTime,
            String asset,
            String rawAsset,
            @Nullable String principal,
            String interest,
            @Nullable String interestRate,
            String type) {}

    Object either(OperationCall call) {
        return records(call, LoanOperations.direction(call.params()) == Direction.REPAY);
    }

    Object loans(OperationCall call) {
        return records(call, false);
    }

    Object repayments(OperationCall call) {
        return records(call, true);
    }

    /** A transfer that is named by its id is of any time. */
    private Object records(OperationCall call, boolean isRepaid) {
        Params params = call.params();
        OptionalLong id = params.number("txId", 1, Long.MAX_VALUE);
        RecordRange range = RecordRange.of(params, clock);
        HistoryPage page =
                page(call, id.isPresent() ? new RecordRange(LogTime.Span.ALL, range.offset(), range.limit()) : range);
        LoanHistory history = assets.margin().history();
        return new RowsBody(
                history.loans(page, isRepaid, id).stream().map(this::body).toList(),
                history.countLoans(page, isRepaid, id));
    }

    private HistoryPage page(OperationCall sent, RecordRange range) {
        OperationCall call = mode.ofSymbol(sent);
        Optional<AssetId> asset = call.params()
                .text("asset")
                .map(code -> assets.named(call.tenant(), code).asset().id());
        assets.margin().view().await(call);
        return range.page(call.account(), asset);
    }

    private LoanBody body(PastLoan loan) {
        return new LoanBody(
                loan.isAutomatic() ? "AUTO" : "MANUAL",
                assets.units(loan.principalUnits() + loan.interestUnits(), loan.asset()),
                assets.asset(loan.asset()).code(),
                assets.units(loan.interestUnits(), loan.asset()),
                assets.units(loan.principalUnits(), loan.asset()),
                "CONFIRMED",
                RecordRange.millis(loan.timeNanos()),
                loan.sequence());
    }

    Object interest(OperationCall call) {
        HistoryPage page = page(call, RecordRange.of(call.params(), clock));
        LoanHistory history = assets.margin().history();
        return new RowsBody(history.interest(page).stream().map(this::body).toList(), history.countInterest(page));
    }

    private InterestBody body(PastInterest charge) {
        String code = assets.asset(charge.asset()).code();
        Long principal = charge.principalUnits();
        Long rate = charge.rateBillionths();
        return new InterestBody(
                charge.sequence(),
                RecordRange.millis(charge.timeNanos()),
                code,
                code,
                principal == null ? null : assets.units(principal, charge.asset()),
                assets.units(charge.units(), charge.asset()),
                rate == null ? null : Decimals.format(rate * MarginAssets.HOURS_OF_DAY, MarginAssets.RATE),
                charge.isOfLoan() ? "ON_BORROW" : "PERIODIC");
    }
}

package com.flowex.binance.margin;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.tenancy.Feature;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Symbols;
import com.flowex.trading.TradingQueries;
import com.flowex.wallet.MarginFacade;
import com.flowex.wallet.WalletFacade;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Operations below {@code /sapi/v1/margin}. An account of this exchange is one: it borrows and owes beside its balances,
 * and trades borrowed money by ordinary orders. An isolated account is one more.
 */
public final class MarginOperations {

    private static final String MARGIN = "/sapi/v1/margin/";
    private static final int WEIGHT = 3;
    private static final int RECORDS_WEIGHT = 10;

    private final AccountOverview overview;
    private final LoanOperations loans;
    private final LoanRecords records;
    private final ForcedOrders forced;
    private final LendingMarket market;
    private final LendingRates rates;
    private final IsolatedOperations isolated;

    /** Makes the operations. */
    public MarginOperations(
            MarginFacade margin, WalletFacade counter, Symbols symbols, TradingQueries trading, InstantSource clock) {
        MarginAssets assets = new MarginAssets(margin, counter);
        MarginMode mode = new MarginMode(symbols);
        this.overview = new AccountOverview(assets, mode);
        this.loans = new LoanOperations(assets, mode);
        this.records = new LoanRecords(assets, mode, clock);
        this.isolated = new IsolatedOperations(assets, symbols);
        this.forced = new ForcedOrders(margin, symbols, trading, clock);
        this.market = new LendingMarket(assets, symbols);
        this.rates = new LendingRates(assets, symbols, clock);
    }

    public Operations operations() {
        return withPrivate(withPublic(withAbsent(new Operations())));
    }

    private static Operations withAbsent(Operations all) {
        String wallets = "there is no margin wallet beside the account; borrow by POST /sapi/v1/margin/borrow-repay";
        return all.absent(MARGIN + "transfer", wallets).absent("/sapi/v1/asset/transfer", wallets);
    }

    /** Adds what Binance gives to every key without a signature, as clients ask for it. */
    private Operations withPublic(Operations all) {
        return all.at("GET", MARGIN + "allAssets", open(market::assets, "asset"))
                .at("GET", MARGIN + "allPairs", open(market::pairs, "symbol"))
                .at("GET", MARGIN + "isolated/allPairs", open(market::isolatedPairs, "symbol"))
                .at("GET", MARGIN + "priceIndex", open(market::priceIndex, "symbol"))
                .at("GET", MARGIN + "crossMarginCollateralRatio", open(market::collateralRatios));
    }

    private static Operation open(Function<OperationCall, Object> answering, String... accepted) {
        return Operation.of(WEIGHT, Access.PUBLIC, answering, accepted);
    }

    private Operations withPrivate(Operations all) {
        return all.at("GET", MARGIN + "account", read(WEIGHT, overview::account))
                .at("GET", MARGIN + "maxBorrowable", read(WEIGHT, overview::borrowable, MarginAssets.TAKES))
                .at("GET", MARGIN + "maxTransferable", read(WEIGHT, overview::transferable, MarginAssets.TAKES))
                .at("POST", MARGIN + "isolated/transfer", change(isolated::transfer, IsolatedOperations.OF_TRANSFER))
                .at("GET", MARGIN + "isolated/account", read(RECORDS_WEIGHT, isolated::accounts, "symbols"))
                .at("GET", MARGIN + "isolated/accountLimit", read(WEIGHT, isolated::limit))
                .at("GET", MARGIN + "tradeCoeff", read(WEIGHT, overview::bars))
                .at("POST", MARGIN + "borrow-repay", change(loans::borrowOrRepay, LoanOperations.TAKES_EITHER))
                .at(
                        "POST",
                        MARGIN + "loan",
                        change(loans::borrow, LoanOperations.TAKES).partOf(Feature.MARGIN))
                .at("POST", MARGIN + "max-leverage", change(loans::setLeverage, "maxLeverage"))
                .at("POST", MARGIN + "repay", change(loans::repay, LoanOperations.TAKES))
                .at("GET", MARGIN + "borrow-repay", read(RECORDS_WEIGHT, records::either, LoanRecords.TAKES_EITHER))
                .at("GET", MARGIN + "loan", read(RECORDS_WEIGHT, records::loans, LoanRecords.TAKES))
                .at("GET", MARGIN + "repay", read(RECORDS_WEIGHT, records::repayments, LoanRecords.TAKES))
                .at("GET", MARGIN + "interestHistory", read(RECORDS_WEIGHT, records::interest, LoanRecords.OF_INTEREST))
                .at("GET", MARGIN + "forceLiquidationRec", read(RECORDS_WEIGHT, forced::orders, ForcedOrders.TAKES))
                .at("GET", MARGIN + "crossMarginData", read(WEIGHT, rates::terms, "coin", "vipLevel"))
                .at("GET", MARGIN + "interestRateHistory", read(WEIGHT, rates::history, LendingRates.OF_HISTORY))
                .at("GET", MARGIN + "next-hourly-interest-rate", read(WEIGHT, rates::nextHour, "assets", "isIsolated"));
    }

    private static Operation read(int weight, Function<OperationCall, Object> answering, String... accepted) {
        return Operation.of(weight, Access.of(Permission.READ), answering, accepted);
    }

    private static Operation change(Function<OperationCall, Object> answering, String... accepted) {
        return Operation.of(WEIGHT, Access.of(Permission.TRADE), answering, accepted)
                .inTheAuditLog();
    }
}

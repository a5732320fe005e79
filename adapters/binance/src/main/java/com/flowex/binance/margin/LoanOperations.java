package com.flowex.binance.margin;

import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.margin.MarginAssets.LentAsset;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.margin.Loans.LoanResult;
import java.util.Map;
import java.util.UUID;

/** Operations that borrow, repay and bound the loans, through the same path as every loan of the wallet. */
record LoanOperations(MarginAssets assets, MarginMode mode) {

    /** Parameters of {@code loan} and {@code repay}. */
    static final String[] TAKES = {"asset", "amount", "isIsolated", "symbol"};

    /** Parameters of {@code borrow-repay}. */
    static final String[] TAKES_EITHER = {"asset", "amount", "isIsolated", "symbol", "type"};

    /** Directions, by their names in this dialect. */
    enum Direction {
        BORROW,
        REPAY
    }

    /** Entry for the audit log. */
    private record AuditedLoan(String currency, String amount) {}

    /** Entry for the audit log. */
    private record AuditedLeverage(int leverage) {}

    Object borrowOrRepay(OperationCall call) {
        return switch (direction(call.params())) {
            case BORROW -> borrow(call);
            case REPAY -> repay(call);
        };
    }

    /** Returns the direction that a call names by {@code type}. */
    static Direction direction(Params params) {
        return params.oneOf("type", Direction.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElseThrow(() -> Params.missing("type"));
    }

    Object borrow(OperationCall sent) {
        OperationCall call = mode.ofMoney(sent);
        Asset asset = asset(call);
        long units = units(call, asset);
        if (!assets.margin().accounts().lends(call.tenant())) {
            throw ofLoan(new Refusal(RefusalCode.FEATURE_OFF, "this exchange lends nothing for now"));
        }
        try {
            return done(assets.margin().loans().borrow(call, asset, units, key(call)));
        } catch (Refusal why) {
            throw ofLoan(why);
        }
    }

    Object repay(OperationCall sent) {
        OperationCall call = mode.ofMoney(sent);
        Asset asset = asset(call);
        long units = units(call, asset);
        try {
            return done(assets.margin().loans().repay(call, asset, units, key(call)));
        } catch (Refusal why) {
            throw why.code() == RefusalCode.INSUFFICIENT_FUNDS
                    ? BinanceErrorCode.BALANCE_NOT_ENOUGH.refusal("Balance is not enough.", why)
                    : why;
        }
    }

    /** Sets the highest leverage of the whole account. */
    Object setLeverage(OperationCall call) {
        int leverage = Math.toIntExact(call.params().requiredNumber("maxLeverage", 1, SetLeverage.LEVERAGE_MAX));
        call.auditBefore("account " + call.account().number(), null, new AuditedLeverage(leverage));
        assets.margin().loans().setLeverage(call.account(), leverage);
        return Map.of("success", true);
    }

    private Asset asset(OperationCall call) {
        LentAsset lent = assets.required(call, "asset");
        return lent.asset();
    }

    private static long units(OperationCall call, Asset asset) {
        long units = call.params().decimal("amount", asset.scale()).orElseThrow(() -> Params.missing("amount"));
        call.auditBefore(
                "account " + call.account().number(),
                null,
                new AuditedLoan(asset.code(), Decimals.format(units, asset.scale())));
        return units;
    }

    /**
     * Returns the key of the loan: the signature, so that a signed message is one loan at most, also where its
     * repetition is not recognized. Sessions sign nothing; each of their requests is one loan.
     */
    static String key(OperationCall call) {
        return "binance "
                + call.params().text("signature").orElseGet(() -> UUID.randomUUID()
                        .toString());
    }

    private static Object done(LoanResult result) {
        return Map.of("tranId", result.transferSequence());
    }

    /** Returns the refusal of a loan with the code that clients know. */
    private static Refusal ofLoan(Refusal why) {
        return switch (why.code()) {
            case INSUFFICIENT_FUNDS -> BinanceErrorCode.POOL_EMPTY.refusal(BinanceErrorCode.NOT_ENOUGH_TO_LEND, why);
            case MARGIN_LEVEL_TOO_LOW ->
                BinanceErrorCode.BORROWS_TOO_MUCH.refusal("Your borrow amount has exceed maximum borrow amount.", why);
            case ACCOUNT_KILLED, ACCOUNT_RESTRICTED ->
                BinanceErrorCode.ACCOUNT_MAY_NOT_BORROW.refusal("Borrow is banned for this account.", why);
            case TENANT_KILLED, FEATURE_OFF -> BinanceErrorCode.BORROW_NOT_ALLOWED.refusal("Borrow not allowed.", why);
            default -> why;
        };
    }
}

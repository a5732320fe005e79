package com.flowex.wallet.api.margin;

import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginAssessment;
import com.flowex.wallet.app.margin.MarginAssessment.LiquidationPreview;
import com.flowex.wallet.store.margin.AssetMargin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema MarginAccount: values are in the tenant's valuation currency, in which its index prices are quoted.
 *
 * @param level assets by debts; null if nothing is owed
 * @param leverage highest leverage of the account; null if it has set none
 * @param leverageMax highest leverage that it can set
 * @param certain false if the index price of an owed asset is uncertain: nothing is borrowed or let out then
 * @param saleOrder currencies that a liquidation would sell, in its order
 */
record MarginAccountBody(
        @Nullable String level,
        LevelsBody levels,
        @Nullable Integer leverage,
        int leverageMax,
        boolean liquidating,
        @Nullable Instant lastCallAt,
        boolean certain,
        String assets,
        String collateral,
        String debts,
        String equity,
        String initialMargin,
        String maintenanceMargin,
        List<AssetBody> items,
        List<String> saleOrder,
        long sequence) {

    /** Returns true if all but the sequence is the same. */
    boolean isAs(MarginAccountBody other) {
        return withSequence(other.sequence).equals(other);
    }

    MarginAccountBody withSequence(long number) {
        return new MarginAccountBody(
                level,
                levels,
                leverage,
                leverageMax,
                liquidating,
                lastCallAt,
                certain,
                assets,
                collateral,
                debts,
                equity,
                initialMargin,
                maintenanceMargin,
                items,
                saleOrder,
                number);
    }

    /** Returns true if the account owes something; the order of a sale is of accounts that owe. */
    boolean owes() {
        return !saleOrder.isEmpty();
    }

    /** The schema MarginThresholds. */
    record LevelsBody(String call, String liquidation, String fee) {

        static LevelsBody of(MarginLevels levels) {
            return new LevelsBody(
                    MarginFormat.share(levels.callMillionths()),
                    MarginFormat.share(levels.liquidationMillionths()),
                    MarginFormat.share(levels.feeMillionths()));
        }
    }

    /** The schema MarginAsset. */
    record AssetBody(
            String currency,
            @Nullable String indexPrice,
            boolean indexCertain,
            String haircut,
            String hourlyRate,
            String balance,
            String reserved,
            String principal,
            String interest,
            @Nullable Instant owedSince,
            String borrowable,
            String withdrawable,
            @Nullable String liquidationPrice,
            @Nullable String liquidationWhen,
            @Nullable String liquidationSells) {}

    /** Returns an account as the view shows it; its sequence is that of the last event included. */
    static MarginAccountBody of(MarginAccounts accounts, AccountId account) {
        return of(accounts.of(account), accounts.directory(), accounts.mayBorrow(account));
    }

    /** @param mayBorrow false if the account borrows nothing, whatever its level */
    static MarginAccountBody of(MarginAssessment assessment, InstrumentDirectory directory, boolean mayBorrow) {
        MarginSums sums = assessment.sums();
        List<AssetBody> items = assessment.account().assets().stream()
                .map(asset -> asset(assessment, asset, directory.asset(asset.asset()), mayBorrow))
                .toList();
        var equity = sums.assets().subtract(sums.debts());
        return new MarginAccountBody(
                assessment.owes() && sums.debts().signum() > 0 ? MarginFormat.share(sums.levelMillionths()) : null,
                LevelsBody.of(assessment.account().levels()),
                assessment.account().leverage() == SetLeverage.NONE
                        ? null
                        : assessment.account().leverage(),
                assessment.leverageMax(),
                assessment.account().isLiquidating(),
                MarginFormat.time(assessment.account().calledNanos()),
                assessment.areDebtsCertain(),
                MarginFormat.worth(sums.assets()),
                MarginFormat.worth(sums.collateral()),
                MarginFormat.needed(sums.debts()),
                equity.signum() < 0 ? "-" + MarginFormat.needed(equity.negate()) : MarginFormat.worth(equity),
                Decimals.format(sums.initialMargin(MarginFormat.VALUE), MarginFormat.VALUE),
                Decimals.format(sums.maintenanceMargin(MarginFormat.VALUE), MarginFormat.VALUE),
                items,
                assessment.owes()
                        ? assessment.inSaleOrder().stream()
                                .map(id -> directory.asset(id).code())
                                .toList()
                        : List.of(),
                assessment.account().sequence());
    }

    private static AssetBody asset(MarginAssessment assessment, AssetMargin margin, Asset asset, boolean mayBorrow) {
        AssetId id = margin.asset();
        LiquidationPreview preview = assessment.preview(margin).orElse(null);
        return new AssetBody(
                asset.code(),
                MarginFormat.price(margin.indexPrice(), margin.terms().priceScale()),
                assessment.isCertain().test(id),
                MarginFormat.share(margin.terms().haircutMillionths()),
                Decimals.format(assessment.rates().of(margin).billionths(), MarginFormat.RATE),
                MarginFormat.units(margin.balanceUnits(), asset),
                MarginFormat.units(margin.reservedUnits(), asset),
                MarginFormat.units(margin.principalUnits(), asset),
                MarginFormat.units(margin.interestUnits(), asset),
                MarginFormat.time(margin.beganNanos()),
                MarginFormat.units(mayBorrow ? assessment.borrowable(margin) : 0, asset),
                MarginFormat.units(assessment.withdrawable(margin), asset),
                preview == null
                        ? null
                        : Decimals.format(preview.priceUnits(), margin.terms().priceScale()),
                preview == null ? null : preview.isFall() ? "at_or_below" : "at_or_above",
                preview == null ? null : MarginFormat.needed(preview.toSell()));
    }
}

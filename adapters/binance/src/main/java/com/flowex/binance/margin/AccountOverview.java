package com.flowex.binance.margin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.margin.MarginAssets.LentAsset;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.app.margin.MarginAssessment;
import com.flowex.wallet.store.margin.AssetMargin;
import com.flowex.wallet.store.margin.MarginQueries.AccountStops;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries of the caller's margin account: its level, its debts, and the amounts that it can borrow or let out. */
record AccountOverview(MarginAssets assets, MarginMode mode) {

    private static final String BITCOIN = "BTC";
    private static final String TETHER = "USDT";

    /** Scale of values in bitcoin and in USDT. */
    private static final Scale VALUE = new Scale(8);

    /**
     * {@code account}. Values in an asset are left out where no source has given its index price.
     *
     * @param userAssets assets that have terms of lending
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record AccountBody(
            boolean created,
            boolean borrowEnabled,
            String marginLevel,
            String collateralMarginLevel,
            @Nullable String totalAssetOfBtc,
            @Nullable String totalLiabilityOfBtc,
            @Nullable String totalNetAssetOfBtc,

            @JsonProperty("TotalCollateralValueInUSDT") @Nullable
            String totalCollateralValueInUsdt,

            boolean tradeEnabled,
            boolean transferInEnabled,
            boolean transferOutEnabled,
            String accountType,
            List<UserAssetBody> userAssets) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record UserAssetBody(
            String asset, String borrowed, String free, String interest, String locked, String netAsset) {}

    /** {@code maxBorrowable}. The limit is the pool's cap. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record BorrowableBody(String amount, String borrowLimit) {}

    /** {@code tradeCoeff}: levels above which money leaves, at which the account is called, and liquidated. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record BarsBody(String normalBar, String marginCallBar, String forceLiquidationBar) {}

    Object account(OperationCall call) {
        MarginAssessment assessment = assets.margin().account(call);
        MarginSums sums = assessment.sums();
        AccountStops stops = assets.margin().accounts().queries().stops(call.account());
        boolean isLiquidating = assessment.account().isLiquidating();
        boolean isStopped = stops.isTenantKilled() || stops.isKilled() || stops.isRestricted();
        return new AccountBody(
                true,
                !isLiquidating && assets.margin().accounts().mayBorrow(call.account()),
                MarginAssets.level(sums.levelMillionths()),
                MarginAssets.level(sums.collateralLevelMillionths()),
                value(assessment, BITCOIN, sums.assets()),
                value(assessment, BITCOIN, sums.debts()),
                value(assessment, BITCOIN, sums.assets().subtract(sums.debts())),
                value(assessment, TETHER, sums.collateral()),
                !isLiquidating && !isStopped,
                true,
                !isLiquidating && assessment.areDebtsCertain(),
                "MARGIN_1",
                assessment.account().assets().stream().map(this::body).toList());
    }

    private @Nullable String value(MarginAssessment assessment, String code, BigInteger value) {
        Optional<AssetMargin> in = assessment.account().assets().stream()
                .filter(each -> assets.asset(each.asset()).code().equals(code))
                .findFirst();
        return in.flatMap(asset -> assessment.valueIn(asset, value, VALUE))
                .map(units -> Decimals.format(units, VALUE))
                .orElse(null);
    }

    private UserAssetBody body(AssetMargin asset) {
        return new UserAssetBody(
                assets.asset(asset.asset()).code(),
                assets.units(asset.principalUnits(), asset.asset()),
                assets.units(asset.balanceUnits() - asset.heldUnits(), asset.asset()),
                assets.units(asset.interestUnits(), asset.asset()),
                assets.units(asset.heldUnits(), asset.asset()),
                assets.units(asset.balanceUnits() - asset.owedUnits(), asset.asset()));
    }

    Object borrowable(OperationCall sent) {
        OperationCall call = mode.ofSymbol(sent);
        LentAsset lent = assets.required(call, "asset");
        MarginAssessment assessment = assets.margin().account(call);
        boolean mayBorrow = assets.margin().accounts().mayBorrow(call.account());
        return new BorrowableBody(
                assets.units(
                        mayBorrow ? assessment.borrowable(own(assessment, lent)) : 0,
                        lent.asset().id()),
                assets.units(lent.pool().terms().capUnits(), lent.asset().id()));
    }

    Object transferable(OperationCall sent) {
        OperationCall call = mode.ofSymbol(sent);
        LentAsset lent = assets.required(call, "asset");
        MarginAssessment assessment = assets.margin().account(call);
        return Map.of(
                "amount",
                assets.units(
                        assessment.withdrawable(own(assessment, lent)),
                        lent.asset().id()));
    }

    private static AssetMargin own(MarginAssessment assessment, LentAsset lent) {
        return assessment
                .account()
                .asset(lent.asset().id())
                .orElseThrow(() -> BinanceErrorCode.NOT_A_MARGIN_ASSET.refusal("Not a valid margin asset. ("
                        + lent.asset().code() + " is not of the isolated account's market)"));
    }

    Object bars(OperationCall call) {
        MarginLevels levels = assets.margin().levels(call.tenant());
        return new BarsBody(
                Decimals.format(MarginSums.TRANSFER_OUT_LEVEL, MarginAssets.SHARE),
                Decimals.format(levels.callMillionths(), MarginAssets.SHARE),
                Decimals.format(levels.liquidationMillionths(), MarginAssets.SHARE));
    }
}

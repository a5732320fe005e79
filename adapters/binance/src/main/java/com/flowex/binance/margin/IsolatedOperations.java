package com.flowex.binance.margin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.margin.IsolatedTransfers.TransferResult;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginAssessment;
import com.flowex.wallet.store.margin.AssetMargin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations below {@code isolated}: the caller's isolated accounts, transfers from and to them, and their markets. */
record IsolatedOperations(MarginAssets assets, Symbols symbols) {

    /** Parameters of a transfer. */
    static final String[] OF_TRANSFER = {"asset", "symbol", "transFrom", "transTo", "amount"};

    /** Highest number of markets that a query of accounts names. */
    private static final int NAMED_MAX = 5;

    /** Wallets of a transfer, by their names in this dialect. */
    private enum Wallet {
        SPOT,
        ISOLATED_MARGIN
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record AssetBody(
            String asset,
            boolean borrowEnabled,
            String borrowed,
            String free,
            String interest,
            String locked,
            String netAsset,
            boolean repayEnabled,
            String totalAsset) {}

    /** @param liquidatePrice index price of the base asset at which the account would be liquidated; left out if there is none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record AccountBody(
            AssetBody baseAsset,
            AssetBody quoteAsset,
            String symbol,
            boolean isolatedCreated,
            boolean enabled,
            String marginLevel,
            String marginLevelStatus,
            @Nullable String liquidatePrice,
            boolean tradeEnabled) {}

    private record AuditedTransfer(String symbol, String currency, String amount, String from, String to) {}

    Object transfer(OperationCall call) {
        Params params = call.params();
        ListedMarket market = symbols.required(call);
        Wallet from = wallet(params, "transFrom");
        Wallet to = wallet(params, "transTo");
        if (from == to) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "Parameters 'transFrom' and 'transTo' must be SPOT and ISOLATED_MARGIN, in either order.");
        }
        Asset asset = asset(market, params.required("asset"));
        long units = params.decimal("amount", asset.scale()).orElseThrow(() -> Params.missing("amount"));
        boolean isIn = to == Wallet.ISOLATED_MARGIN;
        if (isIn && !assets.margin().accounts().lends(call.tenant())) {
            throw new Refusal(RefusalCode.FEATURE_OFF, "this exchange lends nothing for now");
        }
        call.auditBefore(
                "account " + call.account().number(),
                null,
                new AuditedTransfer(
                        Symbols.of(market),
                        asset.code(),
                        Decimals.format(units, asset.scale()),
                        from.name(),
                        to.name()));
        AccountId isolated = MarginMode.in(call, market).account();
        TransferResult done = assets.margin()
                .isolated()
                .move(call, isolated, new Amount(asset.id(), units), isIn, LoanOperations.key(call));
        return Map.of("tranId", done.transferSequence());
    }

    private static Wallet wallet(Params params, String name) {
        return params.oneOf(name, Wallet.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElseThrow(() -> Params.missing(name));
    }

    private static Asset asset(ListedMarket market, String code) {
        return List.of(market.base(), market.quote()).stream()
                .filter(asset -> asset.code().equals(code))
                .findFirst()
                .orElseThrow(() -> BinanceErrorCode.NOT_A_MARGIN_ASSET.refusal(
                        "Not a valid margin asset. (" + code + " is not of the market " + Symbols.of(market) + ")"));
    }

    /** Returns the accounts of the markets that are named; of all that have or had money if none is. */
    Object accounts(OperationCall call) {
        assets.margin().view().await(call);
        Optional<String> named = call.params().text("symbols");
        List<AccountId> open = assets.margin().accounts().isolatedOf(call.account());
        List<ListedMarket> markets = named.isPresent()
                ? named(call, named.get())
                : open.stream()
                        .flatMap(account -> symbols.find(account.isolatedMarket()).stream())
                        .toList();
        return Map.of(
                "assets",
                markets.stream().map(market -> account(call, market, open)).toList());
    }

    private List<ListedMarket> named(OperationCall call, String text) {
        List<String> names = Arrays.asList(text.split(",", -1));
        if (names.size() > NAMED_MAX) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "Parameter 'symbols' must name at most " + NAMED_MAX + " symbols.");
        }
        return names.stream()
                .map(name -> symbols.named(call.tenant(), name.strip()))
                .toList();
    }

    private AccountBody account(OperationCall sent, ListedMarket market, List<AccountId> open) {
        AccountId account = MarginMode.in(sent, market).account();
        MarginAccounts accounts = assets.margin().accounts();
        MarginAssessment assessment = accounts.of(account);
        boolean isOpen = open.contains(account);
        boolean mayBorrow = accounts.mayBorrow(account);
        boolean isLiquidating = assessment.account().isLiquidating();
        return new AccountBody(
                body(assessment, market.base(), mayBorrow),
                body(assessment, market.quote(), mayBorrow),
                Symbols.of(market),
                isOpen,
                isOpen,
                MarginAssets.level(assessment.sums().levelMillionths()),
                status(assessment),
                liquidationPrice(assessment, market.base().id()),
                isOpen && !isLiquidating);
    }

    private static String status(MarginAssessment assessment) {
        MarginSums sums = assessment.sums();
        if (assessment.account().isLiquidating()) {
            return "FORCE_LIQUIDATION";
        }
        if (sums.isLevelAtLeast(MarginSums.TRANSFER_OUT_LEVEL)) {
            return "EXCESSIVE";
        }
        boolean isCalled = !sums.isLevelAtLeast(assessment.account().levels().callMillionths());
        return isCalled ? "MARGIN_CALL" : "NORMAL";
    }

    private static @Nullable String liquidationPrice(MarginAssessment assessment, AssetId base) {
        return assessment
                .account()
                .asset(base)
                .flatMap(asset -> assessment
                        .preview(asset)
                        .map(preview -> Decimals.format(
                                preview.priceUnits(), asset.terms().priceScale())))
                .orElse(null);
    }

    /** An asset without terms of lending is not collateral, and its amounts are not shown. */
    private AssetBody body(MarginAssessment assessment, Asset asset, boolean mayBorrow) {
        Optional<AssetMargin> margin = assessment.account().asset(asset.id());
        long balance = margin.map(AssetMargin::balanceUnits).orElse(0L);
        long held = margin.map(AssetMargin::heldUnits).orElse(0L);
        long owed = margin.map(AssetMargin::owedUnits).orElse(0L);
        return new AssetBody(
                asset.code(),
                mayBorrow && margin.map(each -> each.terms().capUnits() > 0).orElse(false),
                assets.units(margin.map(AssetMargin::principalUnits).orElse(0L), asset.id()),
                assets.units(balance - held, asset.id()),
                assets.units(margin.map(AssetMargin::interestUnits).orElse(0L), asset.id()),
                assets.units(held, asset.id()),
                assets.units(balance - owed, asset.id()),
                true,
                assets.units(balance, asset.id()));
    }

    /** Returns how many isolated accounts the caller has and may have. */
    Object limit(OperationCall call) {
        assets.margin().view().await(call);
        return Map.of(
                "enabledAccount",
                assets.margin().accounts().isolatedOf(call.account()).size(),
                "maxAccount",
                AccountId.ISOLATED_MAX);
    }
}

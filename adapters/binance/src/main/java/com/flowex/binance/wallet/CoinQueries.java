package com.flowex.binance.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.access.auth.Permission;
import com.flowex.binance.call.OperationCall;
import com.flowex.custody.Coin;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.WalletFacade;
import com.flowex.wallet.WalletFacade.WalletAsset;
import com.flowex.wallet.store.terms.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries of coins: the caller's balances, and the terms of deposits and withdrawals. */
record CoinQueries(WalletFacade counter) {

    private static final String NOTHING = "0";

    /**
     * {@code capital/config/getall}. A pending withdrawal is part of {@code locked} until it is paid; the exchange has
     * no frozen, lent or newly offered coins.
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record CoinBody(
            String coin,
            String name,
            boolean depositAllEnable,
            boolean withdrawAllEnable,
            boolean trading,
            boolean isLegalMoney,
            String free,
            String locked,
            String freeze,
            String withdrawing,
            String ipoing,
            String ipoable,
            String storage,
            List<NetworkBody> networkList) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record NetworkBody(
            String network,
            String coin,
            String name,
            boolean isDefault,
            boolean depositEnable,
            boolean withdrawEnable,
            String depositDesc,
            String withdrawDesc,
            String depositDust,
            String withdrawIntegerMultiple,
            String withdrawFee,
            String withdrawMin,
            String withdrawMax,
            int minConfirm,
            int unLockConfirm,
            boolean sameAddress,
            boolean busy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String contractAddress) {}

    /** {@code asset/assetDetail}. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record DetailBody(
            String minWithdrawAmount, boolean depositStatus, String withdrawFee, boolean withdrawStatus) {}

    List<Object> all(OperationCall call) {
        boolean isVip = call.caller().may(Permission.VIP_TERMS);
        return counter.carried(call).stream()
                .<Object>map(carried -> coin(carried, isVip))
                .toList();
    }

    Map<String, Object> details(OperationCall call) {
        Optional<Asset> asset = call.params().text("asset").map(code -> counter.asset(call.tenant(), code));
        Map<String, Object> all = new LinkedHashMap<>();
        for (WalletAsset carried : counter.carried(call)) {
            if (asset.isEmpty() || asset.get().equals(carried.asset())) {
                all.put(carried.asset().code(), detail(carried));
            }
        }
        return all;
    }

    private static DetailBody detail(WalletAsset carried) {
        Terms terms = carried.terms();
        return new DetailBody(
                words(carried, terms.least()),
                !carried.chains().isEmpty(),
                words(carried, terms.fee()),
                goesOut(carried));
    }

    private static boolean goesOut(WalletAsset carried) {
        return !carried.chains().isEmpty() && carried.terms().stopped().isEmpty();
    }

    private static CoinBody coin(WalletAsset carried, boolean isVip) {
        String code = carried.asset().code();
        return new CoinBody(
                code,
                code,
                !carried.chains().isEmpty(),
                goesOut(carried),
                true,
                false,
                words(carried, carried.balanceUnits() - carried.heldUnits()),
                words(carried, carried.heldUnits()),
                NOTHING,
                NOTHING,
                NOTHING,
                NOTHING,
                NOTHING,
                carried.chains().stream()
                        .map(chain -> network(carried, chain, isVip))
                        .toList());
    }

    private static NetworkBody network(WalletAsset carried, Chain chain, boolean isVip) {
        Terms terms = carried.terms();
        Coin coin = chain.scheme().coin(carried.asset().code()).orElseThrow();
        boolean isOut = terms.stopped().isEmpty();
        return new NetworkBody(
                NetworkNames.of(chain),
                carried.asset().code(),
                chain.scheme().network().title(),
                chain.equals(carried.chains().getFirst()),
                true,
                isOut,
                "",
                isOut ? "" : "Withdrawals of " + carried.asset().code() + " are stopped.",
                words(carried, terms.depositMinimum()),
                finest(carried.asset(), coin),
                words(carried, terms.fee()),
                words(carried, terms.least()),
                words(carried, terms.daily(isVip)),
                chain.scheme().network().confirmations(),
                chain.scheme().network().finality(),
                chain.scheme().network().takesMemo(),
                false,
                coin.isNative() || coin.token().equals(coin.asset()) ? null : coin.token());
    }

    /**
     * Returns the unit of a withdrawal's amount, which is a multiple of it: the coarser of the ledger's and the coin's
     * precision.
     */
    private static String finest(Asset asset, Coin coin) {
        return Decimals.format(1, new Scale(Math.min(asset.scale().places(), coin.decimals())));
    }

    private static String words(WalletAsset carried, long units) {
        return Decimals.format(units, carried.asset().scale());
    }
}

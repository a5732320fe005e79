package com.flowex.binance.margin;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.MarginFacade;
import com.flowex.wallet.WalletFacade;
import com.flowex.wallet.store.margin.LendingPool;

/** Assets that have terms of lending, as calls name them. */
record MarginAssets(MarginFacade margin, WalletFacade counter) {

    /** Parameters of a query about one asset. */
    static final String[] TAKES = {"asset", "isolatedSymbol"};

    /** Scale of shares and levels: millionths. */
    static final Scale SHARE = new Scale(6);

    /** Scale of rates: billionths. */
    static final Scale RATE = new Scale(9);

    static final long HOURS_OF_DAY = 24;

    /** Level that Binance shows of an account that owes nothing. */
    private static final String NO_DEBT = "999";

    /** An asset with its pool. */
    record LentAsset(Asset asset, LendingPool pool) {}

    Asset asset(AssetId id) {
        return counter.asset(id);
    }

    /** Returns an amount with the asset's scale. */
    String units(long units, AssetId id) {
        return Decimals.format(units, asset(id).scale());
    }

    /** Returns a level, in millionths, as Binance shows it: 999 without debts. */
    static String level(long millionths) {
        return millionths == MarginSums.NO_DEBT ? NO_DEBT : Decimals.format(millionths, SHARE);
    }

    /** Returns the asset that a parameter names. */
    LentAsset required(OperationCall call, String name) {
        return named(call.tenant(), call.params().required(name));
    }

    /** Returns the asset of a code. */
    LentAsset named(int tenant, String code) {
        return margin.pools(tenant).stream()
                .map(pool -> new LentAsset(asset(pool.asset()), pool))
                .filter(lent -> lent.asset().code().equals(code))
                .findFirst()
                .orElseThrow(() -> BinanceErrorCode.NOT_A_MARGIN_ASSET.refusal(
                        "Not a valid margin asset. (" + code + " has no terms of lending)"));
    }
}

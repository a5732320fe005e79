package com.flowex.wallet.store.balance;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;

/** Balance of one asset as the API shows it: the schema Balance of docs/api/openapi.yaml. */
public record BalanceBody(String currency, String available, String locked, String total) {

    static BalanceBody of(Asset asset, long balanceUnits, long heldUnits) {
        return new BalanceBody(
                asset.code(),
                Decimals.format(balanceUnits - heldUnits, asset.scale()),
                Decimals.format(heldUnits, asset.scale()),
                Decimals.format(balanceUnits, asset.scale()));
    }
}

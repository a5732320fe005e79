package com.flowex.wallet.app.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.util.Map;

/** Source of the volumes that decide discounts of rates: those that decide trading fees. */
@FunctionalInterface
public interface AccountVolumes {

    /** Returns the volume of an account in 30 days by quote currency; a currency without trades is missing. */
    Map<AssetId, BigInteger> of(AccountId account);
}

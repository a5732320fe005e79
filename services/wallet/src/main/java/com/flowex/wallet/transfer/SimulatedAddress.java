package com.flowex.wallet.transfer;

import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Deposit addresses of the simulated chain. They begin with "sim", which no real chain's addresses do: money sent to a
 * copied address must bounce, not vanish.
 */
final class SimulatedAddress {

    static final String NETWORK = "simulated";

    private static final int DIGITS = 38;

    private SimulatedAddress() {}

    /** Always the same for the same account and asset. */
    static String of(AccountId account, Asset asset) {
        byte[] hash = DepositKeys.sha256("simulated chain\n" + account + "\n" + asset.code());
        return "sim" + asset.code().toLowerCase(Locale.ROOT) + "1"
                + HexFormat.of().formatHex(hash).substring(0, DIGITS);
    }
}

package com.flowex.binance.wallet;

import com.flowex.binance.call.OperationCall;
import com.flowex.custody.Coin;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.WalletFacade;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Names of networks for clients: the coin in which a network's fees are paid (BTC, ETH), or the exchange's own code if
 * a network has no fees.
 */
record NetworkNames(WalletFacade counter) {

    static String of(Chain chain) {
        return chain.scheme()
                .feeCoin()
                .map(Coin::asset)
                .orElseGet(() -> ofCode(chain.scheme().network().code()));
    }

    /** Returns the network name of a transaction, also of a network that is no longer used. */
    String of(Asset asset, String code) {
        return counter.chains(asset).stream()
                .filter(chain -> chain.scheme().network().code().equals(code))
                .map(NetworkNames::of)
                .findFirst()
                .orElseGet(() -> ofCode(code));
    }

    /**
     * Returns the chain that a call names by {@code network}; without a name, the first one of the asset.
     *
     * @throws Refusal if the asset does not move over it
     */
    Chain named(OperationCall call, Asset asset) {
        List<Chain> carrying = counter.chains(asset);
        if (carrying.isEmpty()) {
            throw Refusal.notYet("moving " + asset.code() + " over a chain");
        }
        return call.params()
                .text("network")
                .map(name -> carrying.stream()
                        .filter(chain -> of(chain).equals(name))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid(
                                "network", "one that carries " + asset.code() + ": " + words(carrying))))
                .orElseGet(carrying::getFirst);
    }

    private static String words(List<Chain> chains) {
        return chains.stream().map(NetworkNames::of).collect(Collectors.joining(", "));
    }

    private static String ofCode(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}

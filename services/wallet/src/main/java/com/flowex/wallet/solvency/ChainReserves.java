package com.flowex.wallet.solvency;

import com.flowex.custody.Block;
import com.flowex.custody.Chain;
import com.flowex.custody.ChainException;
import com.flowex.custody.Coin;
import com.flowex.custody.PaymentOrder;
import com.flowex.custody.ReserveMessage;
import com.flowex.domain.Asset;
import com.flowex.wallet.chain.Addresses;
import com.flowex.wallet.chain.Vault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the address from which a tenant pays, on each network that carries the asset. What still lies where users paid it in is not
 * shown: it would say which addresses are whose.
 */
public record ChainReserves(Vault vault, Addresses addresses) implements Reserves {

    /** Blocks that come while it is counted make it count again. */
    private static final int TRIES = 5;

    @Override
    public List<Reserve> of(Asset asset, long sequence, String root) {
        List<Reserve> all = new ArrayList<>();
        for (Chain chain : vault.of(asset)) {
            PaymentOrder.Purse hot = addresses.hot(chain, asset.tenant());
            // Before anybody was shown an address nothing was brought there, and nobody watches it.
            if (!addresses.owned(chain, List.of(hot.address())).isEmpty()) {
                all.add(signed(chain, hot, asset, sequence, root));
            }
        }
        return all;
    }

    private Reserve signed(Chain chain, PaymentOrder.Purse purse, Asset asset, long sequence, String root) {
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        for (int i = 0; i < TRIES; i++) {
            Block at = chain.tip();
            BigInteger units = chain.balance(purse.address(), coin);
            if (chain.tip().equals(at)) {
                ReserveMessage message = new ReserveMessage(
                        asset.tenant(),
                        asset.code(),
                        coin.network(),
                        purse.address(),
                        units,
                        coin.decimals(),
                        at.height(),
                        at.hash(),
                        sequence,
                        root);
                return new Reserve(message, vault.signer().signMessage(chain.scheme(), purse.key(), message.text()));
            }
        }
        throw new ChainException("blocks of " + coin.network() + " come faster than they are counted");
    }
}

package com.flowex.wallet.app.solvency;

import com.flowex.custody.Coin;
import com.flowex.custody.ReserveMessage;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.domain.market.Asset;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.solvency.Reserves;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Reserves at the hot address on each network that carries the asset. Balances that still lie at deposit addresses are
 * left out: they would reveal the owners of addresses.
 */
public record ChainReserves(CustodyConnections vault, AddressDirectory addresses) implements Reserves {

    /** Greatest number of attempts; a block that arrives during the count makes it count again. */
    private static final int TRIES = 5;

    @Override
    public List<Reserve> of(Asset asset, long sequence, String root) {
        List<Reserve> all = new ArrayList<>();
        for (Chain chain : vault.of(asset)) {
            PaymentOrder.SourceAddress hot = addresses.hot(chain, asset.tenant());
            // Before the first deposit address is shown, no money comes to the hot address, and it is not watched.
            if (!addresses.owned(chain, List.of(hot.address())).isEmpty()) {
                all.add(signed(chain, hot, asset, sequence, root));
            }
        }
        return all;
    }

    private Reserve signed(Chain chain, PaymentOrder.SourceAddress address, Asset asset, long sequence, String root) {
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        for (int i = 0; i < TRIES; i++) {
            Block at = chain.tip();
            BigInteger units = chain.balance(address.address(), coin);
            if (chain.tip().equals(at)) {
                ReserveMessage message = new ReserveMessage(
                        asset.tenant(),
                        asset.code(),
                        coin.network(),
                        address.address(),
                        units,
                        coin.decimals(),
                        at.height(),
                        at.hash(),
                        sequence,
                        root);
                return new Reserve(message, vault.signer().signMessage(chain.scheme(), address.key(), message.text()));
            }
        }
        throw new ChainException("blocks of " + coin.network() + " come faster than they are counted");
    }
}

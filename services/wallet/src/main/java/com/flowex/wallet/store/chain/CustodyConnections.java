package com.flowex.wallet.store.chain;

import com.flowex.custody.Signer;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.platform.errors.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The chains of this process, and the signer. */
public record CustodyConnections(List<Chain> chains, Signer signer) implements AutoCloseable {

    public CustodyConnections {
        chains = List.copyOf(chains);
    }

    public Optional<Chain> chain(String network) {
        return chains.stream()
                .filter(chain -> chain.scheme().network().code().equals(network))
                .findFirst();
    }

    /**
     * Returns the chain of a network on which work was started before.
     *
     * @throws IllegalStateException if the network is no longer configured in this process
     */
    public Chain begun(String network) {
        return chain(network)
                .orElseThrow(() -> new IllegalStateException("the network " + network + " is no longer configured"));
    }

    /** Returns the listed asset whose coin on a chain is the given token. */
    public static Optional<Asset> asset(Chain chain, String token, Collection<Asset> listed) {
        return listed.stream()
                .filter(asset -> chain.scheme()
                        .coin(asset.code())
                        .filter(coin -> coin.token().equals(token))
                        .isPresent())
                .findFirst();
    }

    /** Returns the chains that carry an asset. */
    public List<Chain> of(Asset asset) {
        return chains.stream()
                .filter(chain -> chain.scheme().coin(asset.code()).isPresent())
                .toList();
    }

    /**
     * Returns the chain that a caller selects.
     *
     * @param network network code as sent; null selects the only chain
     * @throws Refusal {@code invalid_field} if no chain fits, or there are several and none is named
     */
    public Chain named(Asset asset, @Nullable String network) {
        List<Chain> all = of(asset);
        if (all.isEmpty()) {
            throw Refusal.notYet("moving " + asset.code() + " over a chain");
        }
        if (network == null) {
            if (all.size() > 1) {
                throw Refusal.invalid("network", "given: " + words(all));
            }
            return all.getFirst();
        }
        return chain(network)
                .filter(all::contains)
                .orElseThrow(() -> Refusal.invalid("network", "one that carries " + asset.code() + ": " + words(all)));
    }

    private static String words(List<Chain> chains) {
        return chains.stream().map(chain -> chain.scheme().network().code()).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        chains.forEach(Chain::close);
    }
}

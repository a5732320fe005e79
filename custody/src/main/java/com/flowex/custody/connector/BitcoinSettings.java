package com.flowex.custody.connector;

import com.flowex.ground.settings.SettingsReader;
import java.net.URI;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;

/**
 * @param url of a node; empty if this process reaches none, as one that only signs
 * @param kind main net or one of those for trying things out
 */
public record BitcoinSettings(Optional<URI> url, BitcoinNetwork kind, int confirmations, int finality) {

    private static final int BLOCKS_MAX = 1_000;

    @Override
    public String toString() {
        return "BitcoinSettings[" + kind + ", " + confirmations + ", " + finality + "]";
    }

    static BitcoinSettings read(SettingsReader reader) {
        String url = reader.secret(
                "FLOWEX_BITCOIN_URL",
                "a URL as http://user:password@host:8332",
                "JSON-RPC of a Bitcoin node with txindex=1; without it there is no Bitcoin");
        BitcoinNetwork kind = reader.oneOf(
                "FLOWEX_BITCOIN_NETWORK", BitcoinNetwork.MAINNET, BitcoinNetwork.class, "of which the node must be");
        int confirmations = reader.integer(
                "FLOWEX_BITCOIN_CONFIRMATIONS",
                2,
                1,
                BLOCKS_MAX,
                "blocks, its own included, after which a deposit is credited");
        int finality = reader.integer(
                "FLOWEX_BITCOIN_FINALITY", 6, 1, BLOCKS_MAX, "blocks after which a block is taken as there for ever");
        if (finality < confirmations) {
            reader.refuse("FLOWEX_BITCOIN_FINALITY must be at least FLOWEX_BITCOIN_CONFIRMATIONS");
            finality = confirmations;
        }
        Optional<URI> node = url.isEmpty() ? Optional.empty() : NodeUrl.read(reader, "FLOWEX_BITCOIN_URL", url);
        return new BitcoinSettings(node, kind, confirmations, finality);
    }
}

package com.flowex.custody.connector;

import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;

/**
 * Settings of Bitcoin.
 *
 * @param url URL of a node; empty if this process reaches none, as one that only signs
 * @param kind main net or one of the test networks
 */
public record BitcoinSettings(Optional<URI> url, BitcoinNetwork kind, ConfirmationDepths depths) {

    private static final int BLOCKS_MAX = 1_000;

    @Override
    public String toString() {
        return "BitcoinSettings[" + kind + ", " + depths + "]";
    }

    static BitcoinSettings read(SettingsReader reader) {
        String url = reader.secret(
                "FLOWEX_BITCOIN_URL",
                "a URL as http://user:password@host:8332",
                "JSON-RPC of a Bitcoin node with txindex=1; without it there is no Bitcoin");
        BitcoinNetwork kind = reader.oneOf(
                "FLOWEX_BITCOIN_NETWORK", BitcoinNetwork.MAINNET, BitcoinNetwork.class, "of which the node must be");
        ConfirmationDepths depths =
                ConfirmationDepths.read(reader, "FLOWEX_BITCOIN", new ConfirmationDepths(2, 6), BLOCKS_MAX);
        Optional<URI> node = url.isEmpty() ? Optional.empty() : NodeUrlSetting.read(reader, "FLOWEX_BITCOIN_URL", url);
        return new BitcoinSettings(node, kind, depths);
    }
}

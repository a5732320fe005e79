package com.flowex.custody.connector;

import com.flowex.custody.Coin;
import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of Ethereum.
 *
 * @param url URL of a node; empty if this process reaches none, as one that only signs
 * @param chain chain id (EIP-155)
 * @param tokens tokens besides ether
 */
public record EthereumSettings(Optional<URI> url, long chain, List<Coin> tokens, ConfirmationDepths depths) {

    static final String CODE = "ethereum";

    private static final int BLOCKS_MAX = 10_000;
    private static final Pattern TOKEN =
            Pattern.compile("([A-Z0-9]{1,16}):(0x[0-9a-fA-F]{40}):([0-9]|[12][0-9]|3[0-6])");

    @Override
    public String toString() {
        return "EthereumSettings[" + chain + ", " + tokens + ", " + depths + "]";
    }

    static EthereumSettings read(SettingsReader reader) {
        String url = reader.secret(
                "FLOWEX_ETHEREUM_URL",
                "a URL as http://host:8545",
                "JSON-RPC of an Ethereum node; without it there is no Ethereum");
        long chain = reader.number(
                "FLOWEX_ETHEREUM_CHAIN",
                1,
                1,
                Integer.MAX_VALUE,
                "number of the chain (EIP-155) of which the node must be");
        List<Coin> tokens = reader.list(
                "FLOWEX_ETHEREUM_TOKENS",
                "",
                "ASSET:CONTRACT:DECIMALS, separated by commas",
                EthereumSettings::token,
                "tokens (ERC-20) that are taken and paid, as in USDT:0xdAC17F958D2ee523a2206206994597C13D831ec7:6");
        ConfirmationDepths depths =
                ConfirmationDepths.read(reader, "FLOWEX_ETHEREUM", new ConfirmationDepths(12, 64), BLOCKS_MAX);
        Optional<URI> node = url.isEmpty() ? Optional.empty() : NodeUrlSetting.read(reader, "FLOWEX_ETHEREUM_URL", url);
        return new EthereumSettings(node, chain, tokens, depths);
    }

    private static Coin token(String text) {
        Matcher parts = TOKEN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException();
        }
        return new Coin(CODE, parts.group(1), parts.group(2), Integer.parseInt(parts.group(3)));
    }
}

package com.flowex.custody.connector;

import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Networks, their nodes, and the location of the keys.
 *
 * @param isSimulated true if there is a simulated chain
 * @param timeout time-out of one call of a node
 */
public record CustodySettings(
        boolean isSimulated,
        BitcoinSettings bitcoin,
        EthereumSettings ethereum,
        Duration timeout,
        KeyLocation keys,
        SignerSettings signer) {

    /** Location of the private keys. */
    public sealed interface KeyLocation {

        /** In this process, from a seed that is sealed in a file. */
        record InProcessKeys(Path seed) implements KeyLocation {}

        /** In a separate process, which judges what it signs. */
        record RemoteKeys(URI url, String secret) implements KeyLocation {
            @Override
            public String toString() {
                return "Elsewhere[" + url + "]";
            }
        }

        /** In no process: this one makes no address and pays nothing. */
        record NoKeys() implements KeyLocation {}
    }

    private static final String SEED_FILE = "custody.seed";

    /** Reads the settings without throwing. */
    public static CustodySettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("Money on chains");
        BitcoinSettings bitcoin = BitcoinSettings.read(reader);
        EthereumSettings ethereum = EthereumSettings.read(reader);
        boolean isReal = bitcoin.url().isPresent() || ethereum.url().isPresent();
        boolean isSimulated = reader.flag(
                "FLOWEX_SIMULATED_CHAIN",
                profile == Profile.DEV && !isReal,
                "a chain that only pretends, for play money; never in production, nor together with a node of a real network");
        if (isSimulated && isReal) {
            reader.refuse(
                    "FLOWEX_SIMULATED_CHAIN must be off where FLOWEX_BITCOIN_URL or FLOWEX_ETHEREUM_URL names a node:"
                            + " play money could be withdrawn over the real network");
        }
        reader.inProduction(
                profile,
                !isSimulated,
                "FLOWEX_SIMULATED_CHAIN must be off in production: whatever is paid on it is made up");
        Duration timeout = reader.duration(
                "FLOWEX_NODE_TIMEOUT_MS",
                Duration.ofSeconds(15),
                Duration.ofMillis(1),
                120_000,
                "how long a question to a network's node may take, its answer included");
        SignerSettings signer = SignerSettings.read(reader, profile, data);
        KeyLocation keys = keys(reader, profile, isReal, data, signer.secret());
        return new CustodySettings(isSimulated, bitcoin, ethereum, timeout, keys, signer);
    }

    private static KeyLocation keys(SettingsReader reader, Profile profile, boolean isReal, Path data, String secret) {
        reader.group("Money on chains");
        String url = reader.text(
                "FLOWEX_SIGNER_URL", "", "of the process that holds the keys (./flowex signer); none: see below");
        boolean isHere = reader.flag(
                "FLOWEX_CUSTODY_KEYS_LOCAL",
                profile != Profile.PRODUCTION,
                "without a signer's URL: whether this process may hold private keys itself");
        reader.inProduction(
                profile,
                !isReal || isHere || !url.isEmpty(),
                "FLOWEX_SIGNER_URL must be given in production, or FLOWEX_CUSTODY_KEYS_LOCAL=on say that this process may"
                        + " hold the keys of real money: an intruder into it then has them");
        if (!url.isEmpty()) {
            SignerSettings.mustBeLong(reader, secret);
            return NodeUrlSetting.read(reader, "FLOWEX_SIGNER_URL", url)
                    .<KeyLocation>map(where -> new KeyLocation.RemoteKeys(where, secret))
                    .orElse(new KeyLocation.NoKeys());
        }
        if (isHere) {
            return new KeyLocation.InProcessKeys(data.resolve(SEED_FILE));
        }
        if (isReal && profile != Profile.PRODUCTION) {
            reader.refuse(
                    "FLOWEX_SIGNER_URL must be given, or FLOWEX_CUSTODY_KEYS_LOCAL be on: without either nothing signs for the networks");
        }
        return new KeyLocation.NoKeys();
    }
}

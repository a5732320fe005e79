package com.flowex.custody.connector;

import com.flowex.custody.Coin;
import com.flowex.custody.Network;
import com.flowex.custody.Scheme;
import com.flowex.custody.SeedRegistry;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;
import com.flowex.custody.bitcoin.BitcoinChain;
import com.flowex.custody.bitcoin.BitcoinScheme;
import com.flowex.custody.bitcoin.ReceivedOutputs;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.connector.CustodySettings.KeyLocation;
import com.flowex.custody.ethereum.EthereumChain;
import com.flowex.custody.ethereum.EthereumScheme;
import com.flowex.custody.key.LocalSigner;
import com.flowex.custody.key.Seed;
import com.flowex.custody.key.SeedFile;
import com.flowex.custody.node.NodeRpc;
import com.flowex.custody.signer.RemoteSigner;
import com.flowex.custody.simulated.SimulatedScheme;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.settings.StartupException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Factory of the networks that a process reaches. */
public final class Connectors {

    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

    /** Code of the network for which outputs are stored. */
    public static final String BITCOIN = "bitcoin";

    private static final int BITCOIN_PURPOSE = 84;
    private static final int BITCOIN_DECIMALS = 8;
    private static final int PURPOSE = 44;
    private static final int ETHER_TYPE = 60;
    static final int ETHER_DECIMALS = 18;
    private static final int TEST_TYPE = 1;

    private Connectors() {}

    /**
     * Opens the networks that the settings name. It does not call a node yet, so a node that is down does not prevent
     * the start.
     *
     * @param others the simulated chain, where there is one: it needs a database
     * @param coins store of Bitcoin's outputs
     */
    public static List<Chain> open(CustodySettings settings, List<Chain> others, ReceivedOutputs coins) {
        List<Chain> chains = new ArrayList<>(others);
        BitcoinSettings bitcoin = settings.bitcoin();
        bitcoin.url()
                .map(url -> new BitcoinChain(scheme(bitcoin), new NodeRpc(BITCOIN, url, settings.timeout()), coins))
                .ifPresent(chains::add);
        EthereumSettings ethereum = settings.ethereum();
        ethereum.url()
                .map(url -> new EthereumChain(
                        scheme(ethereum), new NodeRpc(EthereumSettings.CODE, url, settings.timeout())))
                .ifPresent(chains::add);
        return List.copyOf(chains);
    }

    /** Returns the schemes of all networks, without nodes, for a signer. */
    public static List<Scheme> schemes(CustodySettings settings) {
        List<Scheme> schemes = new ArrayList<>();
        schemes.add(scheme(settings.bitcoin()));
        schemes.add(scheme(settings.ethereum()));
        if (settings.isSimulated()) {
            schemes.add(new SimulatedScheme(1));
        }
        return List.copyOf(schemes);
    }

    /**
     * Returns the signer of this process.
     *
     * @param seeds store of the seed that existing addresses were made from
     * @throws StartupException if the signer has another seed
     */
    public static Signer signer(CustodySettings settings, Sealing sealing, SeedRegistry seeds, InstantSource clock) {
        return switch (settings.keys()) {
            case KeyLocation.InProcessKeys(Path file) -> {
                Seed seed = new SeedFile(file, sealing).open(seeds.known());
                seeds.remember(seed.fingerprint());
                yield new LocalSigner(seed);
            }
            case KeyLocation.RemoteKeys(URI url, String secret) ->
                compared(new RemoteSigner(url, secret, settings.timeout(), clock, seeds));
            case KeyLocation.NoKeys() -> new UnavailableSigner();
        };
    }

    /** Returns a signer for a process that signs nothing. */
    public static Signer unavailableSigner() {
        return new UnavailableSigner();
    }

    /**
     * Compares the signer's seed. A signer that is not there yet does not prevent the start: each later call compares
     * the seed again.
     */
    private static Signer compared(RemoteSigner signer) {
        Optional<String> other;
        try {
            other = signer.otherSeed();
        } catch (SignerException e) {
            LOG.warn("nothing is signed until the signer answers: {}", e.getMessage());
            return signer;
        }
        if (other.isPresent()) {
            signer.close();
            throw new StartupException(other.get());
        }
        return signer;
    }

    private static BitcoinScheme scheme(BitcoinSettings bitcoin) {
        return bitcoin(
                bitcoin.kind(),
                bitcoin.depths().confirmations(),
                bitcoin.depths().finality());
    }

    static BitcoinScheme bitcoin(BitcoinNetwork kind, int confirmations, int finality) {
        boolean isReal = kind == BitcoinNetwork.MAINNET;
        Network network = new Network(
                BITCOIN, "Bitcoin", BITCOIN_PURPOSE, isReal ? 0 : TEST_TYPE, confirmations, finality, false);
        return new BitcoinScheme(network, kind, new Coin(BITCOIN, "BTC", Coin.NATIVE, BITCOIN_DECIMALS));
    }

    private static EthereumScheme scheme(EthereumSettings ethereum) {
        boolean isReal = ethereum.chain() == 1;
        Network network = new Network(
                EthereumSettings.CODE,
                "Ethereum",
                PURPOSE,
                isReal ? ETHER_TYPE : TEST_TYPE,
                ethereum.depths().confirmations(),
                ethereum.depths().finality(),
                false);
        List<Coin> coins = new ArrayList<>();
        coins.add(new Coin(EthereumSettings.CODE, "ETH", Coin.NATIVE, ETHER_DECIMALS));
        coins.addAll(ethereum.tokens());
        return new EthereumScheme(network, ethereum.chain(), coins);
    }
}

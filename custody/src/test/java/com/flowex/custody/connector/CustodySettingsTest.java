package com.flowex.custody.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.connector.CustodySettings.KeyLocation;
import com.flowex.custody.key.LocalSigner;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.StartupException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustodySettingsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static final Map<String, String> NODES = Map.of(
            "FLOWEX_BITCOIN_URL", "http://rpc:hidden@127.0.0.1:18443",
            "FLOWEX_BITCOIN_NETWORK", "regtest",
            "FLOWEX_ETHEREUM_URL", "http://127.0.0.1:8545",
            "FLOWEX_ETHEREUM_TOKENS", "USDT:0xdAC17F958D2ee523a2206206994597C13D831ec7:6");

    private static CustodySettings read(Profile profile, Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        CustodySettings settings =
                CustodySettings.read(reader, profile, Path.of(environment.getOrDefault("FLOWEX_DATA_DIR", "data")));
        reader.finish();
        return settings;
    }

    private static String refused(Profile profile, Map<String, String> environment) {
        StartupException refused = assertThrows(StartupException.class, () -> read(profile, environment));
        assertFalse(refused.toString().contains("hidden"));
        return refused.toString();
    }

    private static Map<String, String> nodesAnd(String name, String value) {
        Map<String, String> all = new java.util.HashMap<>(NODES);
        all.put(name, value);
        return all;
    }

    @Test
    void withoutSettingsThereIsPlayMoneyOnlyAndInProductionNothing() {
        CustodySettings dev = read(Profile.DEV, Map.of());
        assertTrue(dev.isSimulated());
        assertEquals(new KeyLocation.InProcessKeys(Path.of("data/custody.seed")), dev.keys());
        CustodySettings production = read(Profile.PRODUCTION, Map.of());
        assertFalse(production.isSimulated());
        assertEquals(new KeyLocation.NoKeys(), production.keys());
        assertEquals(2, Connectors.schemes(production).size(), "a signer needs no node");
        assertEquals(List.of(), Connectors.open(production, List.of(), address -> List.of()));
    }

    @Test
    void playMoneyAndARealNetworkAreRefusedTogetherInEveryProfile() {
        assertFalse(read(Profile.DEV, NODES).isSimulated(), "a node switches play money off");
        for (Profile profile : Profile.values()) {
            String why = refused(profile, nodesAnd("FLOWEX_SIMULATED_CHAIN", "on"));
            assertTrue(why.contains("FLOWEX_SIMULATED_CHAIN must be off where"), why);
        }
    }

    @Test
    void productionRefusesSimulatedChainsAndLocalKeysByDefault() {
        assertTrue(refused(Profile.PRODUCTION, Map.of("FLOWEX_SIMULATED_CHAIN", "on"))
                .contains("FLOWEX_SIMULATED_CHAIN"));
        assertTrue(refused(Profile.PRODUCTION, NODES).contains("FLOWEX_SIGNER_URL"));
        assertInstanceOf(
                KeyLocation.InProcessKeys.class,
                read(Profile.PRODUCTION, nodesAnd("FLOWEX_CUSTODY_KEYS_LOCAL", "on"))
                        .keys());
    }

    @Test
    void aSignerNeedsASecret() {
        Map<String, String> signer = nodesAnd("FLOWEX_SIGNER_URL", "http://127.0.0.1:8010");
        assertTrue(refused(Profile.PRODUCTION, signer).contains("FLOWEX_SIGNER_SECRET"));
        Map<String, String> all = new java.util.HashMap<>(signer);
        all.put("FLOWEX_SIGNER_SECRET", "hidden-Zk4pT9vQ2mXb7LwR8sNc3HdY6fJg");
        KeyLocation keys = read(Profile.PRODUCTION, all).keys();
        assertInstanceOf(KeyLocation.RemoteKeys.class, keys);
        assertFalse(keys.toString().contains("hidden"));
    }

    @Test
    void signerIsChosenByTheSettings() {
        Sealing sealing = new Sealing(KeyRing.of(new SecretSource.Stored(folder.resolve("data.keys"))));
        RememberedSeed remembered = new RememberedSeed();
        CustodySettings here = read(Profile.DEV, Map.of("FLOWEX_DATA_DIR", folder.toString()));
        Signer local = Connectors.signer(here, sealing, remembered, InstantSource.system());
        assertInstanceOf(LocalSigner.class, local);
        assertTrue(remembered.known().isPresent());
        assertThrows(
                StartupException.class,
                () -> Connectors.signer(here, sealing, new RememberedSeed("0011223344556677"), InstantSource.system()));
        RememberedSeed nothing = new RememberedSeed();
        CustodySettings nowhere = read(Profile.PRODUCTION, Map.of());
        Signer absent = Connectors.signer(nowhere, sealing, nothing, InstantSource.system());
        SignerException none = assertThrows(
                SignerException.class,
                () -> absent.accountKey(Connectors.schemes(nowhere).getFirst(), 1));
        assertFalse(none.isRefused());
        assertTrue(nothing.known().isEmpty());
    }

    @Test
    void networksThatAreNamedAreOpened() {
        CustodySettings settings = read(Profile.DEV, NODES);
        assertFalse(settings.toString().contains("hidden"));
        List<Chain> chains = Connectors.open(settings, List.of(), address -> List.of());
        try {
            assertEquals(
                    List.of("bitcoin", "ethereum"),
                    chains.stream()
                            .map(chain -> chain.scheme().network().code())
                            .toList());
            assertEquals(1, chains.getFirst().scheme().network().coinType());
            assertEquals(6, chains.getLast().scheme().coin("USDT").orElseThrow().decimals());
        } finally {
            chains.forEach(Chain::close);
        }
        assertEquals(2, Connectors.schemes(settings).size());
    }

    @Test
    void invalidSettingsAreRefusedByName() {
        assertTrue(refused(Profile.DEV, nodesAnd("FLOWEX_BITCOIN_URL", "hidden@nowhere"))
                .contains("FLOWEX_BITCOIN_URL"));
        assertTrue(
                refused(Profile.DEV, nodesAnd("FLOWEX_ETHEREUM_URL", "ftp://x")).contains("FLOWEX_ETHEREUM_URL"));
        assertTrue(
                refused(Profile.DEV, nodesAnd("FLOWEX_ETHEREUM_TOKENS", "USDT")).contains("FLOWEX_ETHEREUM_TOKENS"));
        assertTrue(refused(Profile.DEV, Map.of("FLOWEX_BITCOIN_FINALITY", "1")).contains("FLOWEX_BITCOIN_FINALITY"));
        assertTrue(refused(Profile.DEV, Map.of("FLOWEX_ETHEREUM_FINALITY", "3")).contains("FLOWEX_ETHEREUM_FINALITY"));
        for (String wrong :
                List.of("bitcoin", "bitcoin:BTC:1", "bitcoin:BTC:-1:2", "0/bitcoin:BTC:1:2", "bitcoin:BTC:1:1e9")) {
            assertTrue(
                    refused(Profile.DEV, Map.of("FLOWEX_SIGNER_LIMITS", wrong)).contains("FLOWEX_SIGNER_LIMITS"));
        }
        assertTrue(refused(Profile.DEV, Map.of("FLOWEX_SIGNER_ALLOWED", "bitcoin:"))
                .contains("FLOWEX_SIGNER_ALLOWED"));
    }
}

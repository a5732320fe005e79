package com.flowex.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import com.flowex.custody.SeedRegistry;
import com.flowex.custody.Signed;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;
import com.flowex.custody.connector.Connectors;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.custody.connector.RememberedSeed;
import com.flowex.custody.ethereum.EthereumDrafts;
import com.flowex.custody.ethereum.EthereumScheme;
import com.flowex.custody.key.AccountKey;
import com.flowex.custody.signer.RemoteSigner;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signer as it is started, and killed. */
class SignerProcessTest {

    private static final String SECRET = "a secret of thirty-two characters";
    private static final String SOMEBODY = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final Coin ETHER = new Coin("ethereum", "ETH", Coin.NATIVE, 18);
    private static final EthereumScheme SCHEME =
            new EthereumScheme(new Network("ethereum", "Ethereum", 44, 60, 12, 64, false), 1, List.of(ETHER));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    @Tag("process")
    void amountsSignedByAKilledSignerStayCounted() throws Exception {
        Process first = start();
        Draft draft;
        Signed signed;
        try (RemoteSigner signer = remote(first)) {
            draft = pay(signer, 0, "0.6");
            signed = signer.sign(SCHEME, draft);
        } finally {
            first.destroyForcibly().waitFor();
        }
        Process second = start();
        try (RemoteSigner signer = remote(second)) {
            assertEquals(signed, signer.sign(SCHEME, draft), "the same bytes, counted once");
            Draft more = pay(signer, 1, "0.6");
            assertTrue(assertThrows(SignerException.class, () -> signer.sign(SCHEME, more))
                    .isRefused());
            assertEquals(
                    signed.network(), signer.sign(SCHEME, pay(signer, 1, "0.3")).network());
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    @Test
    @Tag("process")
    void aSignerOfAnotherSeedThanTheAddressesIsRefusedAtTheStart() throws Exception {
        Process process = start();
        try {
            URI url = url(process);
            RememberedSeed first = new RememberedSeed();
            try (RemoteSigner signer = assertInstanceOf(RemoteSigner.class, signer(url, first))) {
                signer.accountKey(SCHEME, 1);
            }
            String has = first.known().orElseThrow();

            StartupException refused =
                    assertThrows(StartupException.class, () -> signer(url, new RememberedSeed("0011223344556677")));
            assertEquals(
                    List.of("the addresses were made from the seed 0011223344556677, but the signer at " + url + " has "
                            + has
                            + ": start it on the data directory that belongs to this database, or let FLOWEX_SIGNER_URL"
                            + " name the one that has it"),
                    refused.lines());
            process.destroyForcibly().waitFor();
            Signer silent = signer(url, new RememberedSeed("0011223344556677"));
            SignerException later = assertThrows(SignerException.class, () -> silent.accountKey(SCHEME, 1));
            assertFalse(later.isRefused(), "one that is down is no reason not to start");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Signer signer(URI url, SeedRegistry seeds) {
        SettingsReader reader =
                new SettingsReader(Map.of("FLOWEX_SIGNER_URL", url.toString(), "FLOWEX_SIGNER_SECRET", SECRET));
        CustodySettings settings = CustodySettings.read(reader, Profile.DEV, folder);
        reader.finish();
        Sealing sealing = new Sealing(KeyRing.of(new SecretSource.Stored(folder.resolve("data.keys"))));
        return Connectors.signer(settings, sealing, seeds, InstantSource.system());
    }

    @Test
    void invalidSettingsAreReportedAllAtOnce() {
        Map<String, String> wrong = settings();
        wrong.put("FLOWEX_SIGNER_SECRET", "short");
        wrong.put("FLOWEX_SIGNER_LIMITS", "much");
        StartupException refused = assertThrows(StartupException.class, () -> SignerProcess.open(wrong));
        assertEquals(2, refused.lines().size(), refused::toString);
    }

    @Test
    @Tag("process")
    void signerLogsInTheConfiguredFormat() throws Exception {
        Process refused = builder(Map.of("FLOWEX_LOG_FORMAT", "json", "FLOWEX_SIGNER_LIMITS", "much"))
                .redirectErrorStream(true)
                .start();
        List<String> lines = refused.inputReader(StandardCharsets.UTF_8).readAllLines();
        assertEquals(1, refused.waitFor());
        assertTrue(lines.getLast().contains("FLOWEX_SIGNER_LIMITS must be"), lines::toString);
        assertTrue(lines.stream().allMatch(line -> line.startsWith("{")), lines::toString);

        Process ready = builder(Map.of("FLOWEX_LOG_FORMAT", "json"))
                .redirectErrorStream(true)
                .start();
        try {
            String line = ready.inputReader(StandardCharsets.UTF_8).readLine();
            assertTrue(line.startsWith("{") && line.contains("FlowEx's signer is ready at"), line);
        } finally {
            ready.destroyForcibly().waitFor();
        }
    }

    @Test
    void twoSignersDoNotShareADirectory() {
        var one = SignerProcess.open(settings());
        try {
            assertThrows(StartupException.class, () -> SignerProcess.open(settings()));
        } finally {
            one.close();
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("FLOWEX_ENV_FILE", "/dev/null");
        settings.put("FLOWEX_DATA_DIR", folder.toString());
        settings.put("FLOWEX_SIGNER_PORT", "0");
        settings.put("FLOWEX_SIGNER_SECRET", SECRET);
        settings.put("FLOWEX_SIGNER_LIMITS", "ethereum:ETH:1:1");
        return settings;
    }

    private Process start() throws IOException {
        return builder(Map.of()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private ProcessBuilder builder(Map<String, String> more) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "com.flowex.app.process.SignerProcess");
        builder.environment().keySet().removeIf(name -> name.startsWith("FLOWEX_"));
        builder.environment().putAll(settings());
        builder.environment().putAll(more);
        return builder;
    }

    private static URI url(Process process) throws IOException {
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertNotNull(ready, "it did not start");
        return URI.create(ready.substring(ready.lastIndexOf(' ') + 1));
    }

    private static RemoteSigner remote(Process process) throws IOException {
        URI url = url(process);
        return new RemoteSigner(url, SECRET, Duration.ofSeconds(60), InstantSource.system(), new RememberedSeed());
    }

    private static Draft pay(RemoteSigner signer, long nonce, String coins) {
        AccountKey account = new AccountKey(signer.accountKey(SCHEME, 1));
        String hot = SCHEME.address(account.publicKey(KeyPath.Branch.HOT, 0));
        return EthereumDrafts.pay(SCHEME, KeyPath.hot(1), hot, nonce, SOMEBODY, ETHER, new BigDecimal(coins));
    }
}

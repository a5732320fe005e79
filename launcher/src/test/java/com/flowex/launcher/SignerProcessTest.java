package com.flowex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import com.flowex.custody.Signed;
import com.flowex.custody.SignerException;
import com.flowex.custody.ethereum.EthereumDrafts;
import com.flowex.custody.ethereum.EthereumScheme;
import com.flowex.custody.key.AccountKey;
import com.flowex.custody.signer.RemoteSigner;
import com.flowex.ground.settings.StartupException;
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
    void whatAKilledSignerGaveOutStaysCounted() throws Exception {
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
    void whatIsWrongIsSaidAllAtOnce() {
        Map<String, String> wrong = settings();
        wrong.put("FLOWEX_SIGNER_SECRET", "short");
        wrong.put("FLOWEX_SIGNER_LIMITS", "much");
        StartupException refused = assertThrows(StartupException.class, () -> SignerProcess.open(wrong));
        assertEquals(2, refused.lines().size(), refused::toString);
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
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "com.flowex.launcher.SignerProcess");
        builder.environment().keySet().removeIf(name -> name.startsWith("FLOWEX_"));
        builder.environment().putAll(settings());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static RemoteSigner remote(Process process) throws IOException {
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertNotNull(ready, "it did not start");
        URI url = URI.create(ready.substring(ready.lastIndexOf(' ') + 1));
        return new RemoteSigner(url, SECRET, Duration.ofSeconds(60), InstantSource.system());
    }

    private static Draft pay(RemoteSigner signer, long nonce, String coins) {
        AccountKey account = new AccountKey(signer.accountKey(SCHEME, 1));
        String hot = SCHEME.address(account.publicKey(KeyPath.Branch.HOT, 0));
        return EthereumDrafts.pay(SCHEME, KeyPath.hot(1), hot, nonce, SOMEBODY, ETHER, new BigDecimal(coins));
    }
}

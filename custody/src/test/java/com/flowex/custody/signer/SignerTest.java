package com.flowex.custody.signer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import com.flowex.custody.ReserveMessage;
import com.flowex.custody.Scheme;
import com.flowex.custody.SeedRegistry;
import com.flowex.custody.Signed;
import com.flowex.custody.SignerException;
import com.flowex.custody.connector.RememberedSeed;
import com.flowex.custody.ethereum.EthereumDrafts;
import com.flowex.custody.ethereum.EthereumScheme;
import com.flowex.custody.key.AccountKey;
import com.flowex.custody.key.LocalSigner;
import com.flowex.custody.key.Seed;
import com.flowex.custody.key.SeedFile;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signer through its door, with its files: what it lets leave, what it counts, whom it answers. */
class SignerTest {

    private static final String SECRET = "a secret of thirty-two characters";
    private static final String SOMEBODY = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final String OTHER = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
    private static final Network NETWORK = new Network("ethereum", "Ethereum", 44, 60, 2, 4, false);
    private static final Coin ETHER = new Coin("ethereum", "ETH", Coin.NATIVE, 18);
    private static final Coin TETHER = new Coin("ethereum", "USDT", "0xdAC17F958D2ee523a2206206994597C13D831ec7", 6);
    private static final EthereumScheme SCHEME = new EthereumScheme(NETWORK, 1, List.of(ETHER, TETHER));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource clock = () -> now;

    @SuppressWarnings("NullAway.Init")
    private SignerServer server;

    @SuppressWarnings("NullAway.Init")
    private RemoteSigner signer;

    @BeforeEach
    void start() {
        start("ethereum:ETH:2:3,7/ethereum:ETH:0.5:0.5,ethereum:USDT:1000:1500", "");
    }

    @AfterEach
    void stop() {
        signer.close();
        server.close();
    }

    private void start(String limits, String allowed) {
        SignerPolicy policy = new SignerPolicy(
                parts(limits).stream().map(SignerPolicy.Limit::parse).toList(),
                parts(allowed).stream().map(SignerPolicy.Allowed::parse).toList());
        SignerServer.SignerFiles files = new SignerServer.SignerFiles(seeds(), folder.resolve("signer.journal"));
        server = SignerServer.open(files, policy, List.<Scheme>of(SCHEME), SECRET, 0, clock);
        signer = remote(SECRET);
    }

    private void restart() {
        stop();
        start();
    }

    private static List<String> parts(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
    }

    private SeedFile seeds() {
        Sealing sealing = new Sealing(KeyRing.of(new SecretSource.Stored(folder.resolve("data.keys"))));
        return new SeedFile(folder.resolve("custody.seed"), sealing);
    }

    private RemoteSigner remote(String secret) {
        return remote(secret, new RememberedSeed());
    }

    private RemoteSigner remote(String secret, SeedRegistry seeds) {
        return new RemoteSigner(
                URI.create("http://127.0.0.1:" + server.port()), secret, Duration.ofSeconds(30), clock, seeds);
    }

    private String fingerprint() {
        return seeds().open(Optional.empty()).fingerprint();
    }

    private String hot(int tenant) {
        AccountKey account = new AccountKey(signer.accountKey(SCHEME, tenant));
        return SCHEME.address(account.publicKey(KeyPath.Branch.HOT, 0));
    }

    private Draft ether(int tenant, long nonce, String to, String coins) {
        return EthereumDrafts.pay(SCHEME, KeyPath.hot(tenant), hot(tenant), nonce, to, ETHER, new BigDecimal(coins));
    }

    private Draft tether(int tenant, long nonce, String to, String coins) {
        return EthereumDrafts.pay(SCHEME, KeyPath.hot(tenant), hot(tenant), nonce, to, TETHER, new BigDecimal(coins));
    }

    private String refused(Draft draft) {
        SignerException refusal = assertThrows(SignerException.class, () -> signer.sign(SCHEME, draft));
        assertTrue(refusal.isRefused(), refusal::toString);
        return refusal.toString();
    }

    @Test
    void theSameKeysSignElsewhereAsWouldHere() {
        Seed seed = seeds().open(Optional.empty());
        LocalSigner here = new LocalSigner(seed);
        Draft draft = ether(1, 0, SOMEBODY, "1");
        assertEquals(here.accountKey(SCHEME, 1), signer.accountKey(SCHEME, 1));
        assertEquals(here.sign(SCHEME, draft), signer.sign(SCHEME, draft));
        String message = reserves(1, "ethereum", hot(1));
        assertTrue(SCHEME.isSigned(message, hot(1), signer.signMessage(SCHEME, KeyPath.hot(1), message)));
    }

    private static String reserves(int tenant, String network, String address) {
        return new ReserveMessage(tenant, "ETH", network, address, BigInteger.TEN, 18, 7, "0xab", 42, "cd").text();
    }

    /** A text that could be a transaction, a login elsewhere, or another owner's is not signed either. */
    @Test
    void onlyTheReservesMessageOfTheOwnAddressIsSigned() {
        String transaction = ether(1, 0, SOMEBODY, "1").body();
        for (String text : List.of(
                transaction,
                "reserves",
                "flowex-reserves-1\n" + transaction,
                reserves(2, "ethereum", hot(1)),
                reserves(1, "bitcoin", hot(1)),
                reserves(1, "ethereum", hot(2)),
                reserves(1, "ethereum", hot(1)) + transaction)) {
            SignerException refusal = assertThrows(
                    SignerException.class, () -> signer.signMessage(SCHEME, KeyPath.hot(1), text), () -> text);
            assertTrue(refusal.isRefused(), text);
        }
    }

    @Test
    void amountAboveALimitOrWithoutOneIsNotSigned() {
        assertTrue(refused(ether(1, 0, SOMEBODY, "2.1")).contains("above the limit of 2"));
        signer.sign(SCHEME, ether(1, 0, SOMEBODY, "1.9"));
        assertTrue(refused(ether(1, 1, SOMEBODY, "1.2")).contains("today"));
        signer.sign(SCHEME, ether(1, 1, SOMEBODY, "1"));
        assertTrue(refused(ether(7, 0, SOMEBODY, "0.6")).contains("above the limit of 0.5"));
        signer.sign(SCHEME, ether(8, 0, SOMEBODY, "1.9"));
        signer.sign(SCHEME, tether(8, 1, SOMEBODY, "1000"));
        assertTrue(refused(tether(8, 2, SOMEBODY, "501")).contains("today"));
        stop();
        start("ethereum:USDT:1:1", "");
        assertTrue(refused(ether(1, 9, SOMEBODY, "0.000001")).contains("there is no limit"));
        assertTrue(refused(tether(1, 9, SOMEBODY, "1")).contains("there is no limit"), "its fee is ether");
    }

    @Test
    void aNewDayBeginsAnew() {
        signer.sign(SCHEME, ether(7, 0, SOMEBODY, "0.4"));
        refused(ether(7, 1, SOMEBODY, "0.4"));
        now = now.plus(Duration.ofDays(1));
        signer.sign(SCHEME, ether(7, 1, SOMEBODY, "0.4"));
    }

    @Test
    void countedAmountsStayCountedOnceAfterARestart() throws IOException {
        Draft draft = ether(7, 0, SOMEBODY, "0.4");
        Signed signed = signer.sign(SCHEME, draft);
        assertEquals(signed, signer.sign(SCHEME, draft), "again, and counted once");
        restart();
        assertEquals(signed, signer.sign(SCHEME, draft));
        refused(ether(7, 1, SOMEBODY, "0.2"));
        // A line that a kill cut was never given out.
        stop();
        Files.writeString(
                folder.resolve("signer.journal"), "ab12 2026-11-21 7 ethereum ETH=9", StandardOpenOption.APPEND);
        start();
        refused(ether(7, 1, SOMEBODY, "0.2"));
        signer.sign(SCHEME, ether(7, 1, SOMEBODY, "0.05"));
    }

    @Test
    void aJournalThatCannotBeTrueIsRefused() throws IOException {
        Path journal = folder.resolve("signer.journal");
        stop();
        Files.writeString(journal, "nonsense\n", StandardOpenOption.APPEND);
        assertThrows(StartupException.class, this::start);
        Files.delete(folder.resolve("custody.seed"));
        Files.writeString(journal, "seed 0011223344556677\n");
        assertThrows(StartupException.class, this::start);
        assertFalse(Files.exists(folder.resolve("custody.seed")), "no seed is made where one was used");
        Files.delete(journal);
        start();
    }

    @Test
    void twoSignersNeverCountInOneJournal() {
        assertThrows(
                StartupException.class,
                () -> SignerJournal.open(
                        folder.resolve("signer.journal"),
                        seeds().open(Optional.empty()).fingerprint()));
    }

    @Test
    void paymentToAnUnlistedAddressIsRefused() {
        stop();
        start("ethereum:ETH:2:3", "ethereum:" + SOMEBODY.toLowerCase(java.util.Locale.ROOT));
        signer.sign(SCHEME, ether(1, 0, SOMEBODY, "1"));
        assertTrue(refused(ether(1, 1, OTHER, "1")).contains("not among the addresses"));
    }

    @Test
    void onlyPaymentsToTheOwnHotAddressAreUncounted() {
        Draft home = EthereumDrafts.pay(
                SCHEME, KeyPath.deposit(7, 3), deposit(7, 3), 0, hot(7), ETHER, new BigDecimal("50"));
        signer.sign(SCHEME, home);
        refused(ether(7, 0, hot(8), "50"));
        refused(ether(7, 0, deposit(7, 4), "50"));
    }

    private String deposit(int tenant, int index) {
        AccountKey account = new AccountKey(signer.accountKey(SCHEME, tenant));
        return SCHEME.address(account.publicKey(KeyPath.Branch.DEPOSIT, index));
    }

    @Test
    void statedFeesAndSignersAreCheckedAgainstTheDraft() {
        Draft draft = ether(1, 0, SOMEBODY, "1");
        Draft misstated =
                new Draft("ethereum", draft.claims(), draft.signers(), java.math.BigInteger.ONE, draft.body());
        refused(misstated);
        refused(new Draft("ethereum", draft.claims(), List.of(KeyPath.hot(2)), draft.fee(), draft.body()));
        refused(new Draft("ethereum", draft.claims(), List.of(), draft.fee(), draft.body()));
        refused(new Draft("ethereum", draft.claims(), draft.signers(), draft.fee(), "00"));
        refused(new Draft("dogecoin", draft.claims(), draft.signers(), draft.fee(), draft.body()));
    }

    @Test
    void wrongSecretIsNeitherAnsweredNorTrusted() {
        try (RemoteSigner stranger = remote("another secret of thirty-two characters")) {
            SignerException out = assertThrows(SignerException.class, () -> stranger.accountKey(SCHEME, 1));
            assertFalse(out.isRefused());
        }
        server.close();
        SignerException e = assertThrows(SignerException.class, () -> signer.accountKey(SCHEME, 1));
        assertFalse(e.isRefused(), "asking again may be of use");
    }

    @Test
    void aQuestionIsHeardOnceAndOnlyNow() throws Exception {
        byte[] body = ("{\"seed\":\"" + fingerprint() + "\",\"network\":\"ethereum\",\"tenant\":1}")
                .getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(now.toEpochMilli());
        String nonce = "0".repeat(32);
        String mac = SignerProtocol.askMac(SECRET, SignerProtocol.ACCOUNT_KEY, time, nonce, body);
        assertEquals(SignerProtocol.DONE, post(SignerProtocol.ACCOUNT_KEY, time, nonce, mac, body));
        assertEquals(SignerProtocol.STRANGER, post(SignerProtocol.ACCOUNT_KEY, time, nonce, mac, body), "again");
        assertEquals(
                SignerProtocol.STRANGER, post(SignerProtocol.MESSAGE, time, nonce, mac, body), "for something else");
        String fresh = "1".repeat(32);
        String freshMac = SignerProtocol.askMac(SECRET, SignerProtocol.ACCOUNT_KEY, time, fresh, body);
        now = now.plusSeconds(61);
        assertEquals(SignerProtocol.STRANGER, post(SignerProtocol.ACCOUNT_KEY, time, fresh, freshMac, body), "late");
        now = now.minusSeconds(31);
        restart();
        assertEquals(
                SignerProtocol.STRANGER,
                post(SignerProtocol.ACCOUNT_KEY, time, fresh, freshMac, body),
                "from before the start");
    }

    @Test
    void signerOfAnotherSeedRefusesEveryRequest() {
        Draft draft = EthereumDrafts.pay(SCHEME, KeyPath.hot(1), hot(1), 0, SOMEBODY, ETHER, new BigDecimal("0.1"));
        String mine = fingerprint();
        try (RemoteSigner other = remote(SECRET, new RememberedSeed("0011223344556677"))) {
            List<org.junit.jupiter.api.function.Executable> questions = List.of(
                    () -> other.accountKey(SCHEME, 1),
                    () -> other.sign(SCHEME, draft),
                    () -> other.signMessage(SCHEME, KeyPath.hot(1), "reserves"));
            for (var question : questions) {
                SignerException refused = assertThrows(SignerException.class, question);
                assertFalse(refused.isRefused(), "the right signer may come");
                assertTrue(refused.toString().contains(mine), refused.toString());
                assertTrue(refused.toString().contains("0011223344556677"), refused.toString());
            }
        }
        RememberedSeed none = new RememberedSeed();
        try (RemoteSigner first = remote(SECRET, none)) {
            assertEquals(Optional.empty(), first.otherSeed());
            assertEquals(Optional.of(mine), none.known(), "the first that is asked says which it is");
        }
    }

    @Test
    void nonsenseIsAnswered() throws Exception {
        for (String text : List.of(
                "",
                "[]",
                "{}",
                "{\"network\":\"ethereum\",\"tenant\":1}",
                "{\"seed\":\"" + fingerprint() + "\",\"network\":\"ethereum\",\"tenant\":0}")) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            String time = Long.toString(now.toEpochMilli());
            String nonce = "%032x".formatted(text.hashCode() & 0xffffffffL);
            String mac = SignerProtocol.askMac(SECRET, SignerProtocol.ACCOUNT_KEY, time, nonce, body);
            assertEquals(SignerProtocol.WRONG, post(SignerProtocol.ACCOUNT_KEY, time, nonce, mac, body), text);
        }
        assertEquals(SignerProtocol.STRANGER, post("/", "", "", "", new byte[0]));
    }

    private int post(String path, String time, String nonce, String mac, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header(SignerProtocol.TIME, time)
                .header(SignerProtocol.NONCE, nonce)
                .header(SignerProtocol.MAC, mac)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}

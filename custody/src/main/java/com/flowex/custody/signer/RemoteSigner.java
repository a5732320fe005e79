package com.flowex.custody.signer;

import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Scheme;
import com.flowex.custody.SeedRegistry;
import com.flowex.custody.Signed;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;
import com.flowex.custody.node.BoundedBodySubscriber;
import com.flowex.custody.signer.SignerProtocol.AccountKeyRequest;
import com.flowex.custody.signer.SignerProtocol.Refusal;
import com.flowex.custody.signer.SignerProtocol.SeedRequest;
import com.flowex.custody.signer.SignerProtocol.SignMessageRequest;
import com.flowex.custody.signer.SignerProtocol.SignRequest;
import com.flowex.custody.signer.SignerProtocol.Text;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Client of a signer in another process. An answer without the secret is rejected. */
public final class RemoteSigner implements Signer, AutoCloseable {

    private static final int NONCE_BYTES = 16;

    private final URI url;
    private final String secret;
    private final Duration timeout;
    private final InstantSource clock;
    private final SeedRegistry seeds;
    private volatile @Nullable String known;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();

    /** @param seeds store of the seed of existing addresses: a signer with another seed is rejected */
    public RemoteSigner(URI url, String secret, Duration timeout, InstantSource clock, SeedRegistry seeds) {
        this.url = url;
        this.secret = secret;
        this.timeout = timeout;
        this.clock = clock;
        this.seeds = seeds;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String accountKey(Scheme scheme, int tenant) {
        AccountKeyRequest question =
                new AccountKeyRequest(seed(), scheme.network().code(), tenant);
        return call(SignerProtocol.ACCOUNT_KEY, question, Text.class).text();
    }

    @Override
    public Signed sign(Scheme scheme, Draft draft) {
        return call(SignerProtocol.SIGN, new SignRequest(seed(), draft), Signed.class);
    }

    @Override
    public String signMessage(Scheme scheme, KeyPath path, String message) {
        SignMessageRequest question =
                new SignMessageRequest(seed(), scheme.network().code(), path, message);
        return call(SignerProtocol.MESSAGE, question, Text.class).text();
    }

    /**
     * Compares the signer's seed with that of the addresses; where there are none yet, stores it as theirs.
     *
     * @return the difference and its remedy; empty if both are the same
     * @throws SignerException if the signer cannot be asked
     */
    public Optional<String> otherSeed() {
        String mine = seed();
        String message = reportedSeed();
        return message.equals(mine) ? Optional.empty() : Optional.of(otherSeed(mine, message));
    }

    private String otherSeed(String mine, String message) {
        return "the addresses were made from the seed " + mine + ", but the signer at " + url + " has " + message
                + ": start it on the data directory that belongs to this database, or let FLOWEX_SIGNER_URL name the one that has it";
    }

    private String reportedSeed() {
        return call(SignerProtocol.SEED, new SeedRequest(), Text.class).text();
    }

    /** Returns the seed of the addresses. The first signer determines it; every later one has to match. */
    private String seed() {
        String mine = known;
        if (mine == null) {
            if (seeds.known().isEmpty()) {
                seeds.remember(reportedSeed());
            }
            mine = seeds.known().orElseThrow();
            known = mine;
        }
        return mine;
    }

    private <T> T call(String path, Object question, Class<T> as) {
        byte[] body = SignerProtocol.write(question);
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        HttpResponse<byte[]> answer = send(path, nonce, body);
        String mac = answer.headers().firstValue(SignerProtocol.MAC).orElse("");
        if (!SignerProtocol.areEqual(
                mac, SignerProtocol.answerMac(secret, nonce, answer.statusCode(), answer.body()))) {
            throw new SignerException(
                    "the program that answers at " + url + " is not the signer: FLOWEX_SIGNER_SECRET differs", false);
        }
        try {
            if (answer.statusCode() == SignerProtocol.DONE) {
                return SignerProtocol.read(answer.body(), as);
            }
            String why = SignerProtocol.read(answer.body(), Refusal.class).why();
            if (answer.statusCode() == SignerProtocol.OTHER_SEED) {
                throw new SignerException(otherSeed(seed(), why), false);
            }
            throw new SignerException("the signer says: " + why, answer.statusCode() == SignerProtocol.REFUSED);
        } catch (IllegalArgumentException e) {
            throw new SignerException("the signer's answer cannot be read: " + e.getMessage(), false);
        }
    }

    private HttpResponse<byte[]> send(String path, String nonce, byte[] body) {
        String time = Long.toString(clock.millis());
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(timeout)
                .header(SignerProtocol.TIME, time)
                .header(SignerProtocol.NONCE, nonce)
                .header(SignerProtocol.MAC, SignerProtocol.askMac(secret, path, time, nonce, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, head -> new BoundedBodySubscriber(SignerProtocol.BYTES_MAX));
        } catch (IOException e) {
            throw new SignerException("the signer at " + url + " cannot be asked: " + e, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignerException("stopped while asking the signer", false);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}

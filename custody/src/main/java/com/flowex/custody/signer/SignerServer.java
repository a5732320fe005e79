package com.flowex.custody.signer;

import com.flowex.custody.Scheme;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;
import com.flowex.custody.key.Seed;
import com.flowex.custody.key.SeedFile;
import com.flowex.custody.signer.SignerProtocol.AccountKeyRequest;
import com.flowex.custody.signer.SignerProtocol.Refusal;
import com.flowex.custody.signer.SignerProtocol.SeedRequest;
import com.flowex.custody.signer.SignerProtocol.SignMessageRequest;
import com.flowex.custody.signer.SignerProtocol.SignRequest;
import com.flowex.custody.signer.SignerProtocol.Text;
import com.flowex.platform.settings.StartupException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP server of the signer, on this machine only; it handles one request after another. */
public final class SignerServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignerServer.class);

    private final HttpServer http;
    private final SignerJournal journal;
    private final String seed;
    private final Signer signer;
    private final List<Scheme> schemes;
    private final RequestAuthenticator authenticator;

    private SignerServer(
            HttpServer http,
            SignerJournal journal,
            String seed,
            Signer signer,
            List<Scheme> schemes,
            RequestAuthenticator authenticator) {
        this.http = http;
        this.journal = journal;
        this.seed = seed;
        this.signer = signer;
        this.schemes = schemes;
        this.authenticator = authenticator;
    }

    /** Files of a signer, which belong together: the journal names the seed. */
    public record SignerFiles(SeedFile seed, Path journal) {}

    /** An answer before it is signed. */
    private record Reply(int status, Object content) {

        static Reply of(Object answer) {
            return new Reply(SignerProtocol.DONE, answer);
        }

        static Reply no(int status, String why) {
            return new Reply(status, new Refusal(why));
        }
    }

    /**
     * Starts the server. The journal names the seed: where there is a journal, no seed is made.
     *
     * @param port port; 0 for any free one
     * @throws StartupException if seed and journal do not fit, or the port is taken
     */
    public static SignerServer open(
            SignerFiles files,
            SignerPolicy policy,
            List<Scheme> schemes,
            String secret,
            int port,
            InstantSource clock) {
        Seed seed = files.seed().open(SignerJournal.seed(files.journal()));
        SignerJournal journal = SignerJournal.open(files.journal(), seed.fingerprint());
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            Signer signer = new PolicyEnforcingSigner(seed, policy, journal, clock);
            SignerServer server = new SignerServer(
                    http, journal, seed.fingerprint(), signer, schemes, new RequestAuthenticator(secret, clock));
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            closed(journal);
            throw new StartupException("the signer cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(SignerProtocol.BYTES_MAX + 1);
            String nonce = header(exchange, SignerProtocol.NONCE);
            Reply reply = body.length > SignerProtocol.BYTES_MAX
                    ? Reply.no(SignerProtocol.WRONG, "a question of more than " + SignerProtocol.BYTES_MAX + " bytes")
                    : reply(exchange, nonce, body);
            byte[] bytes = SignerProtocol.write(reply.content());
            exchange.getResponseHeaders()
                    .add(SignerProtocol.MAC, authenticator.answerMac(nonce, reply.status(), bytes));
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply reply(HttpExchange exchange, String nonce, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        try {
            Optional<String> refusal = authenticator.refusal(
                    path, header(exchange, SignerProtocol.TIME), nonce, header(exchange, SignerProtocol.MAC), body);
            return refusal.isPresent() ? Reply.no(SignerProtocol.STRANGER, refusal.get()) : answer(path, body);
        } catch (SeedMismatchException e) {
            return Reply.no(SignerProtocol.OTHER_SEED, seed);
        } catch (SignerException e) {
            if (e.isRefused()) {
                LOG.warn("a transaction is not signed: {}", e.getMessage());
            }
            return Reply.no(
                    e.isRefused() ? SignerProtocol.REFUSED : SignerProtocol.FAILED, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Reply.no(SignerProtocol.WRONG, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("the signer failed to answer a request", e);
            return Reply.no(SignerProtocol.FAILED, "see the signer's log");
        }
    }

    private Reply answer(String path, byte[] body) {
        return switch (path) {
            case SignerProtocol.SEED -> {
                SignerProtocol.read(body, SeedRequest.class);
                yield Reply.of(new Text(seed));
            }
            case SignerProtocol.ACCOUNT_KEY -> {
                AccountKeyRequest request = read(body, AccountKeyRequest.class);
                yield Reply.of(new Text(signer.accountKey(scheme(request.network()), request.tenant())));
            }
            case SignerProtocol.SIGN -> {
                SignRequest signRequest = read(body, SignRequest.class);
                yield Reply.of(signer.sign(scheme(signRequest.draft().network()), signRequest.draft()));
            }
            case SignerProtocol.MESSAGE -> {
                SignMessageRequest messageRequest = read(body, SignMessageRequest.class);
                yield Reply.of(new Text(signer.signMessage(
                        scheme(messageRequest.network()), messageRequest.path(), messageRequest.message())));
            }
            default -> Reply.no(SignerProtocol.WRONG, "no such question");
        };
    }

    /** Reads a request. One for addresses of another seed gets no answer that could be mistaken for theirs. */
    private <T extends SignerProtocol.Question> T read(byte[] body, Class<T> as) {
        T requested = SignerProtocol.read(body, as);
        if (!requested.seed().equals(seed)) {
            throw new SeedMismatchException();
        }
        return requested;
    }

    /** Thrown if the caller's addresses belong to another seed. */
    private static final class SeedMismatchException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Scheme scheme(String network) {
        return schemes.stream()
                .filter(scheme -> scheme.network().code().equals(network))
                .findFirst()
                .orElseThrow(() -> new SignerException("this signer knows no network " + network, true));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void closed(SignerJournal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            LOG.warn("the journal was not closed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        http.stop(0);
        closed(journal);
    }
}

package com.flowex.custody.signer;

import com.flowex.custody.Scheme;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;
import com.flowex.custody.key.Seed;
import com.flowex.custody.key.SeedFile;
import com.flowex.custody.signer.Calls.KeyQuestion;
import com.flowex.custody.signer.Calls.MessageQuestion;
import com.flowex.custody.signer.Calls.Refusal;
import com.flowex.custody.signer.Calls.SeedQuestion;
import com.flowex.custody.signer.Calls.SignQuestion;
import com.flowex.custody.signer.Calls.Text;
import com.flowex.ground.settings.StartupException;
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
    private final Doorkeeper door;
    private final String secret;

    private SignerServer(
            HttpServer http,
            SignerJournal journal,
            String seed,
            Signer signer,
            List<Scheme> schemes,
            Doorkeeper door,
            String secret) {
        this.http = http;
        this.journal = journal;
        this.seed = seed;
        this.signer = signer;
        this.schemes = schemes;
        this.door = door;
        this.secret = secret;
    }

    /** An answer before it is signed. */
    private record Reply(int status, Object said) {

        static Reply of(Object said) {
            return new Reply(Calls.DONE, said);
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
            SeedFile seeds,
            Path journalFile,
            SignerPolicy policy,
            List<Scheme> schemes,
            String secret,
            int port,
            InstantSource clock) {
        Seed seed = seeds.open(SignerJournal.seed(journalFile));
        SignerJournal journal = SignerJournal.open(journalFile, seed.fingerprint());
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            Signer signer = new PolicedSigner(seed, policy, journal, clock);
            SignerServer server = new SignerServer(
                    http, journal, seed.fingerprint(), signer, schemes, new Doorkeeper(secret, clock), secret);
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
            byte[] body = exchange.getRequestBody().readNBytes(Calls.BYTES_MAX + 1);
            String nonce = header(exchange, Calls.NONCE);
            Reply reply = body.length > Calls.BYTES_MAX
                    ? Reply.no(Calls.WRONG, "a question of more than " + Calls.BYTES_MAX + " bytes")
                    : reply(exchange, nonce, body);
            byte[] said = Calls.write(reply.said());
            exchange.getResponseHeaders().add(Calls.MAC, Calls.answerMac(secret, nonce, reply.status(), said));
            exchange.sendResponseHeaders(reply.status(), said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private Reply reply(HttpExchange exchange, String nonce, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        try {
            Optional<String> refusal =
                    door.refusal(path, header(exchange, Calls.TIME), nonce, header(exchange, Calls.MAC), body);
            return refusal.isPresent() ? Reply.no(Calls.STRANGER, refusal.get()) : answer(path, body);
        } catch (OtherSeed e) {
            return Reply.no(Calls.OTHER_SEED, seed);
        } catch (SignerException e) {
            if (e.isRefused()) {
                LOG.warn("not signed: {}", e.getMessage());
            }
            return Reply.no(e.isRefused() ? Calls.REFUSED : Calls.FAILED, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Reply.no(Calls.WRONG, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("a question could not be answered", e);
            return Reply.no(Calls.FAILED, "see the signer's log");
        }
    }

    private Reply answer(String path, byte[] body) {
        return switch (path) {
            case Calls.SEED -> {
                Calls.read(body, SeedQuestion.class);
                yield Reply.of(new Text(seed));
            }
            case Calls.ACCOUNT_KEY -> {
                KeyQuestion asked = read(body, KeyQuestion.class);
                yield Reply.of(new Text(signer.accountKey(scheme(asked.network()), asked.tenant())));
            }
            case Calls.SIGN -> {
                SignQuestion asked = read(body, SignQuestion.class);
                yield Reply.of(signer.sign(scheme(asked.draft().network()), asked.draft()));
            }
            case Calls.MESSAGE -> {
                MessageQuestion asked = read(body, MessageQuestion.class);
                yield Reply.of(new Text(signer.signMessage(scheme(asked.network()), asked.path(), asked.message())));
            }
            default -> Reply.no(Calls.WRONG, "no such question");
        };
    }

    /** Reads a request. One for addresses of another seed gets no answer that could be mistaken for theirs. */
    private <T extends Calls.Question> T read(byte[] body, Class<T> as) {
        T asked = Calls.read(body, as);
        if (!asked.seed().equals(seed)) {
            throw new OtherSeed();
        }
        return asked;
    }

    /** Thrown if the caller's addresses belong to another seed. */
    private static final class OtherSeed extends RuntimeException {
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

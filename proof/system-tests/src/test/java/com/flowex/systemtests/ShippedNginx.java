package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Debian's nginx with {@code nginx/} and {@code security/waf} as they are shipped; only paths and ports are a test's.
 *
 * @param door address with TLS
 * @param client client that trusts its certificate
 */
record ShippedNginx(Process process, URI address, HttpClient client) implements AutoCloseable {

    private static final Path ROOT = Repository.file("").toAbsolutePath().normalize();
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path MODSECURITY = Path.of("/etc/nginx/modules-enabled/50-mod-http-modsecurity.conf");
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final int OK = 200;

    /** Skips a test where this machine has no nginx with ModSecurity. */
    static void assume() {
        assumeTrue(
                Files.exists(NGINX) && Files.exists(MODSECURITY),
                "no nginx with ModSecurity here (./flowex verify installs it): nginx/ is not tried");
    }

    /**
     * Starts it and waits until the exchange answers through it.
     *
     * @param folder folder of the test
     * @param secrets folder of {@code scripts/make-secrets.sh}, for the certificate
     * @param upstream port of the gateway
     */
    static ShippedNginx start(Path folder, Path secrets, int upstream)
            throws IOException, InterruptedException, GeneralSecurityException {
        int port = freePort();
        Path configuration = configured(folder, port, secrets, upstream);
        Path output = folder.resolve("test.out");
        assertEquals(0, run(output, NGINX.toString(), "-t", "-c", configuration.toString()), () -> text(output));
        assertTrue(text(output).contains("/0)") && !text(output).contains("local/remote: 0/0/0"), () -> text(output));
        Process started = new ProcessBuilder(NGINX.toString(), "-g", "daemon off;", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        ShippedNginx nginx =
                new ShippedNginx(started, URI.create("https://localhost:" + port), client(secrets.resolve("tls.crt")));
        Deadline.await(START_MAX, nginx::answers, () -> text(folder.resolve("nginx.out")));
        return nginx;
    }

    /** Makes the secrets of an exchange in a folder, by the script that operators run. */
    static Path secrets(Path folder) throws IOException, InterruptedException {
        Path secrets = folder.resolve("secrets");
        Path output = Files.createTempFile(folder, "secrets", ".out");
        assertEquals(0, run(output, "scripts/make-secrets.sh", secrets.toString()), () -> text(output));
        return secrets;
    }

    /** The files as they are, with the test's own places. */
    private static Path configured(Path folder, int port, Path secrets, int upstream) throws IOException {
        Path own = Files.createDirectories(folder.resolve("nginx"));
        for (String place : List.of("cache", "run")) {
            Files.createDirectories(own.resolve(place));
        }
        for (String place : List.of("nginx", "nginx/modsecurity", "security/waf")) {
            Path to = Files.createDirectories(own.resolve(place));
            try (Stream<Path> files = Files.list(ROOT.resolve(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String here = text(file)
                            .replace("/etc/nginx/modsecurity/", own + "/nginx/modsecurity/")
                            .replace("/etc/nginx/waf/", own + "/security/waf/")
                            .replace("/run/secrets/", secrets + "/")
                            .replace("/var/cache/nginx", own + "/cache")
                            .replace("/run/nginx/", own + "/run/")
                            .replace("/dev/stdout", own + "/out")
                            .replace("/dev/stderr", own + "/err")
                            .replace("gateway:8000", "127.0.0.1:" + upstream)
                            .replace("listen 8080", "listen 127.0.0.1:" + freePort())
                            .replace("listen 8443", "listen 127.0.0.1:" + port);
                    Files.writeString(to.resolve(Objects.requireNonNull(file.getFileName())), here);
                }
            }
        }
        return own.resolve("nginx/nginx.conf");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(Path output, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static HttpClient client(Path certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "door", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(ANSWER_MAX)
                .build();
    }

    private boolean answers() {
        try {
            return get("/api/time").statusCode() == OK;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(ANSWER_MAX).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            assertTrue(process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

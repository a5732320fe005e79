package com.flowex.identity.app.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** As much of an SMTP server as it takes to see what a client sends before and after STARTTLS. */
final class StartTlsServer implements AutoCloseable {

    private final Optional<SSLContext> tls;
    private final ServerSocket server;
    private final List<String> plain = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();

    /** @param tls absent: it offers no encryption */
    StartTlsServer(Optional<SSLContext> tls) {
        this.tls = tls;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Lines that came unencrypted. */
    List<String> plain() {
        return plain;
    }

    /** Lines that came encrypted. */
    List<String> encrypted() {
        return encrypted;
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                say(socket, "220 hello");
                serve(socket);
            } catch (IOException e) {
                // The client did not like the certificate, or the test is over.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        if (converse(socket, plain, tls.isPresent())) {
            SSLSocket secret = (SSLSocket)
                    tls.orElseThrow().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), false);
            secret.setUseClientMode(false);
            converse(secret, encrypted, false);
        }
    }

    /** Returns whether the client asked for encryption. */
    private static boolean converse(Socket socket, List<String> lines, boolean offersTls) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (line.equals("STARTTLS")) {
                say(socket, "220 go on");
                return true;
            } else if (line.startsWith("EHLO")) {
                say(socket, offersTls ? "250-hello\r\n250 STARTTLS" : "250 hello");
            } else if (line.equals("DATA")) {
                say(socket, "354 go on");
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    lines.add(text);
                }
                say(socket, "250 taken");
            } else if (line.equals("QUIT")) {
                say(socket, "221 bye");
                return false;
            } else {
                say(socket, "250 fine");
            }
        }
        return false;
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

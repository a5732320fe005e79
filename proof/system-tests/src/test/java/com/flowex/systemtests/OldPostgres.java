package com.flowex.systemtests;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An old PostgreSQL server, but for its version empty: takes any login, says yes to every statement, has no rows.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">message formats</a>
 */
final class OldPostgres implements AutoCloseable {

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String version;

    OldPostgres(String version) throws IOException {
        this.version = version;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            int request = startup(in);
            while (request == SSL_REQUEST || request == GSS_REQUEST) {
                out.writeByte('N');
                request = startup(in);
            }
            message(out, 'R', new byte[4]);
            parameter(out, "server_version", version);
            parameter(out, "client_encoding", "UTF8");
            parameter(out, "standard_conforming_strings", "on");
            parameter(out, "DateStyle", "ISO, MDY");
            parameter(out, "TimeZone", "UTC");
            message(out, 'Z', new byte[] {'I'});
            while (true) {
                answer(out, in.readByte(), in.readNBytes(in.readInt() - Integer.BYTES));
            }
        } catch (IOException e) {
            // The client has read enough.
        }
    }

    private static int startup(DataInputStream in) throws IOException {
        int length = in.readInt();
        int request = in.readInt();
        in.skipNBytes(length - 2L * Integer.BYTES);
        return request;
    }

    private static void answer(DataOutputStream out, int type, byte[] ignored) throws IOException {
        switch (type) {
            case 'P' -> message(out, '1', ignored, 0);
            case 'B' -> message(out, '2', ignored, 0);
            case 'D' -> message(out, 'n', ignored, 0);
            case 'E' -> message(out, 'C', "SET\0".getBytes(StandardCharsets.US_ASCII));
            case 'Q' -> {
                message(out, 'C', "SET\0".getBytes(StandardCharsets.US_ASCII));
                message(out, 'Z', new byte[] {'I'});
            }
            case 'S' -> message(out, 'Z', new byte[] {'I'});
            default -> out.flush();
        }
    }

    private static void parameter(DataOutputStream out, String name, String value) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((name + "\0" + value + "\0").getBytes(StandardCharsets.US_ASCII));
        message(out, 'S', body.toByteArray());
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        message(out, type, body, body.length);
    }

    private static void message(DataOutputStream out, char type, byte[] body, int length) throws IOException {
        out.writeByte(type);
        out.writeInt(length + Integer.BYTES);
        out.write(body, 0, length);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}

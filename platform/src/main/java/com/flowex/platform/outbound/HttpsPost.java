package com.flowex.platform.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTPS POST to an address that an outside party configured. The name is resolved once, all of its addresses are
 * checked, and one of those is connected to: a name that resolves differently a moment later gains nothing. Only the
 * status of the answer is read; no redirect is followed.
 *
 * @param allowed accepts addresses that may be connected to
 * @param longest time for the whole call, except for resolving the name
 */
public record HttpsPost(SSLSocketFactory tls, Predicate<InetAddress> allowed, Duration longest) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final int LINE_MAX = 512;
    private static final int PORT = 443;

    /** Returns a call to the public network. */
    public static HttpsPost toPublic(Duration longest) {
        return new HttpsPost((SSLSocketFactory) SSLSocketFactory.getDefault(), PublicAddresses::isPublic, longest);
    }

    /**
     * Sends the request and returns the status of the answer.
     *
     * @param to https with a host name; port 443 if it has none
     * @param headers headers beside Host, Content-Type and Content-Length
     * @param body JSON
     */
    public int send(URI to, Map<String, String> headers, byte[] body) throws IOException {
        int port = to.getPort() == -1 ? PORT : to.getPort();
        InetAddress address = address(to.getHost());
        long deadline = System.nanoTime() + longest.toNanos();
        try (Socket plain = new TimedSocket(deadline)) {
            plain.connect(new InetSocketAddress(address, port), Math.toIntExact(longest.toMillis()));
            try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, to.getHost(), port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                OutputStream out = socket.getOutputStream();
                out.write(head(to, headers, body.length));
                out.write(body);
                out.flush();
                return status(socket.getInputStream());
            }
        }
    }

    private InetAddress address(String host) throws IOException {
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress each : all) {
            if (!allowed.test(each)) {
                throw new UnknownHostException("the name resolves to an address that is not public");
            }
        }
        return all[0];
    }

    private static byte[] head(URI to, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST ").append(path(to)).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(to.getRawAuthority()).append("\r\n");
        head.append("User-Agent: FlowEx\r\nConnection: close\r\nContent-Type: application/json\r\n");
        head.append("Content-Length: ").append(length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String path(URI to) {
        String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        return to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
    }

    private static int status(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r' && next != '\n'; next = in.read()) {
            if (line.length() >= LINE_MAX) {
                break;
            }
            line.append((char) next);
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new IOException("the answer is no HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    /**
     * Socket with one deadline for all reads, so that a peer that sends a byte now and then cannot stretch the call.
     */
    private static final class TimedSocket extends Socket {

        private final long deadline;

        TimedSocket(long deadline) {
            this.deadline = deadline;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    hurry();
                    return super.read();
                }

                @Override
                public int read(byte[] to, int from, int length) throws IOException {
                    hurry();
                    return super.read(to, from, length);
                }
            };
        }

        private void hurry() throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("it took too long");
            }
            setSoTimeout(Math.toIntExact(left));
        }
    }
}

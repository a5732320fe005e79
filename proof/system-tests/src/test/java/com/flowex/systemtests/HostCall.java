package com.flowex.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request under the name of a host, which the JDK's client does not let one choose. */
final class HostCall {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private HostCall() {}

    /** The whole answer, as text. */
    static String get(int port, String host, String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-Rate-Tier: benchmark\r\n" + more
                + "Connection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = "";
            while (!isWhole(answer)) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return answer;
                }
                answer += (char) next;
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(String answer) {
        int head = answer.indexOf("\r\n\r\n");
        Matcher length = LENGTH.matcher(answer);
        return head > 0 && length.find() && answer.length() >= head + 4 + Integer.parseInt(length.group(1));
    }
}

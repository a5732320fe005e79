package com.flowex.app.node;

import com.flowex.app.backup.DiskSpace;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.node.ClusterMember;
import com.flowex.cluster.repair.LogRange;
import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.repair.ReceivedLogRange;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Endpoints that send copies of a node. {@code /copy} is for another node that lacks log that the others have cut. Only
 * the leading node answers it, since only that one is sure to have everything that was acknowledged. {@code
 * /backup/copy} and {@code /backup/log?from=BYTE} are for backups, while the node leads or follows; the backup itself
 * checks that the copy is sufficient ({@link ClusterLogSource}).
 */
final class NodeCopyEndpoints {

    /** Header with the size of the files in bytes. */
    static final String BYTES = "FlowEx-Bytes";

    static final String COPY = "/backup/copy";
    static final String LOG = "/backup/log";
    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int UNAVAILABLE = 503;
    private static final Pattern FROM = Pattern.compile("from=([0-9]{1,18})");

    private final ClusterMember node;
    private final Path folder;

    private NodeCopyEndpoints(ClusterMember node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /**
     * Registers the endpoints.
     *
     * @param folder the node's own folder
     */
    static void serve(HttpServer server, ClusterMember node, Path folder) {
        NodeCopyEndpoints copies = new NodeCopyEndpoints(node, folder);
        server.createContext("/copy", exchange -> copies.copy(exchange, true));
        server.createContext(COPY, exchange -> copies.copy(exchange, false));
        server.createContext(LOG, copies::log);
    }

    private void copy(HttpExchange exchange, boolean ofLeader) throws IOException {
        try (exchange) {
            MemberHealth health = node.health();
            if (!health.takesPart() || ofLeader && !health.role().equals("leader")) {
                refuse(exchange, UNAVAILABLE, "this node does not lead: ask the one that does\n");
                return;
            }
            exchange.getResponseHeaders().set(BYTES, Long.toString(DiskSpace.bytes(folder)));
            begin(exchange);
            NodeBackup.write(folder, exchange.getResponseBody());
        }
    }

    private void log(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher from = FROM.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
            if (!from.matches()) {
                refuse(exchange, BAD, "from=BYTE says where it is to begin\n");
                return;
            }
            if (!node.health().takesPart()) {
                refuse(exchange, UNAVAILABLE, "this node looks for the others\n");
                return;
            }
            LogRange range = LogRange.of(folder, Long.parseLong(from.group(1)));
            begin(exchange);
            ReceivedLogRange.send(range, exchange.getResponseBody());
        }
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(OK, 0);
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        byte[] bytes = why.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

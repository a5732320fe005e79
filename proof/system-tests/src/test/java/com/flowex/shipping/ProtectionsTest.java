package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Protections that are shipped as files, each fired once: the rules against floods, and the copies of PostgreSQL. */
@Tag("process")
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class ProtectionsTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Path SCRIPTS = Shipped.ROOT.resolve("proof/system-tests/src/test/resources/shipping");

    @TempDir
    private Path folder;

    /** An address opens 300 connections at once, whichever way its packets take, and its whole /64 is then left out. */
    @Test
    void floodsAreCutOffAtPublishedPortsAndByNetworkOfIpv6() {
        ToolRun probe = ToolRun.of(LIMIT, Map.of(), List.of("ip", "netns", "list"));
        assumeTrue(
                probe.exitCode() == 0 && System.getProperty("user.name").equals("root"),
                "no networks of one's own here: rules are not fired");
        ToolRun fired = ToolRun.of(
                LIMIT,
                Map.of(),
                List.of(
                        SCRIPTS.resolve("flood-rules.sh").toString(),
                        Shipped.ROOT.resolve("security/ddos/nftables.conf").toString(),
                        folder.toString()));

        assertEquals(0, fired.exitCode(), fired::output);
        Map<String, Integer> let = Stream.of(fired.output().strip().split("\n", -1))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(word -> word[0], word -> Integer.parseInt(word[1])));
        assertEquals(1, let.get("rules"), fired::output);
        assertEquals(0, let.get("same_network"), fired::output);
        for (String path : List.of("published", "ipv6")) {
            // 60 more a second are let through while the first 300 are opened.
            int count = let.get(path);
            assertTrue(count >= 300 && count < 900, fired::output);
        }
    }

    @Test
    void aServerMadeOfItsCopiesHasTheLastChange() throws IOException {
        Path programs = Path.of("/usr/lib/postgresql/15/bin");
        assumeTrue(
                Files.isExecutable(programs.resolve("pg_receivewal"))
                        && System.getProperty("user.name").equals("root"),
                "no PostgreSQL 15 of Debian here, or not root: copies are not tried");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        for (Path script : List.of(SCRIPTS.resolve("database-copies.sh"), Shipped.ROOT.resolve("postgres/backup.sh"))) {
            Path copy = Files.copy(script, scripts.resolve(script.getFileName()));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path place = Files.createDirectory(folder.resolve("servers"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
        ToolRun tried = ToolRun.of(
                LIMIT,
                Map.of(),
                List.of(
                        "setpriv",
                        "--reuid=postgres",
                        "--regid=postgres",
                        "--clear-groups",
                        scripts.resolve("database-copies.sh").toString(),
                        programs.toString(),
                        scripts.resolve("backup.sh").toString(),
                        place.toString(),
                        Integer.toString(freePort())));

        assertEquals(0, tried.exitCode(), tried::output);
        assertEquals("kept=1,2", tried.output().strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

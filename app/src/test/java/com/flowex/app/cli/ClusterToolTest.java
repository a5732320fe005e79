package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.node.MemberStatus;
import com.flowex.app.node.NodeAdminServer;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.link.NodePerformance;
import com.flowex.cluster.settings.MemberList.Member;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterToolTest {

    @TempDir
    private Path folder;

    private String text = "";

    private int run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = ClusterTool.run(List.of(arguments), Map.of(), out, out);
        text = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "begin",
                "start --nodes",
                "start --nodes many",
                "start --nodes 2",
                "status --yaml",
                "start --port 80",
                "backup",
                "restore --from nodes"
            })
    void invalidArgumentsPrintTheUsage(String arguments) {
        String all = arguments.isEmpty() ? "" : arguments + " --dir " + folder.resolve("new");

        assertEquals(2, run(all.isEmpty() ? new String[0] : all.split(" ")), text);
        assertEquals(2, text.lines().count(), text);
        assertTrue(text.contains("./flowex cluster "), text);
    }

    @Test
    void missingClusterIsReported() {
        assertEquals(1, run("status", "--dir", folder.toString()));
        assertTrue(text.contains("there is no cluster in " + folder), text);
    }

    @Test
    void nodesThatDoNotAnswerAreDown() throws Exception {
        Files.writeString(folder.resolve("members"), "0=localhost:1100,1=localhost:1110,2=localhost:1120\n");

        assertEquals(1, run("status", "--dir", folder.toString()));
        assertEquals(3, text.lines().filter(line -> line.contains("down")).count(), text);
        assertEquals(1, run("status", "--json", "--dir", folder.toString()));
        assertTrue(text.contains("\"role\":\"down\""), text);
        assertEquals(1, run("snapshot", "--dir", folder.toString()));
        assertTrue(text.contains("no node leads"), text);
        Path file = folder.resolve("copy");
        assertEquals(1, run("backup", "--to", file.toString(), "--dir", folder.toString()));
        assertTrue(text.contains("no node leads"), text);
        assertEquals(0, run("stop", "--dir", folder.toString()));
        assertEquals(2, run("stop", "--node", "3", "--dir", folder.toString()));
        assertEquals(1, run("start", "--nodes", "5", "--dir", folder.toString()));
        assertTrue(text.contains("is a cluster of 3 nodes"), text);
    }

    @Test
    void nodeStatusIsReadBackFromItsJson() {
        MemberHealth health = new MemberHealth(
                1,
                "leader",
                MemberHealth.TAKES_PART,
                4,
                4_096,
                77,
                12,
                9_000_000_000L,
                700L << 20,
                0,
                64L << 20,
                55,
                NodePerformance.NONE);

        String json = NodeAdminServer.json(health);

        assertTrue(json.contains("\"member\":1,\"role\":\"leader\""), json);
        assertTrue(json.contains("\"snapshotAgeSeconds\":9,\"freeMegabytes\":700,\"archivedSequence\":55"), json);
        assertEquals(
                MemberStatus.DOWN,
                MemberStatus.request(new Member(1, "localhost", 1_100)).role());
    }
}

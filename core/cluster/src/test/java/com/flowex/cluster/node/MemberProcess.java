package com.flowex.cluster.node;

import com.flowex.cluster.archive.ArchiveFolder;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.RetentionSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that is one node of several, and says where it stands whenever that changes. */
final class MemberProcess {
    private MemberProcess() {}

    /** @param arguments directory, members, id, commands per snapshot, and the archive's folder, if there is one */
    public static void main(String[] arguments) throws Exception {
        ClusterConfig config = ClusterConfig.at(Path.of(arguments[0]))
                .withCommandsPerSnapshot(Long.parseLong(arguments[3]))
                .as(MemberList.parse(arguments[1]), Integer.parseInt(arguments[2]));
        ClusterMember member = ClusterMember.start(
                arguments.length < 5
                        ? config
                        : config.withRetention(
                                new RetentionSettings(Optional.of(new ArchiveFolder(Path.of(arguments[4]))), 0)));
        String text = "";
        while (true) {
            MemberHealth health = member.health();
            String now = (health.takesPart() ? health.role() : "electing") + " term=" + health.term();
            if (!now.equals(text)) {
                System.out.println(now);
                text = now;
            }
            try {
                System.out.println("stopped: " + member.stopped().get(50, TimeUnit.MILLISECONDS));
                System.exit(3);
            } catch (TimeoutException | ExecutionException _) {
                // It runs.
            }
        }
    }
}

package com.flowex.app.cli.folder;

import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.settings.MemberList;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;

/**
 * Folder of {@code ./flowex cluster start}, with the data directories of each node and of the process that has every
 * service.
 */
public record ClusterFolder(Path directory) {

    private static final String SERVICES = "services";

    /**
     * Returns the environment of the process that has every service.
     *
     * @throws StartupException if no cluster is there
     */
    public Map<String, String> environment(Map<String, String> environment) {
        Map<String, String> own = new TreeMap<>(environment);
        own.put("FLOWEX_SERVICES", "all");
        own.put("FLOWEX_CLUSTER_MEMBERS", list());
        own.put("FLOWEX_DATA_DIR", services().toString());
        return own;
    }

    private Path members() {
        return directory.resolve("members");
    }

    /** Returns the data directory of the process that has every service. */
    public Path services() {
        return directory.resolve(SERVICES);
    }

    public boolean isBegun() {
        return Files.exists(members());
    }

    /** Returns the list of members in the form of the settings. */
    public String list() {
        try {
            if (isBegun()) {
                return Files.readString(members()).strip();
            }
            throw new StartupException("there is no cluster in " + directory + ": ./flowex cluster start makes one");
        } catch (IOException e) {
            throw new StartupException(members() + " cannot be read: " + e.getMessage(), e);
        }
    }

    public MemberList known() {
        return MemberList.parse(list());
    }

    public void begin(String list) throws IOException {
        Files.writeString(members(), list + "\n");
    }

    /**
     * Copies the node in the services' data directory to every node, and removes it there.
     *
     * @param count number of nodes, none of which exists yet
     */
    public void divide(int count) throws IOException {
        for (int id = 0; id < count; id++) {
            NodeBackup.copy(services(), directory.resolve("node" + id).resolve("node"));
        }
        FileUtils.deleteDirectory(services().resolve("node").toFile());
    }
}
